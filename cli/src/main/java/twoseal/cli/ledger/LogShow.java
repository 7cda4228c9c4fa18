package twoseal.cli.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.JsonOut;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.desk.BothTimes;
import twoseal.desk.Exit;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.LedgerView;

/** {@code log show}: a list of entries, or one entry in full. */
@Command(name = "show")
public final class LogShow extends Task {
  private static final long COUNT_MAX = 100_000;

  @Option(names = "--index", paramLabel = "N")
  private Optional<Long> index;

  @Option(names = "--from", paramLabel = "N", defaultValue = "0")
  private long from;

  @Option(names = "--count", paramLabel = "N", defaultValue = "1000")
  private long count;

  @Mixin private LedgerFolder ledger;
  @Mixin private Json json;

  public LogShow(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Range.require("--count", count, 1, COUNT_MAX);
    try (var reader = ledger.read()) {
      long size = Checkpoint.parse(reader.checkpoint().text()).size();
      if (index.isPresent()) {
        Range.require("--index", index.get(), 0, size - 1);
        one(reader.read(index.get()));
      } else {
        Range.require("--from", from, 0, size - 1);
        many(entries(reader, Math.min(size, from + count)), size);
      }
    }
    return Exit.OK;
  }

  private List<LedgerEntry> entries(LedgerView reader, long end) {
    var entries = new ArrayList<LedgerEntry>();
    for (long i = from; i < end; i++) {
      entries.add(reader.read(i));
    }
    return entries;
  }

  private void one(LedgerEntry entry) {
    if (json.asked()) {
      console()
          .json(out -> {
            fields(out, entry);
            out.text("command", note(entry).format()).text("outcome", entry.outcome());
          });
      return;
    }
    console().out().print(note(entry).format());
    console().line("");
    console().out().print(entry.outcome());
  }

  private void many(List<LedgerEntry> entries, long size) {
    if (json.asked()) {
      console().json(out -> out.number("size", size).array("entries", entries, LogShow::fields));
      return;
    }
    for (var entry : entries) {
      var reason = reason(entry);
      var line =
          String.join(
              "  ",
              Long.toString(entry.position().index()),
              BothTimes.of(instant(entry), console().texts()),
              kind(entry),
              String.join(", ", signers(entry)),
              reason.map(code -> Answers.reason(console(), code)).orElse(""));
      console().line(reason.isPresent() ? console().bad(line) : line.stripTrailing());
    }
  }

  private static void fields(JsonOut out, LedgerEntry entry) {
    out.number("index", entry.position().index())
        .text("time", time(entry))
        .text("kind", kind(entry))
        .texts("signers", signers(entry))
        .flag("accepted", reason(entry).isEmpty());
    reason(entry).ifPresentOrElse(code -> out.text("reason", code), () -> out.none("reason"));
  }

  private static SignedNote note(LedgerEntry entry) {
    return SignedNote.parse(entry.command());
  }

  private static String time(LedgerEntry entry) {
    return instant(entry).toString();
  }

  private static Instant instant(LedgerEntry entry) {
    return Instant.ofEpochMilli(entry.position().timeMs());
  }

  private static String kind(LedgerEntry entry) {
    return new Fields.Reader(note(entry).text()).kind();
  }

  private static List<String> signers(LedgerEntry entry) {
    return note(entry).signatures().stream().map(SignatureLine::name).toList();
  }

  private static Optional<String> reason(LedgerEntry entry) {
    var outcome = new Fields.Reader(entry.outcome());
    return outcome.kind().equals("refused")
        ? Optional.of(outcome.text("reason"))
        : Optional.empty();
  }
}
