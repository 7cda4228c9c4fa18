package twoseal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import twoseal.cli.beacon.BeaconFetch;
import twoseal.cli.beacon.BeaconServe;
import twoseal.cli.beacon.BeaconVerify;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.draw.ContributeCommit;
import twoseal.cli.draw.ContributeReveal;
import twoseal.cli.draw.Demo;
import twoseal.cli.draw.DrawBundle;
import twoseal.cli.draw.DrawGiveUp;
import twoseal.cli.draw.DrawList;
import twoseal.cli.draw.DrawNew;
import twoseal.cli.draw.DrawPress;
import twoseal.cli.draw.DrawPromote;
import twoseal.cli.draw.DrawResult;
import twoseal.cli.draw.DrawReveal;
import twoseal.cli.draw.DrawRun;
import twoseal.cli.draw.DrawSeal;
import twoseal.cli.draw.DrawSkip;
import twoseal.cli.draw.DrawStatus;
import twoseal.cli.keys.KeysNew;
import twoseal.cli.keys.KeysPassphrase;
import twoseal.cli.keys.KeysShow;
import twoseal.cli.ledger.LedgerBackup;
import twoseal.cli.ledger.LedgerFsck;
import twoseal.cli.ledger.LogCheckpoint;
import twoseal.cli.ledger.LogExport;
import twoseal.cli.ledger.LogProve;
import twoseal.cli.ledger.LogShow;
import twoseal.cli.legacy.Rfc3797Draw;
import twoseal.cli.legacy.StepDraw;
import twoseal.cli.list.ListCheck;
import twoseal.cli.list.ListCommit;
import twoseal.cli.list.ListErase;
import twoseal.cli.list.ListProve;
import twoseal.cli.list.ListShow;
import twoseal.cli.note.NoteShow;
import twoseal.cli.note.NoteSign;
import twoseal.cli.note.NoteSubmit;
import twoseal.cli.registry.LedgerNew;
import twoseal.cli.registry.LedgerRemark;
import twoseal.cli.registry.RegistryOrganisation;
import twoseal.cli.registry.RegistryPerson;
import twoseal.cli.registry.RegistryRevoke;
import twoseal.cli.registry.RegistryRotate;
import twoseal.cli.verify.Verify;

/** The tree of all commands, each given what it needs. */
public final class Program {
  private Program() {}

  /** What stands behind one first word: a command, or a group of them. */
  private record Area(String word, boolean isGroup, List<Function<Console, Task>> tasks) {
    static Area of(String word, Function<Console, Task> task) {
      return new Area(word, false, List.of(task));
    }

    static Area group(String word, List<Function<Console, Task>> tasks) {
      return new Area(word, true, tasks);
    }

    CommandLine command(Console console) {
      if (!isGroup) {
        return new CommandLine(tasks.getFirst().apply(console));
      }
      // A word that stands before others and does nothing by itself.
      var command = new CommandLine(CommandSpec.create().name(word));
      tasks.forEach(task -> command.addSubcommand(task.apply(console)));
      return command;
    }
  }

  /** Runs one command and gives its exit code ({@link twoseal.cli.console.Exit}). */
  public static int run(Console console, String... args) {
    var code = commands(console, args).execute(args);
    console.out().flush();
    console.err().flush();
    return code;
  }

  /** All commands, ready to parse; their texts are in the console's language. */
  static CommandLine commands(Console console) {
    return commands(console, areas());
  }

  /** The commands these arguments name: looking into all of them would take most of the time. */
  private static CommandLine commands(Console console, String... args) {
    var words = List.of(args);
    var named = areas().stream().filter(area -> words.contains(area.word)).toList();
    return commands(console, named.isEmpty() && !words.isEmpty() ? areas() : named);
  }

  private static CommandLine commands(Console console, List<Area> areas) {
    var commands = new CommandLine(new Root(console));
    areas.forEach(area -> commands.addSubcommand(area.word, area.command(console)));
    var failures = new Failures(console);
    return commands
        .setResourceBundle(console.texts())
        .setOut(new PrintWriter(console.out(), true, UTF_8))
        .setErr(new PrintWriter(console.err(), true, UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.isColoured() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(console.isTerminal())
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static List<Area> areas() {
    return List.of(
        Area.of("help", Help::new),
        Area.group("keys", List.of(KeysNew::new, KeysShow::new, KeysPassphrase::new)),
        Area.group("beacon", List.of(BeaconVerify::new, BeaconFetch::new, BeaconServe::new)),
        Area.group("note", List.of(NoteShow::new, NoteSign::new, NoteSubmit::new)),
        Area.group("ledger", List.of(LedgerNew::new, LedgerRemark::new, LedgerBackup::new)),
        Area.of("fsck", LedgerFsck::new),
        Area.group("registry", List.of(RegistryOrganisation::new, RegistryPerson::new, RegistryRotate::new, RegistryRevoke::new)),
        Area.group("log", List.of(LogShow::new, LogCheckpoint::new, LogProve::new, LogExport::new)),
        Area.group("draw", List.of(DrawRun::new, DrawNew::new, DrawList::new, DrawSeal::new, DrawReveal::new, DrawSkip::new, DrawPress::new, DrawResult::new, DrawGiveUp.Decline::new, DrawGiveUp.Disqualify::new, DrawPromote::new, DrawBundle::new, DrawStatus::new)),
        Area.group("contribute", List.of(ContributeCommit::new, ContributeReveal::new)),
        Area.of("demo", Demo::new),
        Area.group("list", List.of(ListCheck::new, ListCommit::new, ListShow::new, ListProve::new, ListErase::new)),
        Area.of("verify", Verify::new),
        Area.of("rfc3797", Rfc3797Draw::new),
        Area.of("step-draw", StepDraw::new));
  }
}
