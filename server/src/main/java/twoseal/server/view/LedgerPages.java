package twoseal.server.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.core.SignedNote;
import twoseal.ledger.LedgerEntry;
import twoseal.registry.Registry;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/** The log itself: head, entries as they stand, receipts. */
public final class LedgerPages {
  private final Chronicle chronicle;
  private final Witnesses witnesses;

  /** The pages of a ledger. */
  public LedgerPages(Chronicle chronicle, Witnesses witnesses) {
    this.chronicle = chronicle;
    this.witnesses = witnesses;
  }

  /** Answers {@code GET /ledger}. */
  public Reply head(Call call) {
    var engine = chronicle.engine();
    var note = engine.checkpoint();
    var checkpoint = Checkpoint.parse(note.text());
    try (var state = engine.state()) {
      var genesis = new Registry(state).genesis().orElseThrow();
      return Reply.json(
          new Shapes.Ledger(
              checkpoint.origin(),
              genesis.logKey().format(),
              checkpoint.size(),
              checkpoint.root().hex(),
              engine.read(checkpoint.size() - 1).position().timeMs(),
              note.format(),
              witnesses.all()));
    }
  }

  /** Answers {@code GET /ledger/entries}. */
  public Reply entries(Call call) {
    var size = size();
    var from = call.number("from", 0, Long.MAX_VALUE).orElse(0);
    var limit = call.number("limit", 1, RegisterPages.LIMIT_MAX).orElse(RegisterPages.LIMIT);
    var entries = new ArrayList<Shapes.LedgerEntry>();
    for (var index = from; index < size && entries.size() < limit; index++) {
      entries.add(told(chronicle.engine().read(index)));
    }
    var next = from + entries.size();
    return Reply.json(
        new Shapes.Page<>(
            List.copyOf(entries),
            next < size ? Optional.of(Long.toString(next)) : Optional.empty()));
  }

  /** Answers {@code GET /ledger/entries/{index}}. */
  public Reply entry(Call call) {
    return Reply.json(told(chronicle.engine().read(index(call))));
  }

  /** Answers {@code GET /ledger/entries/{index}/receipt}. */
  public Reply receipt(Call call) {
    var index = index(call);
    return Reply.text("text/plain", chronicle.engine().receipt(index).proof().format())
        .named("entry-" + index + ".tlog-proof");
  }

  private Shapes.LedgerEntry told(LedgerEntry entry) {
    var note = SignedNote.parse(entry.command());
    var outcome = new Fields.Reader(entry.outcome());
    var accepted = outcome.kind().equals("accepted");
    return new Shapes.LedgerEntry(
        entry.position().index(),
        entry.position().timeMs(),
        new Fields.Reader(note.text()).kind(),
        draw(entry.outcome(), note),
        accepted,
        accepted ? Optional.empty() : Optional.of(outcome.text("reason")),
        Bytes.parseUtf8(entry.command()),
        entry.outcome(),
        chronicle.signers().of(note));
  }

  /** What the outcome names; where the rules refused, what the command says it is about. */
  private static Optional<String> draw(String outcome, SignedNote note) {
    return (outcome + note.text())
        .lines()
        .filter(line -> line.startsWith("draw: ") && !line.equals("draw: -"))
        .map(line -> line.substring("draw: ".length()))
        .findFirst();
  }

  private long index(Call call) {
    var index = Paths.number(call, "index");
    if (index >= size()) {
      throw Problem.notFound();
    }
    return index;
  }

  private long size() {
    return Checkpoint.parse(chronicle.engine().checkpoint().text()).size();
  }
}
