package twoseal.desk.draw;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import twoseal.intake.ListFolder;
import twoseal.list.PublicLine;

/**
 * What a final list has that its draft had not, by number within the group: a line that only one
 * has was added or removed, one that differs in weight or seats was changed. Commitments differ
 * from list to list, since every list has fresh salts.
 */
public record ListChanges(long added, long removed, long changed) {
  /** Where there is no draft to compare with. */
  public static final ListChanges NONE = new ListChanges(0, 0, 0);

  /**
   * Compares the public lines of two list folders in one pass over both.
   *
   * @throws IOException if one of them cannot be read
   */
  public static ListChanges between(Path draft, Path last) throws IOException {
    try (var before = Files.newBufferedReader(new ListFolder(draft).publicLines());
        var after = Files.newBufferedReader(new ListFolder(last).publicLines())) {
      before.readLine();
      after.readLine();
      return count(before, after);
    }
  }

  private static ListChanges count(BufferedReader before, BufferedReader after) throws IOException {
    var added = 0L;
    var removed = 0L;
    var changed = 0L;
    var old = before.readLine();
    var now = after.readLine();
    while (old != null || now != null) {
      var order = order(old, now);
      if (order < 0) {
        removed++;
      } else if (order > 0) {
        added++;
      } else if (!sameChances(old, now)) {
        changed++;
      }
      old = order <= 0 ? before.readLine() : old;
      now = order >= 0 ? after.readLine() : now;
    }
    return new ListChanges(added, removed, changed);
  }

  private static int order(
      @org.jspecify.annotations.Nullable String old,
      @org.jspecify.annotations.Nullable String now) {
    if (old == null || now == null) {
      return old == null ? 1 : -1;
    }
    var left = PublicLine.parse(old);
    var right = PublicLine.parse(now);
    var byGroup = left.group().compareTo(right.group());
    return byGroup != 0 ? byGroup : Long.compare(left.number(), right.number());
  }

  private static boolean sameChances(
      @org.jspecify.annotations.Nullable String old,
      @org.jspecify.annotations.Nullable String now) {
    if (old == null || now == null) {
      return false;
    }
    var left = PublicLine.parse(old);
    var right = PublicLine.parse(now);
    return left.weight() == right.weight() && left.seats() == right.seats();
  }
}
