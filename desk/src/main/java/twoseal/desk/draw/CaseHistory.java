package twoseal.desk.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.Position;
import twoseal.core.SignedNote;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.ledger.LedgerView;
import twoseal.machine.Machine;

/** The accepted commands of a case with their positions, in order, as the ledger holds them. */
public record CaseHistory(List<Event> events) {
  /** An accepted command. */
  public record Event(Position position, DrawCommand command) {}

  /** Keeps a copy. */
  public CaseHistory {
    events = List.copyOf(events);
  }

  /** The history as of now; empty where there is no such case. */
  public static CaseHistory of(LedgerView ledger, CaseNumber draw) {
    var indices = new ArrayList<Long>();
    try (var state = ledger.state()) {
      for (var step = 1L; ; step++) {
        var index = Machine.indexOf(state, draw.toString(), step);
        if (index.isEmpty()) {
          break;
        }
        indices.add(index.get());
      }
    }
    return new CaseHistory(
        indices.stream()
            .map(ledger::read)
            .map(entry -> {
              var in = new Fields.Reader(SignedNote.parse(entry.command()).text());
              var _ = Header.read(in);
              return new Event(entry.position(), DrawCommand.read(in));
            })
            .toList());
  }

  /** The commands of an attempt, in order. */
  public List<DrawCommand.InDraw> of(int attempt) {
    return events.stream()
        .map(Event::command)
        .filter(DrawCommand.InDraw.class::isInstance)
        .map(DrawCommand.InDraw.class::cast)
        .filter(command -> command.attempt() == attempt)
        .toList();
  }

  /** When the first command of a kind was entered, in milliseconds since 1970. */
  public Optional<Long> whenMs(Predicate<DrawCommand> kind) {
    return events.stream()
        .filter(event -> kind.test(event.command()))
        .map(event -> event.position().timeMs())
        .findFirst();
  }
}
