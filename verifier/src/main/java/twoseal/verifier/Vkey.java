package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key in the form of [NOTE-2], and the one rule for signatures, [NOTE-3].
 *
 * @param id the key id, 8 hex digits
 * @param point the public key, hex of 32 bytes
 */
record Vkey(String name, String id, int type, String point) {
  static final int ED25519 = 0x01;
  static final int COSIGNATURE = 0x04;

  static Vkey parse(String text, int type, Form form) {
    var key = parts(text, type);
    form.demand(
        key.toString().equals(text), "%s 不是 0%s 型公钥", "%s is not a key of type 0%s", text, type);
    return key;
  }

  /**
   * Whether the point is one that may sign: canonical, of the prime-order subgroup, not the
   * identity.
   */
  boolean isValid() {
    return Ed25519.validatePublicKeyFull(Bytes.unhex(point), 0);
  }

  /** [NOTE-3]; the signature is 64 bytes. */
  boolean verifies(byte[] message, byte[] signature) {
    var key = Bytes.unhex(point);
    return isValid()
        && Ed25519.validatePublicKeyFull(signature, 0)
        && Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
  }

  @Override
  public String toString() {
    return name + "+" + id + "+" + Base64.getEncoder().encodeToString(typed(type, point));
  }

  /**
   * What a text would be if it were a key: parsed loosely, so that only the right text comes back.
   */
  private static Vkey parts(String text, int type) {
    var parts = text.split("\\+", 3);
    var bytes = Bytes.base64(parts.length == 3 ? parts[2] : "").orElse(new byte[0]);
    var point = bytes.length == 33 ? Bytes.hex(Arrays.copyOfRange(bytes, 1, 33)) : Bytes.ZEROS_32;
    var name = parts[0].isEmpty() || parts[0].contains(" ") ? "?" : parts[0];
    var digest = Bytes.sha256((name + "\n").getBytes(UTF_8), typed(type, point));
    return new Vkey(name, Bytes.hex(digest).substring(0, 8), type, point);
  }

  private static byte[] typed(int type, String point) {
    return Bytes.join(new byte[] {(byte) type}, Bytes.unhex(point));
  }
}
