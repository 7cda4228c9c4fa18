package twoseal.draw;

import java.util.Optional;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;

/** A party whose value enters the seed, as the seal names it ([DRAW-7], [SEED-3]). */
public sealed interface Contributor {
  /** The most contributors of a draw. */
  int CONTRIBUTORS_MAX = 16;

  /** The fewest bytes of a committed value: 128 bits. */
  int VALUE_BYTES_MIN = 16;

  /** The most bytes of a value. */
  int VALUE_BYTES_MAX = 1_024;

  /** Bytes of a nonce. */
  int NONCE_BYTES = 32;

  /** The highest number of an envelope ([DRAW-7]). */
  int ENVELOPE_MAX = 999_999;

  PersonName person();

  /** The value of the seal's line. */
  String text();

  /**
   * Committed to a value that is revealed later.
   *
   * @param envelope its number, where a paper copy of value and nonce lies in one
   */
  record Committed(PersonName person, Digest commitment, Optional<Integer> envelope)
      implements Contributor {
    public Committed {
      if (envelope.filter(number -> number < 1 || number > ENVELOPE_MAX).isPresent()) {
        throw new MalformedException("an envelope's number of 1 to " + ENVELOPE_MAX);
      }
    }

    @Override
    public String text() {
      return person
          + " committed "
          + commitment.hex()
          + envelope.map(number -> " envelope " + number).orElse("");
    }
  }

  /**
   * Gives a value in public, such as dice; without one the default counts.
   *
   * @param defaultHex 1 to {@link #VALUE_BYTES_MAX} bytes
   */
  record Live(PersonName person, String defaultHex) implements Contributor {
    public Live {
      requireValue(defaultHex, 1);
    }

    @Override
    public String text() {
      return person + " live " + defaultHex;
    }
  }

  /**
   * The commitment of [SEED-3].
   *
   * @param draw the case number
   * @param nonce {@link #NONCE_BYTES} random bytes
   */
  static Digest commitment(
      CaseNumber draw, int attempt, PersonName contributor, byte[] value, byte[] nonce) {
    return Digest.tagged(
        "twoseal/draw/commitment/1",
        new ByteWriter()
            .lengthPrefixed(draw.toString())
            .be32(attempt)
            .lengthPrefixed(contributor.toString())
            .lengthPrefixed(value)
            .raw(nonce)
            .bytes());
  }

  /**
   * Reads a value in hexadecimal.
   *
   * @throws MalformedException unless it has {@code bytesMin} to {@link #VALUE_BYTES_MAX} bytes
   */
  static byte[] requireValue(String hex, int bytesMin) {
    var length = hex.length() / 2;
    if (length < bytesMin || length > VALUE_BYTES_MAX) {
      throw new MalformedException("a value of " + bytesMin + " to " + VALUE_BYTES_MAX + " bytes");
    }
    return Bytes.parseHex(hex, length);
  }

  /** Reads the value of the seal's line. */
  static Contributor parse(String text) {
    var parts = text.split(" ", -1);
    if (parts.length == 3 && parts[1].equals("live")) {
      return new Live(PersonName.parse(parts[0]), parts[2]);
    }
    var isInEnvelope = parts.length == 5 && parts[3].equals("envelope");
    if ((parts.length == 3 || isInEnvelope) && parts[1].equals("committed")) {
      var envelope =
          isInEnvelope
              ? Optional.of((int) Bytes.parseDecimal(parts[4], ENVELOPE_MAX))
              : Optional.<Integer>empty();
      return new Committed(PersonName.parse(parts[0]), Digest.ofHex(parts[2]), envelope);
    }
    throw new MalformedException(
        "<person> committed <digest>, the same with envelope <number>, or <person> live <default>");
  }
}
