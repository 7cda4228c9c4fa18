package twoseal.list;

import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * One line of the public list ([LIST-1]).
 *
 * @param number of the entry in its group, from 1
 * @param weight tickets, 1 to 1,000,000,000
 * @param seats places it takes when it wins, 1 to 1,000
 * @param commitment to the private record
 */
public record PublicLine(long number, Label group, long weight, int seats, Digest commitment) {
  public static final long WEIGHT_MAX = 1_000_000_000L;
  public static final int SEATS_MAX = 1_000;

  /** The first line of {@code list-public.csv} ([LIST-6]). */
  public static final String HEADER = "number,group,weight,seats,commitment";

  /** No line is longer: 19, 120, 10, 4 and 64 bytes and four commas. */
  public static final int BYTES_MAX = 19 + Label.BYTES_MAX + 10 + 4 + 64 + 4;

  private static final int FIELDS = 5;

  public PublicLine {
    requireRange("number", number, Long.MAX_VALUE);
    requireRange("weight", weight, WEIGHT_MAX);
    requireRange("seats", seats, SEATS_MAX);
  }

  /**
   * Reads a line without its line feed; exactly what {@link #text} writes.
   *
   * @throws MalformedException on anything else
   */
  public static PublicLine parse(String line) {
    var fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      throw new MalformedException(HEADER);
    }
    return new PublicLine(
        Bytes.parseDecimal(fields[0], Long.MAX_VALUE),
        new Label(fields[1]),
        Bytes.parseDecimal(fields[2], WEIGHT_MAX),
        (int) Bytes.parseDecimal(fields[3], SEATS_MAX),
        Digest.ofHex(fields[4]));
  }

  /** The line, without line feed. */
  public String text() {
    return number + "," + group + "," + weight + "," + seats + "," + commitment.hex();
  }

  /** The entry's place in its group, from 0. */
  public long index() {
    return number - 1;
  }

  /** The leaf ([LIST-4]). */
  public SumNode leaf() {
    return new SumNode(weight, Digest.sha256(new byte[] {SumHash.LEAF}, Bytes.utf8(text())));
  }

  private static void requireRange(String field, long value, long max) {
    if (value < 1 || value > max) {
      throw new MalformedException("a " + field + " from 1 to " + max);
    }
  }
}
