package twoseal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import twoseal.cli.beacon.BeaconFetch;
import twoseal.cli.beacon.BeaconServe;
import twoseal.cli.beacon.BeaconVerify;
import twoseal.cli.console.Console;
import twoseal.cli.console.Examples;
import twoseal.cli.console.Task;
import twoseal.cli.draw.ContributeCommit;
import twoseal.cli.draw.ContributePrint;
import twoseal.cli.draw.ContributeReveal;
import twoseal.cli.draw.Demo;
import twoseal.cli.draw.DrawAttempt;
import twoseal.cli.draw.DrawBundle;
import twoseal.cli.draw.DrawCheckList;
import twoseal.cli.draw.DrawClose;
import twoseal.cli.draw.DrawGiveUp;
import twoseal.cli.draw.DrawList;
import twoseal.cli.draw.DrawNew;
import twoseal.cli.draw.DrawPress;
import twoseal.cli.draw.DrawPromote;
import twoseal.cli.draw.DrawResult;
import twoseal.cli.draw.DrawReveal;
import twoseal.cli.draw.DrawRun;
import twoseal.cli.draw.DrawSeal;
import twoseal.cli.draw.DrawShake;
import twoseal.cli.draw.DrawShakeProof;
import twoseal.cli.draw.DrawSkip;
import twoseal.cli.draw.DrawStatus;
import twoseal.cli.keys.KeysNew;
import twoseal.cli.keys.KeysPassphrase;
import twoseal.cli.keys.KeysShow;
import twoseal.cli.ledger.LedgerBackup;
import twoseal.cli.ledger.LedgerFsck;
import twoseal.cli.ledger.LogCheckpoint;
import twoseal.cli.ledger.LogExport;
import twoseal.cli.ledger.LogPolicy;
import twoseal.cli.ledger.LogProve;
import twoseal.cli.ledger.LogRestore;
import twoseal.cli.ledger.LogShow;
import twoseal.cli.legacy.Rfc3797Draw;
import twoseal.cli.legacy.StepDraw;
import twoseal.cli.list.ListCheck;
import twoseal.cli.list.ListCodes;
import twoseal.cli.list.ListCommit;
import twoseal.cli.list.ListErase;
import twoseal.cli.list.ListProve;
import twoseal.cli.list.ListShow;
import twoseal.cli.note.NoteReason;
import twoseal.cli.note.NoteShow;
import twoseal.cli.note.NoteSign;
import twoseal.cli.note.NoteSubmit;
import twoseal.cli.registry.LedgerNew;
import twoseal.cli.registry.LedgerRemark;
import twoseal.cli.registry.LogSucceed;
import twoseal.cli.registry.RegistryOrganisation;
import twoseal.cli.registry.RegistryPerson;
import twoseal.cli.registry.RegistryRevoke;
import twoseal.cli.registry.RegistryRotate;
import twoseal.cli.serve.Serve;
import twoseal.cli.session.SessionBegin;
import twoseal.cli.verify.Verify;
import twoseal.cli.witness.LogServe;
import twoseal.cli.witness.WitnessRun;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;

/** The tree of all commands, each given what it needs. */
public final class Program {
  /** What may stand first, in the order of the help. */
  private static final List<String> WORDS =
      List.of(
          "help",
          "keys",
          "beacon",
          "note",
          "ledger",
          "fsck",
          "registry",
          "log",
          "witness",
          "draw",
          "contribute",
          "demo",
          "serve",
          "session",
          "list",
          "verify",
          "rfc3797",
          "step-draw");

  /** What the machine puts where the locale cannot hold a character of a name. */
  private static final char LOST = '\uFFFD';

  private static final List<String> HELP = List.of("help", "--help", "-h", "--version");

  private Program() {}

  /** Runs one command and gives its exit code ({@link twoseal.cli.console.Exit}). */
  public static int run(Console console, String... args) {
    var code =
        isNameLost(args)
            ? new Failures(console).tell(Complaint.usage("complaint.locale"), args)
            : commands(console, named(List.of(args))).execute(args);
    // Only now is it known whether all that was printed arrived.
    if (console.out().checkError()) {
      var lost = new Failures(console).tell(Complaint.input("complaint.output-lost"));
      code = code == Exit.OK ? lost : code;
    }
    console.err().flush();
    return code;
  }

  /** In a folder whose name is lost, every file that is named from there would seem not to be. */
  private static boolean isNameLost(String... args) {
    var isHelp = args.length == 0 || Stream.of(args).anyMatch(HELP::contains);
    var folder = isHelp ? "" : System.getProperty("user.dir");
    return Stream.concat(Stream.of(args), Stream.of(folder)).anyMatch(x -> x.indexOf(LOST) >= 0);
  }

