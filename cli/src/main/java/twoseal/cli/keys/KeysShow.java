package twoseal.cli.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;

/** {@code keys show}: the public side of a key file. */
@Command(name = "show")
public final class KeysShow extends Task {
  @Parameters(paramLabel = "FILE")
  private Path file;

  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  public KeysShow(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var keys = KeyFile.open(file, passphrases.existing(console(), file));
    print(console(), keys, json.asked());
    return Exit.OK;
  }

  static void print(Console console, KeyFile keys, boolean inJson) {
    var key = keys.signer().key();
    if (inJson) {
      console.json(out -> {
        out.text("name", key.name()).text("key", key.format()).text("keyId", key.idHex());
        keys.cosigner()
            .ifPresentOrElse(
                cosigner -> out.text("cosignKey", cosigner.key().format()),
                () -> out.none("cosignKey"));
      });
      return;
    }
    var rows = new ArrayList<Console.Row>();
    rows.add(console.row("say.keys.name", key.name()));
    rows.add(console.row("say.keys.id", key.idHex()));
    rows.add(console.row("say.keys.key", key.format()));
    keys.cosigner()
        .ifPresent(cosigner -> rows.add(console.row("say.keys.cosign", cosigner.key().format())));
    console.table(rows);
  }
}
