package twoseal.ledger;

import java.util.Arrays;
import java.util.function.LongPredicate;
import twoseal.core.Bytes;
import twoseal.core.Digest;

/**
 * Which entry has an idempotency id: open addressing over fingerprints under a key of this process,
 * so that nobody can choose ids that collide. A slot is eight bytes, 28 bits of fingerprint and the
 * index; with the twelve bits that choose the part, one look-up in 100,000 at ten million entries
 * meets an id that only seems to be the same, so the caller looks at the entry. Each of the 4,096
 * parts grows by itself: growing never takes long, nor arrays so large that the collector rounds
 * them up. Rebuilt from the log at start. Any thread may ask and add.
 */
final class IdTable {
  private static final int PARTS = 4_096;
  private static final int SLOTS_FIRST = 16;
  private static final int INDEX_BITS = 36;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;
  private static final long NONE = -1;
  private static final long[] NO_CANDIDATES = {};

  private final byte[] key;
  private final Part[] parts = new Part[PARTS];

  /**
   * An empty table.
   *
   * @param key random, so that fingerprints cannot be foreseen
   */
  IdTable(byte[] key) {
    this.key = key.clone();
    Arrays.setAll(parts, i -> new Part());
  }

  /**
   * The entry with the id, or -1.
   *
   * @param hasId whether an entry has the id; asked of entries whose fingerprint is that of the id
   */
  long find(String id, LongPredicate hasId) {
    var fingerprint = fingerprint(id);
    // Entries are read outside the part's lock.
    for (var candidate : part(fingerprint).candidates(tag(fingerprint))) {
      if (hasId.test(candidate)) {
        return candidate;
      }
    }
    return NONE;
  }

  /** Takes an entry's id, which {@link #find} did not find. */
  void add(String id, long index) {
    if (index < 0 || index >= INDEX_MASK) {
      throw new IllegalArgumentException("entry " + index);
    }
    var fingerprint = fingerprint(id);
    part(fingerprint).add(tag(fingerprint), index);
  }

  private Part part(long fingerprint) {
    return parts[(int) (fingerprint & (PARTS - 1))];
  }

  private static long tag(long fingerprint) {
    return fingerprint >>> INDEX_BITS;
  }

  private long fingerprint(String id) {
    var hash = Digest.sha256(key, Bytes.utf8(id)).bytes();
    var fingerprint = 0L;
    for (var i = 0; i < Long.BYTES; i++) {
      fingerprint = fingerprint << Byte.SIZE | (hash[i] & 0xFF);
    }
    return fingerprint;
  }

  /** Slots of tag and index plus one, zero where free; the tag's low bits say where to begin. */
  private static final class Part {
    private long[] slots = new long[SLOTS_FIRST];
    private int count;

    synchronized long[] candidates(long tag) {
      var found = NO_CANDIDATES;
      for (var at = first(tag); slots[at] != 0; at = next(at)) {
        if (slots[at] >>> INDEX_BITS == tag) {
          found = Arrays.copyOf(found, found.length + 1);
          found[found.length - 1] = (slots[at] & INDEX_MASK) - 1;
        }
      }
      return found;
    }

    synchronized void add(long tag, long index) {
      if (4 * (count + 1) > 3 * slots.length) {
        grow();
      }
      place(tag << INDEX_BITS | (index + 1));
      count++;
    }

    private void grow() {
      var before = slots;
      slots = new long[2 * before.length];
      for (var slot : before) {
        if (slot != 0) {
          place(slot);
        }
      }
    }

    private void place(long slot) {
      var at = first(slot >>> INDEX_BITS);
      while (slots[at] != 0) {
        at = next(at);
      }
      slots[at] = slot;
    }

    private int first(long tag) {
      return (int) tag & (slots.length - 1);
    }

    private int next(int at) {
      return (at + 1) & (slots.length - 1);
    }
  }
}
