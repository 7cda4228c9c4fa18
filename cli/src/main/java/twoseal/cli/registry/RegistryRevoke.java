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

/** {@code registry revoke}: ends a person's keys. */
@Command(name = "revoke")
public final class RegistryRevoke extends Task {
  @Option(names = "--person", required = true, paramLabel = "ORG/PERSON")
  private String person;

  @Option(names = "--reason", required = true, paramLabel = "TEXT")
  private String reason;

  @Mixin private Signatures signatures;

  public RegistryRevoke(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var revoked = OptionValue.person("--person", person);
    var why = OptionValue.text("--reason", reason);
    var keys = signatures.keys(console());
    return signatures.complete(
        console(), keys, header -> new RegistryCommand.RevokePerson(revoked, why).text(header));
  }
}
