package twoseal.cli.draw;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.draw.CaseFile;
import twoseal.draw.ShakeBatch;
import twoseal.draw.Shakes;
import twoseal.ledger.Engine;

/** {@code draw shake}: enters a batch of the audience's shakes. */
@Command(name = "shake")
public final class DrawShake extends Task {
  /** 64 digits and the longer of the line ends. */
  private static final long BYTES_MAX = Shakes.BATCH_MAX * (2L * Digest.BYTES + 2);

  private static final Pattern LINE = Pattern.compile("[0-9a-f]{64}");

  @Option(names = "--file", required = true, paramLabel = "FILE")
  private Path file = Path.of("");

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawShake(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var shakes = read();
    return signatures.completeFrom(
        console(), signatures.keys(console()), 1, (engine, header) -> text(engine, header, shakes));
  }

  /** The rules look into the shakes' file: it must be with the ledger before the command is. */
  private String text(Engine engine, Header header, Shakes shakes) {
    engine.blobs().put(new ByteArrayInputStream(shakes.file()));
    return new ShakeBatch(
            draw.number(),
            draw.attempt(engine),
            draw.look(engine, CaseFile::batches) + 1,
            shakes.shakes().size(),
            shakes.root(),
            Digest.sha256(shakes.file()))
        .text(header);
  }

  /** A shake a line in hexadecimal, or 32 bytes each without anything between. */
  private Shakes read() throws IOException {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new MalformedException("1 to " + Shakes.BATCH_MAX + " shakes");
      }
      var bytes = Files.readAllBytes(file);
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      return isLines(text)
          ? new Shakes(text.lines().map(Digest::ofHex).toList())
          : Shakes.read(bytes);
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.draw.shakes", file, malformed.expected()).because(malformed);
    }
  }

  private static boolean isLines(String text) {
    return text.lines().allMatch(line -> LINE.matcher(line).matches());
  }
}
