package twoseal.server.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MapState;
import twoseal.core.SignedNote;
import twoseal.desk.draw.Outcomes;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contest;
import twoseal.draw.DrawCommand;
import twoseal.draw.StageOutcome;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.LedgerView;
import twoseal.machine.Machine;
import twoseal.registry.RegistryCommand;

/**
 * A draw as it was after each of its entries. The ledger's state knows only today; so the draw's
 * own commands, and the registry's between them, are given to the rules once more, in their order,
 * over a state of this draw's own. Signatures held when they entered and are not checked again. For
 * one thread at a time.
 */
final class DrawStory {
  private final LedgerView ledger;
  private final Chronicle chronicle;
  private final CaseNumber draw;
  private final MapState state = new MapState();
  private final Machine machine;
  private final List<Event> events = new ArrayList<>();
  private final Map<Integer, Contest> contests = new HashMap<>();
  private long next;
  private int attempt = 1;

  /** Hears each entry when the state is as it was just after it. */
  @FunctionalInterface
  interface Listener {
    void told(Event event);
  }

  DrawStory(Chronicle chronicle, CaseNumber draw) {
    this.ledger = chronicle.engine();
    this.chronicle = chronicle;
    this.draw = draw;
    this.machine = new Machine((key, message, signature) -> true, ledger.blobs());
  }

  CaseNumber draw() {
    return draw;
  }

  /** The accepted entries so far. */
  List<Event> events() {
    return events;
  }

  /** The case as of the last entry. */
  CaseFile file() {
    return CaseFile.find(state, draw).orElseThrow();
  }

  /** Takes every entry up to an index that was not taken yet. */
  void upTo(long last, Listener listener) {
    var own = new TreeSet<>(chronicle.entries(draw).stream().filter(i -> i <= last).toList());
    var wanted = new TreeSet<>(own);
    if (!own.isEmpty()) {
      wanted.addAll(chronicle.registry(own.last()));
    }
    for (var index : wanted.tailSet(next)) {
      var entry = ledger.read(index);
      apply(entry);
      next = index + 1;
      if (own.contains(index)) {
        events.add(event(entry));
        listener.told(events.getLast());
      }
    }
  }

  /**
   * The outcome of a stage that has its result; rolled once.
   *
   * @return empty where there is no such result
   */
  Optional<StageOutcome> outcome(int ofAttempt, int stage) {
    return file()
        .at(ofAttempt)
        .filter(file -> stage >= 1 && stage <= file.results())
        .map(file ->
            contests
                .computeIfAbsent(
                    ofAttempt, _ -> Outcomes.contest(file, ledger, Outcomes.signature(file)))
                .stage(stage));
  }

  private void apply(LedgerEntry entry) {
    var note = SignedNote.parse(entry.command());
    var kind = new Fields.Reader(note.text()).kind();
    if (kind.equals("draw.announce")) {
      // Other draws are not replayed; this one gets the number that it got.
      CaseFile.startAt(draw.kind(), draw.number()).applyTo(state);
    }
    if (!machine.apply(entry.position(), machine.read(entry.command()), state).accepted()) {
      throw new IllegalStateException("entry " + entry.position().index() + " was accepted");
    }
  }

  private Event event(LedgerEntry entry) {
    var note = SignedNote.parse(entry.command());
    var in = new Fields.Reader(note.text());
    var kind = in.kind();
    var _ = Header.read(in);
    var command =
        RegistryCommand.isKind(kind)
            ? Optional.<DrawCommand>empty()
            : Optional.of(DrawCommand.read(in));
    if (command.isPresent() && command.get() instanceof DrawCommand.InDraw inDraw) {
      attempt = inDraw.attempt();
    }
    return new Event(
        entry.position(), kind, attempt, note.text(), chronicle.signers().of(note), command);
  }
}
