package twoseal.cli.note;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.note.NoteFile;

/** {@code note sign}: shows the exact text, asks, and adds a signature. */
@Command(name = "sign")
public final class NoteSign extends Task {
  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(names = "--key", required = true, paramLabel = "FILE")
  private Path keyFile;

  @Option(names = "--yes")
  private boolean isAgreed;

  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  public NoteSign(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var note = NoteFile.read(file);
    var key = KeyFile.open(keyFile, passphrases.existing(console(), keyFile)).signer();
    var name = key.key().name();
    // Made before the question, because making it checks the form; kept only if the answer is yes.
    var signed = note.signedBy(key);
    Signatures.agree(console(), note, name, isAgreed);
    signed.replace(file);
    if (json.asked()) {
      console()
          .json(out ->
              out.text("file", file.toString())
                  .text("digest", signed.digest().hex())
                  .text("signer", name)
                  .number("signatures", signed.signatures().size()));
    } else {
      console().say("say.note.signed", file, name);
    }
    return Exit.OK;
  }
}
