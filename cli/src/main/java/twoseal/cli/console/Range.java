package twoseal.cli.console;

import twoseal.desk.Complaint;

/** The bounds of a number on the command line, told in the language of the run. */
public final class Range {
  private Range() {}

  /**
   * Refuses a number outside its bounds.
   *
   * @throws Complaint naming the option and both bounds
   */
  public static long require(String option, long value, long min, long max) {
    if (value < min || value > max) {
      throw Complaint.usage("complaint.range", option, min, max, value);
    }
    return value;
  }

  /** As {@link #require(String, long, long, long)}, for what is counted in small numbers. */
  public static int require(String option, int value, int min, int max) {
    return (int) require(option, (long) value, min, max);
  }
}
