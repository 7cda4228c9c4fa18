package twoseal.server.auth;

import java.io.ByteArrayOutputStream;

/** Reads RFC 4648 base32 as an authenticator does. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static byte[] read(String text) {
    var bytes = new ByteArrayOutputStream();
    var bits = 0;
    var held = 0;
    for (var at = 0; at < text.length(); at++) {
      held = held << 5 | ALPHABET.indexOf(text.charAt(at));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
      }
    }
    return bytes.toByteArray();
  }
}
