package twoseal.cli.draw;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.beacon.BeaconChain;
import twoseal.cli.console.Console;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.beacon.Relays;
import twoseal.desk.draw.Begun;
import twoseal.desk.draw.RunFolder;
import twoseal.desk.keys.GuessingCost;
import twoseal.desk.rules.RulesSource;
import twoseal.draw.DrawKind;
import twoseal.draw.Rules;
import twoseal.intake.rules.RulesFile;

/** {@code draw run}: the whole draw with local keys; without anybody there always a rehearsal. */
@Command(name = "run")
public final class DrawRun extends Task {
  private static final long WAIT_DEFAULT_S = 8;
  static final long WAIT_MIN_S = 3;
  static final long WAIT_MAX_S = 600;

  @Parameters(index = "0", paramLabel = "RULES")
  private Path rulesFile = Path.of("");

  @Option(names = "--list", required = true, paramLabel = "FILE")
  private Path list = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out = Path.of("");

  @Option(names = {"-y", "--yes"})
  private boolean unattended;

  @Option(names = "--real")
  private boolean real;

  @Option(names = "--wait", paramLabel = "SECONDS")
  private long waitS = WAIT_DEFAULT_S;

  @Option(names = "--relay", paramLabel = "URL", arity = "1..*")
  private List<URI> relays = List.of();

  public DrawRun(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Range.require("--wait", waitS, WAIT_MIN_S, WAIT_MAX_S);
    if (real && (unattended || !console().isTerminal())) {
      throw Complaint.usage("complaint.draw.unattended");
    }
    var source = new RulesSource(console().texts(), console().err()::println);
    var rules = source.read(rulesFile);
    if (real && rules.rules().entropy().equals(Rules.CEREMONY)) {
      throw Complaint.usage("complaint.draw.ceremony-local");
    }
    GuessingCost.lower();
    var kind = real ? DrawKind.DRAW : DrawKind.REHEARSAL;
    source.require(rulesFile, rules.problemsFor(kind));
    var begun = Begun.with(kind, rulesFile, list);
    var folder = RunFolder.open(out, begun);
    var pace =
        new LocalDraw.Pace(
            waitS, this::confirm, round -> signature(rules, round), UnaryOperator.identity());
    new LocalDraw(console(), folder, rules, kind, pace, false)
        .run(into -> {
          var summary = new ListTaking(console(), rules).take(list, into, folder.passphrase());
          source.require(rulesFile, rules.problemsWith(RulesSource.figures(into)));
          folder.begin(begun);
          return summary;
        });
    var verdict = new BundleCheck(console()).report(folder.bundle(), Optional.empty());
    console().say("say.draw.check-yourself", folder.bundle());
    return verdict;
  }

  private boolean confirm(String step) {
    if (unattended) {
      return true;
    }
    return switch (step) {
      case "announce" -> console().confirm("ask.draw.announce");
      case "list" -> console().confirm("ask.draw.list");
      case "seal" -> console().confirm("ask.draw.seal");
      case "press" -> console().confirm("ask.draw.press");
      default -> throw new IllegalStateException("a step without a question: " + step);
    };
  }

  private byte[] signature(RulesFile rules, long round) {
    var from = relays.isEmpty() ? rules.relays() : relays;
    return Relays.fetch(BeaconChain.QUICKNET, round, from.isEmpty() ? Relays.PUBLIC : from);
  }
}
