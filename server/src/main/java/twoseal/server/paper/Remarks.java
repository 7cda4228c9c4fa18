package twoseal.server.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.SignedNote;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerEntry;
import twoseal.registry.RegistryCommand;

/**
 * Accepted remarks about each draw, in order. The state does not hold them, so the ledger is read
 * once from its first entry, then followed.
 */
public final class Remarks implements AutoCloseable {
  private static final String KIND = "twoseal/ledger.remark/";

  private final Map<CaseNumber, List<Remark>> remarks = new ConcurrentHashMap<>();
  private Engine.Subscription subscription = () -> {};

  /** A remark, by whom and where. */
  public record Remark(
      Position position, PersonName by, RegistryCommand.Remark remark, String text) {}

  private Remarks() {}

  /** Reads a ledger to its head, then goes on with it. */
  public static Remarks of(Engine engine) {
    var read = new Remarks();
    var head = Checkpoint.parse(engine.checkpoint().text()).size();
    for (var index = 0L; index < head; index++) {
      read.take(engine.read(index));
    }
    read.subscription = engine.follow(head, read::take);
    return read;
  }

  /** Those about a draw. */
  public List<Remark> about(CaseNumber draw) {
    var found = Optional.ofNullable(remarks.get(draw));
    if (found.isEmpty()) {
      return List.of();
    }
    synchronized (found.get()) {
      return List.copyOf(found.get());
    }
  }

  private void take(LedgerEntry entry) {
    var note = SignedNote.parse(entry.command());
    if (!note.text().startsWith(KIND) || !entry.outcome().startsWith("twoseal/accepted/")) {
      return;
    }
    var in = new Fields.Reader(note.text());
    Header.read(in);
    if (RegistryCommand.read(in) instanceof RegistryCommand.Remark remark
        && remark.draw().isPresent()) {
      var by = PersonName.parse(note.signatures().getFirst().name());
      var of =
          remarks.computeIfAbsent(CaseNumber.parse(remark.draw().get()), _ -> new ArrayList<>());
      synchronized (of) {
        of.add(new Remark(entry.position(), by, remark, note.text()));
      }
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
