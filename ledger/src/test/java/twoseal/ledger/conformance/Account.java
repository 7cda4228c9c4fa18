package twoseal.ledger.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twoseal.core.Blobs;
import twoseal.core.ByteWriter;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.MapState;
import twoseal.core.MerkleTree;
import twoseal.core.Position;
import twoseal.core.State;
import twoseal.machine.Machine;

/**
 * A ledger rebuilt from its commands and positions by core's code and the text of spec/ledger.md
 * alone: what every engine must come to.
 */
// Cites: LOG-2, LOG-3, LOG-11.
final class Account {
  private final Machine machine = new Machine(Ed25519.STRICT, Blobs.NONE);
  private final Written state = new Written();
  private final List<Digest> leaves = new ArrayList<>();
  private final List<Digest> digests = new ArrayList<>(List.of(Digest.ZERO));
  private long lastMs;

  /** Takes the next command; gives its outcome. */
  String take(Position position, byte[] command) {
    assertThat(position.index()).isEqualTo(leaves.size());
    var outcome = machine.apply(position, machine.read(command), state).outcome();
    leaves.add(leaf(position, command, outcome));
    lastMs = position.timeMs();
    digests.add(
        Digest.sha256(
            new ByteWriter()
                .lengthPrefixed("twoseal/state/1")
                .digest(digests.getLast())
                .be64(position.index())
                .raw(state.writes.bytes())
                .bytes()));
    state.writes = new ByteWriter();
    return outcome;
  }

  static Digest leaf(Position position, byte[] command, String outcome) {
    var place = new ByteWriter().be64(position.index()).be64(position.timeMs()).bytes();
    var entry =
        new ByteWriter().lengthPrefixed(place).lengthPrefixed(command).lengthPrefixed(outcome);
    return Digest.sha256(new byte[] {0}, entry.bytes());
  }

  long size() {
    return leaves.size();
  }

  Digest leaf(long index) {
    return leaves.get((int) index);
  }

  /** The last entry as the frozen ones are written. */
  Frozen.Entered lastEntered() {
    return new Frozen.Entered(
        size() - 1, lastMs, leaves.getLast(), root(size()), digests.getLast());
  }

  /** The root of the tree over the first entries. */
  Digest root(long size) {
    return MerkleTree.root(leaves.subList(0, (int) size));
  }

  /** The state's digest after the first entries. */
  Digest digest(long size) {
    return digests.get((int) size);
  }

  /** Remembers what an entry writes, in order. */
  private static final class Written implements State {
    private final MapState rows = new MapState();
    private ByteWriter writes = new ByteWriter();

    @Override
    public @Nullable String get(String key) {
      return rows.get(key);
    }

    @Override
    public void put(String key, String value) {
      writes.lengthPrefixed(key).u8(1).lengthPrefixed(value);
      rows.put(key, value);
    }

    @Override
    public void remove(String key) {
      writes.lengthPrefixed(key).u8(0);
      rows.remove(key);
    }

    @Override
    public Iterable<Map.Entry<String, String>> scan(String prefix) {
      return rows.scan(prefix);
    }
  }
}
