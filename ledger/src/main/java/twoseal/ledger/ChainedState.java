package twoseal.ledger;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.State;
import twoseal.machine.Machine;

/**
 * A state that remembers a digest of all that was ever written to it, entry by entry: D(0) is zero,
 * D(i + 1) = tagged("twoseal/state/1", D(i) || BE64(i) || writes of entry i), a write being lp(key)
 * || 0x01 || lp(value) or, of a removal, lp(key) || 0x00. Two states that took the same entries by
 * the same rules have the same digest. Keeps the rows of keys apart, where any thread may read
 * them.
 */
final class ChainedState implements State {
  private static final String TAG = "twoseal/state/1";

  private final State state;
  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private ByteWriter writes = new ByteWriter();
  private Digest digest;

  ChainedState(State state, Digest digest) {
    this.state = state;
    this.digest = digest;
    state.scan(Machine.KEYS_PREFIX).forEach(row -> keys.put(row.getKey(), row.getValue()));
  }

  /** A row under {@link Machine#KEYS_PREFIX} as of now, from any thread. */
  @Nullable String key(String key) {
    return keys.get(key);
  }

  @Override
  public @Nullable String get(String key) {
    return state.get(key);
  }

  @Override
  public void put(String key, String value) {
    writes.lengthPrefixed(key).u8(1).lengthPrefixed(value);
    state.put(key, value);
    if (key.startsWith(Machine.KEYS_PREFIX)) {
      keys.put(key, value);
    }
  }

  @Override
  public void remove(String key) {
    writes.lengthPrefixed(key).u8(0);
    state.remove(key);
    keys.remove(key);
  }

  @Override
  public Iterable<Map.Entry<String, String>> scan(String prefix) {
    return state.scan(prefix);
  }

  /** Ends an entry. */
  void seal(long index) {
    digest = Digest.tagged(TAG, digest.bytes(), Bytes.be64(index), writes.bytes());
    writes = new ByteWriter();
  }

  /** Whether nothing was written since the last entry ended. */
  boolean isSealed() {
    return writes.length() == 0;
  }

  /** The digest after the last entry. */
  Digest digest() {
    return digest;
  }
}
