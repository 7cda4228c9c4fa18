package twoseal.desk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as people are told it: by the clock on their wall, in Beijing, and beside it in UTC, as it
 * stands in what is signed.
 */
public final class BothTimes {
  private static final int BEIJING_H = 8;

  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneOffset.ofHours(BEIJING_H));

  private BothTimes() {}

  /** A time in both; a fraction of a second stands in that in UTC only. */
  public static String of(Instant time, Texts texts) {
    return texts.text("say.both-times", WALL.format(time), time.toString());
  }

  /** The same of seconds since 1970. */
  public static String ofSeconds(long epochS, Texts texts) {
    return of(Instant.ofEpochSecond(epochS), texts);
  }
}
