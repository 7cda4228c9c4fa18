package twoseal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.ledger.DamageText;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.intake.PrivateListException;
import twoseal.ledger.ClockBehindException;
import twoseal.ledger.IdTakenException;
import twoseal.ledger.LedgerDamagedException;
import twoseal.ledger.LedgerIsBackupException;
import twoseal.ledger.LedgerLockedException;
import twoseal.ledger.LedgerStoppedException;
import twoseal.ledger.RestoreRefusedException;
import twoseal.ledger.StateFailedException;
import twoseal.ledger.WrongLogKeyException;

/**
 * What the program says when something goes wrong, and the exit code it leaves with: what happened,
 * where, what to do next. Where JSON was asked for, standard output is a document with the same.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  static final String TRACE = "--trace";

  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded", "disk is full");

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    var command = failure.getCommandLine().getCommandSpec().qualifiedName();
    return tell(parsing(failure, command), args);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return tell(complaint(failure), parsed.originalArgs().toArray(String[]::new));
  }

  /** Says a complaint, as the arguments ask for it, and gives its exit code. */
  int tell(Complaint complaint, String... args) {
    var arguments = List.of(args);
    return tell(complaint, arguments.contains(Json.OPTION), arguments.contains(TRACE));
  }

  private int tell(Complaint complaint, boolean inJson, boolean withTrace) {
    var what = complaint.what(console.texts());
    var next = complaint.next(console.texts());
    console.err().println(console.bad(console.text("say.error")) + what);
    console.err().println(console.text("say.error.next") + next);
    if (withTrace) {
      complaint.printStackTrace(console.err());
    }
    if (inJson) {
      console.json(json ->
          json.object(
              "error",
              error ->
                  error
                      .text("code", complaint.key().substring(complaint.key().indexOf('.') + 1))
                      .text("message", what)
                      .text("next", next)
                      .number("exit", complaint.exit())));
    }
    return complaint.exit();
  }

  private Complaint parsing(ParameterException failure, String command) {
    var words = failure.getCommandLine().getSubcommands().keySet();
    var argument = failure.getArgSpec();
    var known =
        switch (failure) {
          case MissingParameterException missing when !missing.getMissing().isEmpty() ->
              Complaint.usage("complaint.missing-argument", names(missing), command);
          case UnmatchedArgumentException unmatched ->
              Complaint.usage(
                  "complaint.unknown-argument",
                  String.join(" ", unmatched.getUnmatched()),
                  command);
          case ParameterException wrong when argument != null && wrong.getValue() != null ->
              Complaint.usage(
                  "complaint.bad-value", name(argument), String.valueOf(wrong.getValue()), command);
          case ParameterException none when argument == null && !words.isEmpty() ->
              Complaint.usage("complaint.missing-command", command, String.join(", ", words));
          default -> Complaint.usage("complaint.command-line", text(failure), command);
        };
    return known.because(failure);
  }

  private static String names(MissingParameterException failure) {
    return String.join(", ", failure.getMissing().stream().map(Failures::name).toList());
  }

  private static String name(ArgSpec argument) {
    return switch (argument) {
      case OptionSpec option -> option.longestName();
      default -> argument.paramLabel();
    };
  }

  private Complaint complaint(Exception failure) {
    var known =
        switch (failure) {
          case Complaint complaint -> complaint;
          case IOException io -> file(io);
          case UncheckedIOException wrapped -> file(cause(wrapped));
          case InvalidPathException _ -> Complaint.usage("complaint.locale");
          case MalformedException malformed ->
              Complaint.input("complaint.malformed", text(malformed));
          case LedgerLockedException locked ->
              Complaint.ledger("complaint.ledger-locked", locked.folder(), damage(locked.holder()));
          case LedgerIsBackupException copy ->
              Complaint.ledger("complaint.ledger-backup", copy.folder());
          case WrongLogKeyException wrong ->
              Complaint.input("complaint.wrong-log-key", wrong.given(), wrong.needed());
          case LedgerDamagedException damaged ->
              Complaint.ledger("complaint.ledger-damaged", damage(text(damaged)));
          case LedgerStoppedException stopped -> stopped(stopped, "complaint.ledger-stopped");
          case StateFailedException failed -> stopped(failed, "complaint.state-unread");
          case RestoreRefusedException refused -> restore(refused);
          case ClockBehindException behind ->
              Complaint.ledger(
                  "complaint.clock-behind",
                  Instant.now().plusMillis(behind.behindMs()).truncatedTo(ChronoUnit.SECONDS),
                  behind.behindMs() / 1_000);
          case IdTakenException taken -> Complaint.refused("complaint.id-taken", taken.index());
          default -> new Complaint(Exit.BUG, "complaint.bug", describe(failure));
        };
    return known == failure ? known : known.because(failure);
  }

  private static Complaint file(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> Complaint.input("complaint.no-file", missing.getFile());
      case FileAlreadyExistsException there ->
          Complaint.input("complaint.file-exists", there.getFile());
      case AccessDeniedException denied ->
          Complaint.input("complaint.file-denied", denied.getFile());
      case NotDirectoryException no -> Complaint.input("complaint.not-a-folder", no.getFile());
      case PrivateListException other -> list(other);
      case FileSystemException other when isDiskFull(other) ->
          Complaint.input("complaint.disk-full", other.getFile());
      case FileSystemException other ->
          Complaint.input(
              "complaint.file",
              other.getFile(),
              Objects.requireNonNullElse(other.getReason(), "-"));
      case IOException other when isDiskFull(other) ->
          Complaint.input("complaint.disk-full-somewhere");
      default -> Complaint.input("complaint.io", text(failure));
    };
  }

  private static IOException cause(UncheckedIOException wrapped) {
    return Objects.requireNonNull(wrapped.getCause());
  }

  private Complaint stopped(Exception failure, String key) {
    if (isDiskFull(failure)) {
      return Complaint.ledger("complaint.ledger-disk-full");
    }
    // The message has the cause's class before the cause's own.
    var cause = failure.getCause();
    var why = cause == null ? failure.getMessage() : cause.getMessage();
    return Complaint.ledger(key, damage(Objects.requireNonNullElse(why, "-")));
  }

  private String damage(String sentence) {
    return new DamageText(console).of(sentence);
  }

  /** The words of Linux and of SQLite, wherever in the chain of causes they stand. */
  private static boolean isDiskFull(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      var message = String.valueOf(at.getMessage());
      if (FULL.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  private static Complaint list(PrivateListException failure) {
    return switch (failure.kind()) {
      case PASSPHRASE -> Complaint.input("complaint.list-passphrase");
      case DAMAGED -> Complaint.input("complaint.list-damaged", text(failure));
      case NO_SUCH_ENTRY -> Complaint.input("complaint.no-such-entry");
      case ERASED -> Complaint.input("complaint.entry-erased");
    };
  }

  private static Complaint restore(RestoreRefusedException refused) {
    var details = String.join("; ", refused.details());
    return switch (refused.why()) {
      case BACKUP_DAMAGED -> Complaint.refused("complaint.restore.damaged", details);
      case WITNESS_NOT_HEARD -> Complaint.refused("complaint.restore.unheard", details);
      case ENTRIES_MISSING ->
          Complaint.refused("complaint.restore.missing", refused.from(), refused.to() - 1, details);
      case FORK -> Complaint.refused("complaint.restore.fork", details);
    };
  }

  private static String text(Exception failure) {
    return Objects.requireNonNullElse(failure.getMessage(), "-");
  }

  private static String describe(Exception failure) {
    var at = Arrays.stream(failure.getStackTrace()).findFirst().map(Object::toString).orElse("?");
    return failure + " @ " + at;
  }
}
