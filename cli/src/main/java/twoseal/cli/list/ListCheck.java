package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.desk.NewFile;
import twoseal.intake.IntakeOptions;

/**
 * {@code list check}: would this list be taken? Every bad line and every duplicate; writes no list.
 */
@Command(name = "check")
public final class ListCheck extends Task {
  @Option(names = "--errors", paramLabel = "FILE")
  private Optional<Path> errors;

  @Mixin private ListInput input;
  @Mixin private Json json;

  public ListCheck(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    errors.ifPresent(NewFile::requireNone);
    var options = IntakeOptions.rootOnly();
    return new Taking(console(), json, input)
        .run(
            errors.isPresent() ? options.withErrorsFile(errors.get()) : options,
            Taking.Telling.FIGURES);
  }
}
