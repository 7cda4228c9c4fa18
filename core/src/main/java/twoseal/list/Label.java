package twoseal.list;

import java.util.Arrays;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.MalformedException;

/**
 * The name of a group ([LIST-1]), such as {@code 无房家庭}. Labels are ordered by their bytes.
 *
 * @param text 1 to 120 bytes of UTF-8 that may stand in a CSV field without quotes
 */
public record Label(String text) implements Comparable<Label> {
  /** The most bytes of a label, and of a masked name. */
  public static final int BYTES_MAX = 120;

  /**
   * @throws MalformedException on what [LIST-1] forbids
   */
  public Label {
    requireName(text);
    // In a rules block a star stands for all groups.
    if (text.equals("*")) {
      throw new MalformedException("a label that is not *");
    }
  }

  /** The UTF-8 of the label. */
  public byte[] bytes() {
    return Bytes.utf8(text);
  }

  @Override
  public int compareTo(Label other) {
    return Arrays.compareUnsigned(bytes(), other.bytes());
  }

  @Override
  public String toString() {
    return text;
  }

  /** The one rule for labels and masked names. */
  static void requireName(String name) {
    Fields.requireValue(name);
    if (name.indexOf(',') >= 0 || name.indexOf('"') >= 0 || name.indexOf('|') >= 0) {
      throw new MalformedException("a name without comma, quote or bar");
    }
    if (Bytes.utf8(name).length > BYTES_MAX) {
      throw new MalformedException("a name of at most " + BYTES_MAX + " bytes");
    }
  }
}
