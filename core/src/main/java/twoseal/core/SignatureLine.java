package twoseal.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/**
 * One signature line of a note: {@code — name base64(key id || signature)}.
 *
 * @param name of the key
 * @param base64 canonical, of the four bytes of the key id and at least one of the signature
 */
public record SignatureLine(String name, String base64) {
  private static final String DASH = "\u2014 ";

  /**
   * @throws MalformedException on a name that C2SP forbids or base64 that is not canonical
   */
  public SignatureLine {
    NoteKey.requireName(name);
    if (Bytes.parseBase64(base64).length <= Integer.BYTES) {
      throw new MalformedException("a key id and a signature");
    }
  }

  /** The line of a signature made with a key. */
  public static SignatureLine of(NoteKey key, byte[] signature) {
    var id = ByteBuffer.allocate(Integer.BYTES).putInt(key.id()).array();
    return new SignatureLine(key.name(), Bytes.base64(Bytes.concat(id, signature)));
  }

  /**
   * Reads a line without its newline.
   *
   * @throws MalformedException on another form
   */
  public static SignatureLine parse(String line) {
    var space = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || space < 0) {
      throw new MalformedException("a signature line");
    }
    return new SignatureLine(line.substring(DASH.length(), space), line.substring(space + 1));
  }

  /** The line without its newline. */
  public String format() {
    return DASH + name + " " + base64;
  }

  /** The id of the key; see {@link NoteKey#id}. */
  public int keyId() {
    return ByteBuffer.wrap(Bytes.parseBase64(base64)).getInt();
  }

  /** Name and id of the key, as a verifier key begins: {@code name+hex}. */
  public String keyName() {
    return name + "+" + String.format(Locale.ROOT, "%08x", keyId());
  }

  /** The bytes after the key id. */
  public byte[] signature() {
    var bytes = Bytes.parseBase64(base64);
    return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
  }
}
