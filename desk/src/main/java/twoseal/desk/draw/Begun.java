package twoseal.desk.draw;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.draw.DrawKind;

/**
 * What a run of a whole draw began with: whoever goes on with it brings the same, or is told.
 *
 * @param rules SHA-256 of the rules file
 * @param list SHA-256 of the file with the entries
 */
public record Begun(DrawKind kind, Digest rules, Digest list) {
  private static final String KIND = "draw-run";

  /** What a run begins with now. */
  public static Begun with(DrawKind kind, Path rules, Path list) throws IOException {
    return new Begun(kind, sha256(rules), sha256(list));
  }

  /** Reads {@link #text}. */
  static Begun parse(String text) {
    var in = new Fields.Reader(text, KIND, 1);
    var begun =
        new Begun(DrawKind.of(in.text("kind")), in.digest("rules"), in.digest("entries-file"));
    in.end();
    return begun;
  }

  String text() {
    return new Fields.Writer(KIND, 1)
        .line("kind", kind.word())
        .digest("rules", rules)
        .digest("entries-file", list)
        .text();
  }

  private static Digest sha256(Path file) throws IOException {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
        Files.copy(file, out);
      }
      return Digest.of(hash.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