  /** All commands, ready to parse; their texts are in the console's language. */
  static CommandLine commands(Console console) {
    return commands(console, WORDS);
  }

  /** The words that these arguments name: looking into all commands would take most of the time. */
  private static List<String> named(List<String> args) {
    var named = WORDS.stream().filter(args::contains).toList();
    return named.isEmpty() && !args.isEmpty() ? WORDS : named;
  }

  private static CommandLine commands(Console console, List<String> words) {
    var commands = new CommandLine(new Root(console));
    for (var word : words) {
      commands.addSubcommand(word, command(word, console));
    }
    var failures = new Failures(console);
    showExamplesWhole(commands);
    return commands
        .setExecutionStrategy(Program::execute)
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

  /** Asked for help with a word that is no command, picocli would give the help of another. */
  private static int execute(CommandLine.ParseResult parsed) {
    for (var at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      if (!at.unmatched().isEmpty()) {
        throw new CommandLine.UnmatchedArgumentException(
            at.commandSpec().commandLine(), at.unmatched());
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static void showExamplesWhole(CommandLine command) {
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help ->
                Stream.of(help.commandSpec().usageMessage().footer())
                    .flatMap(example -> Examples.lines(example).stream())
                    .map(line -> line + System.lineSeparator())
                    .collect(Collectors.joining()));
    command.getSubcommands().values().forEach(Program::showExamplesWhole);
  }

  private static CommandLine command(String word, Console console) {
    return switch (word) {
      case "help" -> new CommandLine(new Help(console));
      case "keys" ->
          group(word, new KeysNew(console), new KeysShow(console), new KeysPassphrase(console));
      case "beacon" ->
          group(
              word, new BeaconVerify(console), new BeaconFetch(console), new BeaconServe(console));
      case "note" ->
          group(
              word,
              new NoteShow(console),
              new NoteSign(console),
              new NoteSubmit(console),
              new NoteReason(console));
      case "ledger" ->
          group(word, new LedgerNew(console), new LedgerRemark(console), new LedgerBackup(console));
      case "fsck" -> new CommandLine(new LedgerFsck(console));
      case "registry" ->
          group(
              word,
              new RegistryOrganisation(console),
              new RegistryPerson(console),
              new RegistryRotate(console),
              new RegistryRevoke(console));
      case "log" -> log(word, console);
      case "witness" -> new CommandLine(new WitnessRun(console));
      case "draw" -> draw(word, console);
      case "contribute" ->
          group(
              word,
              new ContributeCommit(console),
              new ContributePrint(console),
              new ContributeReveal(console));
      case "demo" -> new CommandLine(new Demo(console));
      case "serve" -> new CommandLine(new Serve(console));
      case "session" -> new CommandLine(new SessionBegin(console));
      case "list" ->
          group(
              word,
              new ListCheck(console),
              new ListCommit(console),
              new ListShow(console),
              new ListCodes(console),
              new ListProve(console),
              new ListErase(console));
      case "verify" -> new CommandLine(new Verify(console));
      case "rfc3797" -> new CommandLine(new Rfc3797Draw(console));
      case "step-draw" -> new CommandLine(new StepDraw(console));
      default -> throw new IllegalArgumentException("no command " + word);
    };
  }

  private static CommandLine log(String word, Console console) {
    return group(
        word,
        new LogShow(console),
        new LogCheckpoint(console),
        new LogProve(console),
        new LogExport(console),
        new LogServe(console),
        new LogPolicy(console),
        new LogRestore(console),
        new LogSucceed(console));
  }

  private static CommandLine draw(String word, Console console) {
    return group(
        word,
        new DrawRun(console),
        new DrawNew(console),
        new DrawList(console),
        new DrawCheckList(console),
        new DrawSeal(console),
        new DrawReveal(console),
        new DrawSkip(console),
        new DrawShake(console),
        new DrawClose(console),
        new DrawPress(console),
        new DrawResult(console),
        new DrawGiveUp.Decline(console),
        new DrawGiveUp.Disqualify(console),
        new DrawPromote(console),
        new DrawAttempt(console),
        new DrawBundle(console),
        new DrawShakeProof(console),
        new DrawStatus(console));
  }

  /** A word that stands before others and does nothing by itself. */
  private static CommandLine group(String word, Task... tasks) {
    var group = new CommandLine(CommandSpec.create().name(word));
    for (var task : tasks) {
      group.addSubcommand(task);
    }
    return group;
  }
}
