package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.desk.rules.RulesSource;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;

/** {@code draw new}: announces rules; the ledger gives the case number. */
@Command(name = "new")
public final class DrawNew extends Task {
  @Parameters(index = "0", paramLabel = "RULES")
  private Path rulesFile = Path.of("");

  @Option(names = "--rehearsal")
  private boolean isRehearsal;

  @Mixin private Signatures signatures = new Signatures();

  public DrawNew(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var source = new RulesSource(console().texts(), console().err()::println);
    var file = source.read(rulesFile);
    var kind = isRehearsal ? DrawKind.REHEARSAL : DrawKind.DRAW;
    source.require(rulesFile, file.problemsFor(kind));
    return signatures.complete(
        console(),
        signatures.keys(console()),
        header -> new DrawCommand.Announce(kind, file.rules()).text(header));
  }
}
