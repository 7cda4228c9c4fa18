package twoseal.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;

/**
 * A date in a spreadsheet is a number of days that only its format tells from other numbers. What a
 * person sees as a date must not become a serial number in the record.
 */
final class DateCell {
  /** Words in quotes, escaped and filling characters, colours, conditions and locales. */
  private static final Pattern NOT_CODES = Pattern.compile("\"[^\"]*\"|\\\\.|[_*].|\\[[^\\]]*]");

  private static final Pattern DATE_CODE = Pattern.compile("[ymdhs年月日时分秒]");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private DateCell() {}

  /** Whether a number cell is shown as a date or time of day. */
  static boolean isDate(Cell cell) {
    var id = Optional.ofNullable(cell.getDataFormatId()).orElse(0);
    if (isBuiltinDate(id)) {
      return true;
    }
    return Optional.ofNullable(cell.getDataFormatString())
        .map(format -> format.toLowerCase(java.util.Locale.ROOT))
        .map(format -> NOT_CODES.matcher(format.split(";", 2)[0]).replaceAll(""))
        .filter(codes -> DATE_CODE.matcher(codes).find())
        .isPresent();
  }

  /**
   * The date as {@code 2026-03-01}, with the time of day behind it unless it is midnight.
   *
   * @return empty where the number is no date, such as a negative one
   */
  static Optional<String> text(Cell cell) {
    if (!isDay(cell.asNumber())) {
      return Optional.empty();
    }
    try {
      return Optional.of(text(cell.asDate()));
    } catch (DateTimeException outside) {
      return Optional.empty();
    }
  }

  private static String text(LocalDateTime moment) {
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : TIME.format(moment);
  }

  /**
   * From the first day of a spreadsheet's calendar to the year 9999; 60 is its 29 February 1900.
   */
  private static boolean isDay(BigDecimal days) {
    return days.signum() > 0 && days.compareTo(BigDecimal.valueOf(2_958_466)) < 0;
  }

  /** ECMA-376 part 1, 18.8.30: dates and times of all languages, then those of Chinese. */
  private static boolean isBuiltinDate(int id) {
    return (id >= 14 && id <= 22)
        || (id >= 27 && id <= 36)
        || (id >= 45 && id <= 47)
        || (id >= 50 && id <= 58);
  }
}
