package twoseal.intake.rules;

import java.util.List;
import twoseal.core.PersonName;
import twoseal.draw.Contributor;

/**
 * What the seal fixes besides rules and list ([DRAW-7]).
 *
 * @param deltaS from the press to the beacon's round, at least; in a ceremony to the end of the
 *     reveals
 * @param marginS by how much witnesses must have seen the press before that round; in a ceremony
 *     from the press to the first reveal
 * @param skipNoticeS how long a skip is public before the press
 * @param contributors in the order of the seal
 */
public record SealSettings(
    Chain chain,
    long deltaS,
    long marginS,
    PressBy pressBy,
    long skipNoticeS,
    long skipsMax,
    List<Contribution> contributors) {
  static final long DELTA_DEFAULT_S = 120;
  static final long CEREMONY_DELTA_DEFAULT_S = 1_800;
  static final long MARGIN_DEFAULT_S = 30;
  static final long SKIP_NOTICE_DEFAULT_S = 86_400;
  static final String LIVE_DEFAULT_HEX = "00";
  static final int CEREMONY_CONTRIBUTORS_MIN = 3;

  /** Which beacon. */
  public enum Chain {
    /** The public one. */
    QUICKNET,
    /** A test beacon of one's own, named when the seal is made; rehearsals only. */
    LOCAL
  }

  /** When the default press stands in, if nobody pressed ([DRAW-11]). */
  public sealed interface PressBy {
    /** The time for the seal, given when it is made; both in seconds since 1970. */
    long timeS(long sealedS);

    /** At a time, whenever the seal is made. */
    record At(long epochS) implements PressBy {
      @Override
      public long timeS(long sealedS) {
        return epochS;
      }
    }

    /** So long after the seal. */
    record AfterSeal(long durationS) implements PressBy {
      @Override
      public long timeS(long sealedS) {
        return sealedS + durationS;
      }
    }
  }

  /** Whose value enters the seed; a commitment is added when the seal is made. */
  public sealed interface Contribution {
    PersonName person();

    /** Commits to a value in the seal. */
    record Committed(PersonName person) implements Contribution {}

    /** Gives a value in public. */
    record Live(PersonName person, String defaultHex) implements Contribution {
      public Live {
        Contributor.requireValue(defaultHex, 1);
      }
    }
  }

  public SealSettings {
    contributors = List.copyOf(contributors);
  }
}
