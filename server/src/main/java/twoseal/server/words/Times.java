package twoseal.server.words;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people of the office read them: UTC+8, as rules files take them. */
public final class Times {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  private Times() {}

  /** A time with its zone, such as {@code 2027-01-09 19:30:00 +08:00}. */
  public static String ofMs(long timeMs) {
    return Instant.ofEpochMilli(timeMs).atOffset(ZONE).format(FORM) + " +08:00";
  }

  /** The same of seconds. */
  public static String ofS(long timeS) {
    return ofMs(Math.multiplyExact(timeS, 1_000));
  }
}
