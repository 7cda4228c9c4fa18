package twoseal.desk.note;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import twoseal.core.Checkpoint;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.MapState;
import twoseal.core.Position;
import twoseal.core.State;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.machine.Machine;

/**
 * What the rules would say of a note now, without entering it. A refusal that is entered uses up
 * the note's id: every signature would have to be made again.
 */
public final class Trial {
  private Trial() {}

  /**
   * The reason for which the rules would refuse a note; empty if they would accept it, if it is on
   * the ledger already and gets its answer again, or if it is so malformed that a ledger does not
   * take it at all.
   *
   * @param clock the ledger's
   */
  public static Optional<String> refusal(Engine engine, Clock clock, byte[] note) {
    var size = Checkpoint.parse(engine.checkpoint().text()).size();
    var lastMs = engine.read(size - 1).position().timeMs();
    var position = new Position(size, Math.max(clock.nowMs(), lastMs));
    var machine = new Machine(Ed25519.STRICT, engine.blobs());
    try (var now = engine.state()) {
      var command = machine.read(note);
      var entered = engine.find(command.id());
      return entered.filter(entry -> Arrays.equals(entry.command(), note)).isPresent()
          ? Optional.empty()
          : machine.apply(position, command, new Overlay(now)).reason();
    } catch (MalformedException neverEnters) {
      return Optional.empty();
    }
  }

  /** A state that keeps what is written to it for itself. */
  private static final class Overlay implements State {
    private final State below;
    private final Map<String, Optional<String>> changes = new TreeMap<>();

    Overlay(State below) {
      this.below = below;
    }

    @Override
    public @Nullable String get(String key) {
      var changed = changes.get(key);
      return changed == null ? below.get(key) : changed.orElse(null);
    }

    @Override
    public void put(String key, String value) {
      changes.put(key, Optional.of(value));
    }

    @Override
    public void remove(String key) {
      changes.put(key, Optional.empty());
    }

    @Override
    public Iterable<Map.Entry<String, String>> scan(String prefix) {
      var merged = new MapState();
      below.scan(prefix).forEach(row -> merged.put(row.getKey(), row.getValue()));
      changes.forEach((key, value) -> {
        if (key.startsWith(prefix)) {
          value.ifPresentOrElse(v -> merged.put(key, v), () -> merged.remove(key));
        }
      });
      return merged.scan(prefix);
    }
  }
}
