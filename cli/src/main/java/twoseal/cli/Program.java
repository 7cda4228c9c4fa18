package twoseal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
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

  /** Runs one command and gives its exit code ({@link twoseal.cli.console.Exit}). */
  public static int run(Console console, String... args) {
    var code = commands(console).execute(args);
    console.out().flush();
    console.err().flush();
    return code;
  }

  /** All commands, ready to parse; their texts are in the console's language. */
  static CommandLine commands(Console console) {
    var all =
        new CommandLine(new Root(console))
            .addSubcommand(new Help(console))
            .addSubcommand(
                group(
                    "keys",
                    new KeysNew(console),
                    new KeysShow(console),
                    new KeysPassphrase(console)))
            .addSubcommand(
                group(
                    "beacon",
                    new BeaconVerify(console),
                    new BeaconFetch(console),
                    new BeaconServe(console)))
            .addSubcommand(
                group(
                    "note", new NoteShow(console), new NoteSign(console), new NoteSubmit(console)))
            .addSubcommand(group("ledger", new LedgerNew(console), new LedgerRemark(console)))
            .addSubcommand(
                group(
                    "registry",
                    new RegistryOrganisation(console),
                    new RegistryPerson(console),
                    new RegistryRotate(console),
                    new RegistryRevoke(console)))
            .addSubcommand(
                group(
                    "log",
                    new LogShow(console),
                    new LogCheckpoint(console),
                    new LogProve(console),
                    new LogExport(console)))
            .addSubcommand(
                group(
                    "draw",
                    new DrawRun(console),
                    new DrawNew(console),
                    new DrawList(console),
                    new DrawSeal(console),
                    new DrawReveal(console),
                    new DrawSkip(console),
                    new DrawPress(console),
                    new DrawResult(console),
                    new DrawGiveUp.Decline(console),
                    new DrawGiveUp.Disqualify(console),
                    new DrawPromote(console),
                    new DrawBundle(console),
                    new DrawStatus(console)))
            .addSubcommand(
                group("contribute", new ContributeCommit(console), new ContributeReveal(console)))
            .addSubcommand(new Demo(console))
            .addSubcommand(
                group(
                    "list",
                    new ListCheck(console),
                    new ListCommit(console),
                    new ListShow(console),
                    new ListProve(console),
                    new ListErase(console)))
            .addSubcommand(new Verify(console))
            .addSubcommand(new Rfc3797Draw(console))
            .addSubcommand(new StepDraw(console));
    var failures = new Failures(console);
    return all.setResourceBundle(console.texts())
        .setOut(new PrintWriter(console.out(), true, UTF_8))
        .setErr(new PrintWriter(console.err(), true, UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.isColoured() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(console.isTerminal())
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** A word that stands before others and does nothing by itself. */
  private static CommandLine group(String name, Task... tasks) {
    var group = new CommandLine(CommandSpec.create().name(name));
    for (var task : tasks) {
      group.addSubcommand(task);
    }
    return group;
  }
}
