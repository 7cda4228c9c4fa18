package twoseal.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The public key of somebody who signs notes (C2SP signed-note, "Verifier keys"): a name, what its
 * signatures are over, and an Ed25519 key that satisfies {@link Ed25519#isValidPublicKey}.
 */
public final class NoteKey {
  /** What a signature is over; the byte is C2SP's signature type. */
  public enum Type {
    /** The note text. */
    ED25519(0x01),
    /** A time and the note text (C2SP tlog-cosignature): see {@link Cosignature}. */
    COSIGNATURE(0x04);

    private final int identifier;

    Type(int identifier) {
      this.identifier = identifier;
    }

    /** The signature type identifier byte. */
    public int identifier() {
      return identifier;
    }
  }

  private final String name;
  private final Type type;
  private final byte[] publicKey;
  private final int id;

  /**
   * @throws MalformedException on a name that C2SP forbids or a key that is not valid
   */
  public NoteKey(String name, Type type, byte[] publicKey) {
    this(name, type, publicKey, Ed25519.isValidPublicKey(publicKey));
  }

  private NoteKey(String name, Type type, byte[] publicKey, boolean isValid) {
    requireName(name);
    if (!isValid) {
      throw new MalformedException("a valid Ed25519 public key");
    }
    this.name = name;
    this.type = type;
    this.publicKey = publicKey.clone();
    this.id = id(name, type.identifier, publicKey);
  }

  /**
   * Reads a vkey, {@code name+hex(id)+base64(type || key)}.
   *
   * @throws MalformedException on another form, an unknown type, or an id that is not the key's
   */
  public static NoteKey parse(String vkey) {
    return parse(vkey, false);
  }

  /**
   * Reads what {@link #format} wrote of a key: as {@link #parse}, but takes the point on trust,
   * whose check costs more than that of a signature. For keys that the rules admitted to a state.
   */
  public static NoteKey parseAdmitted(String vkey) {
    return parse(vkey, true);
  }

  private static NoteKey parse(String vkey, boolean isValid) {
    // The base64 may hold plus signs; the name and the id cannot.
    var parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedException("name+id+key");
    }
    var id = ByteBuffer.wrap(Bytes.parseHex(parts[1], Integer.BYTES)).getInt();
    var typed = Bytes.parseBase64(parts[2]);
    var type = typed.length == 0 ? null : type(typed[0]);
    if (type == null) {
      throw new MalformedException("a key of type 0x01 or 0x04");
    }
    var publicKey = Arrays.copyOfRange(typed, 1, typed.length);
    var key =
        new NoteKey(parts[0], type, publicKey, isValid || Ed25519.isValidPublicKey(publicKey));
    if (key.id != id) {
      throw new MalformedException("the key id " + key.idHex());
    }
    return key;
  }

  /** The vkey. */
  public String format() {
    return name + "+" + idHex() + "+" + Bytes.base64(typed(type.identifier, publicKey));
  }

  /** The name on the signature line. */
  public String name() {
    return name;
  }

  /** What its signatures are over. */
  public Type type() {
    return type;
  }

  /** A copy of the 32 bytes. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The first four bytes of SHA-256(name || 0x0A || type || public key), big-endian. */
  public int id() {
    return id;
  }

  /** The id as eight hexadecimal digits. */
  public String idHex() {
    return HexFormat.of().toHexDigits(id);
  }

  /** Whether the line claims to be by this key: the same name and the same id. */
  public boolean isNamedBy(SignatureLine line) {
    return line.keyId() == id && line.name().equals(name);
  }

  /** Whether the line is by this key and its signature of the note text holds. */
  public boolean holds(String text, SignatureLine line, SignatureCheck check) {
    if (!isNamedBy(line)) {
      return false;
    }
    var signature = line.signature();
    return switch (type) {
      case ED25519 -> check.holds(publicKey, Bytes.utf8(text), signature);
      case COSIGNATURE -> Cosignature.holds(publicKey, text, signature, check);
    };
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof NoteKey other
        && name.equals(other.name)
        && type == other.type
        && Arrays.equals(publicKey, other.publicKey);
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** The same as {@link #format}. */
  @Override
  public String toString() {
    return format();
  }

  /** Refuses a key name that is empty or holds a plus sign, a Unicode space or a control. */
  static void requireName(String name) {
    if (name.isEmpty() || name.codePoints().anyMatch(NoteKey::isForbidden)) {
      throw new MalformedException("a key name without spaces, plus signs and controls");
    }
  }

  private static boolean isForbidden(int c) {
    // Unicode's White_Space is the space separators, 0x09 to 0x0D and the next line 0x85.
    return c < ' '
        || c == '+'
        || c == 0x85
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.SURROGATE;
  }

  private static @Nullable Type type(byte identifier) {
    for (var type : Type.values()) {
      if (type.identifier == identifier) {
        return type;
      }
    }
    return null;
  }

  private static int id(String name, int type, byte[] publicKey) {
    var hash = Digest.sha256(Bytes.utf8(name), new byte[] {'\n'}, typed(type, publicKey));
    return ByteBuffer.wrap(hash.bytes()).getInt();
  }

  private static byte[] typed(int type, byte[] publicKey) {
    return Bytes.concat(new byte[] {(byte) type}, publicKey);
  }
}
