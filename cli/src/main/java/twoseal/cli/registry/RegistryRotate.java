package twoseal.cli.registry;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.OptionValue;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.registry.RegistryCommand;

/** {@code registry rotate}: replaces a person's keys. */
@Command(name = "rotate")
public final class RegistryRotate extends Task {
  @Option(names = "--person", required = true, paramLabel = "ORG/PERSON")
  private String person;

  @Option(names = "--reason", required = true, paramLabel = "TEXT")
  private String reason;

  @Mixin private NewKeys newKeys;
  @Mixin private Signatures signatures;

  public RegistryRotate(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var renewed = OptionValue.person("--person", person);
    var why = OptionValue.text("--reason", reason);
    var keys = signatures.keys(console());
    return signatures.complete(
        console(),
        keys,
        header ->
            new RegistryCommand.RotateKey(
                    renewed, newKeys.key(person, keys), newKeys.cosignKey(person, keys), why)
                .text(header));
  }
}
