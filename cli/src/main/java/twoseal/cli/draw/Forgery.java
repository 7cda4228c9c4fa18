package twoseal.cli.draw;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import twoseal.bundle.CanonicalZip;

/**
 * What a cheat without anybody's keys could do to a bundle: for the demo, which shows it refused.
 */
final class Forgery {
  private static final Pattern FIRST_WINNER = Pattern.compile("outcome: 1 winner (\\d+) ");

  private Forgery() {}

  /** The bundle with another number in the place of the first winner's, and packed well again. */
  static byte[] anotherFirstWinner(byte[] bundle) throws IOException {
    var forged = new CanonicalZip();
    var done = false;
    try (var in = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (var member = in.getNextEntry(); member != null; member = in.getNextEntry()) {
        var content = in.readAllBytes();
        // One byte a character: lengths and everything that is no number stay as they are.
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var winner = FIRST_WINNER.matcher(text);
        if (!done && member.getName().endsWith(".entry") && winner.find()) {
          var at = winner.end(1) - 1;
          content[at] = (byte) (content[at] == '1' ? '2' : '1');
          done = true;
        }
        forged.add(member.getName(), content);
      }
    }
    if (!done) {
      throw new IllegalArgumentException("a bundle without a listed winner");
    }
    return forged.bytes();
  }
}
