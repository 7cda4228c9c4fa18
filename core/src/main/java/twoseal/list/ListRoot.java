package twoseal.list;

import java.util.List;
import twoseal.core.ByteWriter;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/**
 * The groups of a list, in list order, and what follows from them ([LIST-3], [LIST-5]).
 *
 * @param groups 1 to 200, in ascending order of their labels' bytes
 */
public record ListRoot(List<GroupRoot> groups) {
  public static final int GROUPS_MAX = 200;

  private static final byte PREFIX = 0x13;

  /**
   * @throws MalformedException on another number or order of groups, or if n or W reaches 2^63
   */
  public ListRoot {
    groups = List.copyOf(groups);
    if (groups.isEmpty() || groups.size() > GROUPS_MAX) {
      throw new MalformedException("1 to " + GROUPS_MAX + " groups");
    }
    for (var i = 1; i < groups.size(); i++) {
      if (groups.get(i - 1).label().compareTo(groups.get(i).label()) >= 0) {
        throw new MalformedException("groups in ascending order of their labels' bytes");
      }
    }
    var weight = 0L;
    for (var group : groups) {
      weight += group.weight();
      if (weight < 0) {
        throw new MalformedException("a sum of all weights below 2^63");
      }
    }
  }

  /** The list root. */
  public Digest digest() {
    var text = new ByteWriter().u8(PREFIX).be32(groups.size());
    for (var group : groups) {
      text.lengthPrefixed(group.label().text())
          .be64(group.entries())
          .be64(group.weight())
          .digest(group.root().hash());
    }
    return Digest.sha256(text.bytes());
  }

  /** n: entries of all groups. */
  public long entries() {
    return groups.stream().mapToLong(GroupRoot::entries).sum();
  }

  /** W: tickets of all groups. */
  public long weight() {
    return groups.stream().mapToLong(GroupRoot::weight).sum();
  }

  /**
   * The group of a label.
   *
   * @throws MalformedException if the list has none
   */
  public GroupRoot group(Label label) {
    return groups.get(position(label));
  }

  /** The global index of a group's first entry. */
  public long firstIndex(Label label) {
    return groups.subList(0, position(label)).stream().mapToLong(GroupRoot::entries).sum();
  }

  /** The global number of a group's first ticket, from 0. */
  public long firstTicket(Label label) {
    return groups.subList(0, position(label)).stream().mapToLong(GroupRoot::weight).sum();
  }

  private int position(Label label) {
    for (var i = 0; i < groups.size(); i++) {
      if (groups.get(i).label().equals(label)) {
        return i;
      }
    }
    throw new MalformedException("a group of this list");
  }
}
