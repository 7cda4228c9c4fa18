package twoseal.intake.rules;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import twoseal.core.Fields;

/** Times and durations as people write them. */
final class Moments {
  /** Of times written without a zone: all of China. */
  static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  /** Every time up to here has a year of four digits in our zone too. */
  private static final long TIME_MAX_S = Fields.parseTime("9998-12-31T23:59:59Z");

  private static final int MINUTE_S = 60;
  private static final int HOUR_S = 3_600;
  private static final int DAY_S = 86_400;

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:T| +)(\\d\\d?):(\\d\\d)(?::(\\d\\d))?"
              + " ?(Z|[+-]\\d\\d:\\d\\d)?");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss '+08:00'", Locale.ROOT);
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d{1,9})(?:d|天))? ?(?:(\\d{1,9})(?:h|小时))? ?(?:(\\d{1,9})(?:m|min|分钟|分))?"
              + " ?(?:(\\d{1,9})(?:s|秒))?");

  private Moments() {}

  /** Seconds since 1970, of the years 2000 to 9998 in UTC. */
  static Optional<Long> time(String text) {
    var parts = TIME.matcher(plain(text));
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var zone = parts.group(7) == null ? ZONE : ZoneOffset.of(parts.group(7));
      var seconds = parts.group(6) == null ? 0 : Integer.parseInt(parts.group(6));
      var timeS =
          LocalDateTime.of(
                  Integer.parseInt(parts.group(1)),
                  Integer.parseInt(parts.group(2)),
                  Integer.parseInt(parts.group(3)),
                  Integer.parseInt(parts.group(4)),
                  Integer.parseInt(parts.group(5)),
                  seconds)
              .toEpochSecond(zone);
      return Optional.of(timeS).filter(s -> s >= Fields.TIME_MIN_S && s <= TIME_MAX_S);
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /** Seconds. */
  static Optional<Long> duration(String text) {
    var parts = DURATION.matcher(plain(text).toLowerCase(Locale.ROOT));
    if (text.isBlank() || !parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        part(parts.group(1)) * DAY_S
            + part(parts.group(2)) * HOUR_S
            + part(parts.group(3)) * MINUTE_S
            + part(parts.group(4)));
  }

  /** The one form in which we write a time. */
  static String timeText(long epochS) {
    return LocalDateTime.ofEpochSecond(epochS, 0, ZONE).format(WRITTEN);
  }

  /** The one form in which we write a duration. */
  static String durationText(long durationS) {
    var text = new StringBuilder();
    append(text, durationS / DAY_S, "d");
    append(text, durationS % DAY_S / HOUR_S, "h");
    append(text, durationS % HOUR_S / MINUTE_S, "m");
    append(text, durationS % MINUTE_S, "s");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
  }
}
