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
    while (old != null && now != null) {
      var order = 0;
      if (!sameButCommitment(old, now)) {
        var left = PublicLine.parse(old);
        var right = PublicLine.parse(now);
        order = order(left, right);
        removed += order < 0 ? 1 : 0;
        added += order > 0 ? 1 : 0;
        changed += order == 0 ? 1 : 0;
      }
      old = order <= 0 ? before.readLine() : old;
      now = order >= 0 ? after.readLine() : now;
    }
    for (; old != null; old = before.readLine()) {
      removed++;
    }
    for (; now != null; now = after.readLine()) {
      added++;
    }
    return new ListChanges(added, removed, changed);
  }

  /** Nearly every line of a long list: nothing of it need be read. */
  private static boolean sameButCommitment(String old, String now) {
    var end = old.lastIndexOf(',');
    return end == now.lastIndexOf(',') && old.regionMatches(0, now, 0, end);
  }

  private static int order(PublicLine left, PublicLine right) {
    var byGroup = left.group().compareTo(right.group());
    return byGroup != 0 ? byGroup : Long.compare(left.number(), right.number());
  }
}
