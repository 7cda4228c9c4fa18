package twoseal.cli.registry;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.OptionValue;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.registry.RegistryCommand;

/** {@code registry organisation}: admits an organisation. */
@Command(name = "organisation")
public final class RegistryOrganisation extends Task {
  @Option(names = "--organisation", required = true, paramLabel = "ID")
  private String organisation;

  @Option(names = "--name", required = true, paramLabel = "NAME")
  private String name;

  @Option(names = "--name-en", paramLabel = "NAME")
  private Optional<String> nameEn;

  @Mixin private Signatures signatures;

  public RegistryOrganisation(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var id = OptionValue.id("--organisation", organisation);
    var called = OptionValue.text("--name", name);
    nameEn.ifPresent(english -> OptionValue.text("--name-en", english));
    var keys = signatures.keys(console());
    return signatures.complete(
        console(),
        keys,
        header -> new RegistryCommand.AdmitOrganisation(id, called, nameEn).text(header));
  }
}
