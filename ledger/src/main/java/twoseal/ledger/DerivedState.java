package twoseal.ledger;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twoseal.core.Blobs;
import twoseal.core.Digest;
import twoseal.core.MapState;
import twoseal.machine.Machine;

/**
 * The state of a log that has none beside it, such as a backup's: derived in memory by asking the
 * rules again about every entry. Takes the time and memory that opening such a ledger takes.
 */
record DerivedState(MapState rows, long size, Digest digest) implements StateView {
  private static final int READ_MAX = 256;

  /**
   * Derives it.
   *
   * @throws LedgerDamagedException where the rules answer otherwise than the log says
   */
  static DerivedState of(SegmentLog log, long size, Blobs blobs) throws IOException {
    var rows = new MapState();
    var chained = new ChainedState(rows, Digest.ZERO);
    var replay = new Replay(new Machine(FastSignatures.best(), blobs), chained, 0);
    while (replay.applied() < size) {
      var from = replay.applied();
      var entries = log.range(from, Math.min(size, from + READ_MAX));
      replay.apply(entries.stream().map(LedgerEntry::decode).toList());
    }
    return new DerivedState(rows, size, chained.digest());
  }

  @Override
  public @Nullable String get(String key) {
    return rows.get(key);
  }

  @Override
  public Iterable<Map.Entry<String, String>> scan(String prefix) {
    return rows.scan(prefix);
  }

  @Override
  public void put(String key, String value) {
    throw new UnsupportedOperationException("a view is read only");
  }

  @Override
  public void remove(String key) {
    throw new UnsupportedOperationException("a view is read only");
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }
}
