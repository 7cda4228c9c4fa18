package twoseal.draw;

import twoseal.core.Bytes;
import twoseal.core.MalformedException;

/** The places of a stage as the rules state them ([DRAW-2]). */
public sealed interface StagePlaces {
  /** The most seats a stage may give. */
  long SEATS_MAX = 1_000_000_000;

  /** The word in a rules block. */
  String text();

  /** Not set until the seal. */
  record Open() implements StagePlaces {
    @Override
    public String text() {
      return "open";
    }
  }

  /** Everybody in the pool gets an order number. */
  record All() implements StagePlaces {
    @Override
    public String text() {
      return "all";
    }
  }

  /** A number of seats, 1 to {@link #SEATS_MAX}. */
  record Seats(long count) implements StagePlaces {
    public Seats {
      if (count < 1 || count > SEATS_MAX) {
        throw new MalformedException("1 to " + SEATS_MAX + " places");
      }
    }

    @Override
    public String text() {
      return Long.toString(count);
    }
  }

  /**
   * Reads the word.
   *
   * @throws MalformedException on another form
   */
  static StagePlaces parse(String text) {
    return switch (text) {
      case "open" -> new Open();
      case "all" -> new All();
      default -> new Seats(Bytes.parseDecimal(text, SEATS_MAX));
    };
  }
}
