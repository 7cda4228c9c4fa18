package twoseal.verifier;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.IntToLongFunction;

/** The draw method {@code drum/1}, spec/drum.md: one stage from its key and its pool. */
final class Drum {
  private static final BigInteger ALL = BigInteger.ONE.shiftLeft(256);
  private static final long REJECTED = -1;

  private final byte[] key;
  private final MessageDigest sha256 = Bytes.sha256();
  private long counter;

  private Drum(byte[] key) {
    this.key = key;
  }

  /**
   * Rolls a stage.
   *
   * @param places seats; negative for {@code all}
   * @param skips indices of skipped entries
   * @param seatsOf the seats of an entry
   * @param rolledMax after more rolls than this it stops: they are more than the result claims
   */
  static Rolls roll(
      byte[] key,
      Pool pool,
      Rules.Stage stage,
      long places,
      Set<Integer> skips,
      IntToLongFunction seatsOf,
      long rolledMax) {
    var drum = new Drum(key);
    var rolls = new Rolls(places);
    while (!rolls.arePlacesFilled() && pool.tickets() > 0 && rolls.count() <= rolledMax) {
      var entry = drum.next(pool);
      if (skips.contains(entry)) {
        rolls.add(entry, Rolls.SKIPPED);
      } else if (rolls.fits(seatsOf.applyAsLong(entry))) {
        rolls.win(entry, seatsOf.applyAsLong(entry));
      } else {
        rolls.endPlaces();
        if (stage.isOverfill()) {
          rolls.win(entry, seatsOf.applyAsLong(entry));
        } else {
          rolls.add(entry, stage.alternates() > 0 ? Rolls.ALTERNATE : Rolls.NOT_PLACED);
        }
      }
    }
    while (rolls.alternates() < stage.alternates()
        && pool.tickets() > 0
        && rolls.count() <= rolledMax) {
      var entry = drum.next(pool);
      rolls.add(entry, skips.contains(entry) ? Rolls.SKIPPED : Rolls.ALTERNATE);
    }
    rolls.end(drum.counter);
    return rolls;
  }

  /** The value below the bound that a 256-bit block gives, or -1 where it is rejected, [DRUM-1]. */
  static long below(byte[] block, long bound) {
    var bits = ByteBuffer.wrap(block);
    // Only a block above 2^256 - bound can be rejected, and such a one begins with 64 ones.
    if (bound > Integer.MAX_VALUE || bits.getLong(0) == -1) {
      var value = new BigInteger(1, block);
      var limit = BigInteger.valueOf(bound);
      return value.compareTo(ALL.divide(limit).multiply(limit)) < 0
          ? value.mod(limit).longValueExact()
          : REJECTED;
    }
    var rest = 0L;
    while (bits.hasRemaining()) {
      rest = ((rest << 32) + Integer.toUnsignedLong(bits.getInt())) % bound;
    }
    return rest;
  }

  private int next(Pool pool) {
    var ticket = REJECTED;
    while (ticket == REJECTED) {
      sha256.update(key);
      ticket = below(sha256.digest(Bytes.be64(counter++)), pool.tickets());
    }
    return pool.take(ticket);
  }
}
