package twoseal.cli.keys;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;

/** {@code keys new}: fresh keys in a new file. */
@Command(name = "new")
public final class KeysNew extends Task {
  @Option(names = "--name", required = true, paramLabel = "NAME")
  private String name;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path file;

  @Option(names = "--cosign")
  private boolean withCosigner;

  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  public KeysNew(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    requireName();
    var passphrase = passphrases.fresh(console(), file);
    var keys = KeyFile.create(file, name, withCosigner, passphrase);
    if (!json.asked()) {
      console().say("say.keys.made", file);
    }
    KeysShow.print(console(), keys, json.asked());
    return Exit.OK;
  }

  /** A log's origin begins with a host's name; everything else is a person ([REG-1]). */
  private void requireName() {
    boolean isOrigin = name.split("/", 2)[0].matches(".*[.:].*");
    if (isOrigin) {
      return;
    }
    try {
      PersonName.parse(name);
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.key-name", name).because(malformed);
    }
  }
}
