package twoseal.verifier;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code drum/1} with a list and big integers: slow, and like nothing in the verifier. */
final class PlainDrum {
  /** An entry of the pool. */
  record Entry(int index, long weight, long seats) {}

  /** One roll; {@code order} is 0 where there is none. */
  record Roll(int index, String kind, int order) {}

  final List<Roll> rolls = new ArrayList<>();
  long counters;
  long seats;
  private final byte[] key;
  private final int blockBytes;
  private final List<Entry> pool;

  PlainDrum(byte[] key, List<Entry> pool) {
    this(key, pool, 32);
  }

  /** A drum that looks at some bytes of a block only, and so is biased, unless it is all 32. */
  PlainDrum(byte[] key, List<Entry> pool, int blockBytes) {
    this.key = key;
    this.blockBytes = blockBytes;
    this.pool = new ArrayList<>(pool);
  }

  /** Rolls it all; places below 0 are {@code all}. */
  PlainDrum roll(long places, long alternates, boolean overfill, Set<Integer> skips) {
    var order = 0;
    var left = places;
    var ended = false;
    var found = 0;
    while (!pool.isEmpty() && !(ended && found >= alternates)) {
      var entry = next();
      if (skips.contains(entry.index())) {
        rolls.add(new Roll(entry.index(), "skipped", 0));
      } else if (ended) {
        found++;
        rolls.add(new Roll(entry.index(), "alternate", ++order));
      } else if (places < 0 || entry.seats() <= left || overfill) {
        rolls.add(new Roll(entry.index(), "winner", ++order));
        seats += entry.seats();
        left -= entry.seats();
        ended = places >= 0 && left <= 0;
      } else {
        ended = true;
        if (alternates > 0) {
          found++;
          rolls.add(new Roll(entry.index(), "alternate", ++order));
        } else {
          rolls.add(new Roll(entry.index(), "not-placed", 0));
        }
      }
    }
    return this;
  }

  List<Integer> winners() {
    return rolls.stream().filter(r -> r.kind().equals("winner")).map(Roll::index).toList();
  }

  long count(String kind) {
    return rolls.stream().filter(r -> r.kind().equals(kind)).count();
  }

  private Entry next() {
    var tickets = pool.stream().mapToLong(Entry::weight).sum();
    var bound = BigInteger.valueOf(tickets);
    var all = BigInteger.TWO.pow(256);
    while (true) {
      var value = block(Signing.sha256(key, Signing.be64(counters++)));
      if (value.compareTo(all.subtract(all.mod(bound))) < 0) {
        var ticket = value.mod(bound).longValueExact();
        var at = 0;
        while (ticket >= pool.get(at).weight()) {
          ticket -= pool.get(at++).weight();
        }
        return pool.remove(at);
      }
    }
  }

  private BigInteger block(byte[] block) {
    return new BigInteger(1, java.util.Arrays.copyOf(block, blockBytes));
  }
}
