package twoseal.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import twoseal.cli.console.Complaint;
import twoseal.cli.console.Console;
import twoseal.cli.console.Exit;
import twoseal.cli.console.Json;
import twoseal.core.MalformedException;
import twoseal.intake.PrivateListException;
import twoseal.ledger.ClockBehindException;
import twoseal.ledger.IdTakenException;
import twoseal.ledger.LedgerDamagedException;
import twoseal.ledger.LedgerLockedException;
import twoseal.ledger.LedgerStoppedException;
import twoseal.ledger.RestoreRefusedException;
import twoseal.ledger.StateFailedException;

/**
 * What the program says when something goes wrong, and the exit code it leaves with: what happened,
 * where, what to do next. Where JSON was asked for, standard output is a document with the same.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  static final String TRACE = "--trace";

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    var command = failure.getCommandLine().getCommandSpec().qualifiedName();
    var arguments = List.of(args);
    return tell(
        parsing(failure, command), arguments.contains(Json.OPTION), arguments.contains(TRACE));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    var arguments = parsed.originalArgs();
    return tell(complaint(failure), arguments.contains(Json.OPTION), arguments.contains(TRACE));
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

  private static Complaint complaint(Exception failure) {
    var known =
        switch (failure) {
          case Complaint complaint -> complaint;
          case NoSuchFileException missing ->
              Complaint.input("complaint.no-file", missing.getFile());
          case FileAlreadyExistsException there ->
              Complaint.input("complaint.file-exists", there.getFile());
          case AccessDeniedException denied ->
              Complaint.input("complaint.file-denied", denied.getFile());
          case FileSystemException other ->
              Complaint.input("complaint.file", other.getFile(), text(other));
          case PrivateListException other -> list(other);
          case IOException other -> Complaint.input("complaint.io", text(other));
          case UncheckedIOException wrapped -> Complaint.input("complaint.io", text(wrapped));
          case MalformedException malformed ->
              Complaint.input("complaint.malformed", text(malformed));
          case LedgerLockedException locked ->
              Complaint.ledger("complaint.ledger-locked", text(locked));
          case LedgerDamagedException damaged ->
              Complaint.ledger("complaint.ledger-damaged", text(damaged));
          case LedgerStoppedException stopped ->
              Complaint.ledger("complaint.ledger-stopped", text(stopped));
          case StateFailedException failed ->
              Complaint.ledger("complaint.ledger-stopped", text(failed));
          case RestoreRefusedException refused -> restore(refused);
          case ClockBehindException behind ->
              Complaint.ledger("complaint.clock-behind", text(behind));
          case IdTakenException taken -> Complaint.refused("complaint.id-taken", text(taken));
          default -> new Complaint(Exit.BUG, "complaint.bug", describe(failure));
        };
    return known == failure ? known : known.because(failure);
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
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String describe(Exception failure) {
    var at = Arrays.stream(failure.getStackTrace()).findFirst().map(Object::toString).orElse("?");
    return failure + " @ " + at;
  }
}
