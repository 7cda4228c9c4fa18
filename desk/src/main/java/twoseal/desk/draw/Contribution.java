package twoseal.desk.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.desk.NewFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;

/**
 * A contributor's secret, on the contributor's own machine until it is revealed ([SEED-3]). The
 * file holds everything that opens the commitment; a paper copy of it does too.
 */
public record Contribution(
    CaseNumber draw, int attempt, PersonName contributor, String value, String nonce) {
  private static final String KIND = "contribution";
  private static final int VALUE_BYTES = 32;

  /** A fresh value and nonce. */
  public static Contribution fresh(CaseNumber draw, int attempt, PersonName contributor) {
    return new Contribution(
        draw, attempt, contributor, Bytes.hex(freshValue()), Bytes.hex(freshNonce()));
  }

  /** A random value, 32 bytes. */
  public static byte[] freshValue() {
    return random(VALUE_BYTES);
  }

  /** A random nonce, as long as commitments want it. */
  public static byte[] freshNonce() {
    return random(Contributor.NONCE_BYTES);
  }

  /**
   * Reads a file's text.
   *
   * @throws MalformedException if it is something else
   */
  public static Contribution parse(String text) {
    var in = new Fields.Reader(text, KIND, 1);
    var read =
        new Contribution(
            CaseNumber.parse(in.text("draw")),
            (int) in.number("attempt", 1, DrawCommand.ATTEMPT_MAX),
            PersonName.parse(in.text("contributor")),
            Bytes.hex(Contributor.requireValue(in.text("value"), Contributor.VALUE_BYTES_MIN)),
            Bytes.hex(in.hex("nonce", Contributor.NONCE_BYTES)));
    in.end();
    return read;
  }

  /**
   * Writes a file that only its owner may read, and that is not there yet.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    var text =
        new Fields.Writer(KIND, 1)
            .line("draw", draw.toString())
            .number("attempt", attempt)
            .line("contributor", contributor.toString())
            .line("value", value)
            .line("nonce", nonce)
            .text();
    NewFile.write(file, Bytes.utf8(text), NewFile.Access.OWNER);
  }

  /** What the seal gets. */
  public Digest commitment() {
    return Contributor.commitment(
        draw,
        attempt,
        contributor,
        Bytes.parseHex(value, value.length() / 2),
        Bytes.parseHex(nonce, Contributor.NONCE_BYTES));
  }

  /** The command that opens it. */
  public DrawCommand.Reveal reveal() {
    return new DrawCommand.Reveal(draw, attempt, contributor, value, Optional.of(nonce));
  }

  private static byte[] random(int bytes) {
    var random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
