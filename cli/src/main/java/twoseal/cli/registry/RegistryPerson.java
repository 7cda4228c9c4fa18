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

/** {@code registry person}: admits a person with a role and keys. */
@Command(name = "person")
public final class RegistryPerson extends Task {
  @Option(names = "--person", required = true, paramLabel = "ORG/PERSON")
  private String person;

  @Option(names = "--name", required = true, paramLabel = "NAME")
  private String name;

  @Option(names = "--role", required = true, paramLabel = "ROLE")
  private String role;

  @Mixin private NewKeys newKeys;
  @Mixin private Signatures signatures;

  public RegistryPerson(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var admitted = OptionValue.person("--person", person);
    var called = OptionValue.text("--name", name);
    var as = OptionValue.role("--role", role);
    var keys = signatures.keys(console());
    return signatures.complete(
        console(),
        keys,
        header ->
            new RegistryCommand.AdmitPerson(
                    admitted,
                    called,
                    as,
                    newKeys.key(person, keys),
                    newKeys.cosignKey(person, keys))
                .text(header));
  }
}
