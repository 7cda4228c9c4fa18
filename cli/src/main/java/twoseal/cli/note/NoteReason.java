package twoseal.cli.note;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.OptionValue;
import twoseal.cli.console.Task;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;

/**
 * {@code note reason}: a salted commitment of a reason's text ([DRAW-9]), which may stand on a
 * public ledger while the text stays in a file: SHA-256 of 32 random bytes and the text in UTF-8.
 */
@Command(name = "reason")
public final class NoteReason extends Task {
  private static final int SALT_BYTES = 32;

  @Option(names = "--text", required = true, paramLabel = "TEXT")
  private String text;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path file;

  @Mixin private Json json;

  public NoteReason(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    OptionValue.text("--text", text);
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    var commitment = Digest.sha256(salt, Bytes.utf8(text));
    var kept =
        new Fields.Writer("reason", 1)
            .line("text", text)
            .line("salt", Bytes.hex(salt))
            .digest("commitment", commitment)
            .text();
    NewFile.write(file, Bytes.utf8(kept), NewFile.Access.OWNER);
    if (json.asked()) {
      console().json(out -> out.text("commitment", commitment.hex()).text("file", file.toString()));
    } else {
      console().line(commitment.hex());
      console().hint("say.reason.kept", file);
    }
    return Exit.OK;
  }
}
