package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The groups of a list, in list order, and where an entry stands: its index counts from 0 over all
 * groups, its number from 1 in its group, [LIST-3].
 */
record ListShape(List<Group> groups) {
  static final Comparator<String> BY_BYTES =
      Comparator.comparing(label -> label.getBytes(UTF_8), Arrays::compareUnsigned);

  /**
   * A group.
   *
   * @param entries n_g
   * @param tickets W_g
   * @param root hex of its tree's root
   */
  record Group(String label, int entries, long tickets, String root) {}

  List<String> labels() {
    return groups.stream().map(Group::label).toList();
  }

  /** n; may be more than an {@code int} where the groups contradict the list block. */
  long entries() {
    return groups.stream().mapToLong(Group::entries).sum();
  }

  BigInteger tickets() {
    return groups.stream()
        .map(g -> BigInteger.valueOf(g.tickets()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** The list root as hex, [LIST-5]. */
  String root() {
    var parts = Bytes.be32(groups.size());
    for (var group : groups) {
      parts =
          Bytes.join(
              parts,
              Bytes.lp(group.label()),
              Bytes.be64(group.entries()),
              Bytes.be64(group.tickets()),
              Bytes.unhex(group.root()));
    }
    return Bytes.hex(Bytes.prefixed(0x13, parts));
  }

  /** The index of a group's first entry. */
  int first(int group) {
    var first = 0;
    for (int g = 0; g < group; g++) {
      first += groups.get(g).entries();
    }
    return first;
  }

  /** The group that holds an entry. */
  int groupOf(int index) {
    var group = 0;
    var rest = index;
    while (rest >= groups.get(group).entries()) {
      rest -= groups.get(group).entries();
      group++;
    }
    return group;
  }

  /** The entry's number in its group and the group's label, as outcome lines have them. */
  String place(int index, String separator) {
    var group = groupOf(index);
    return (index - first(group) + 1) + separator + groups.get(group).label();
  }

  /** The index of an entry; -1 if the list has none of this number and label. */
  int indexOf(long number, String label) {
    var group = labels().indexOf(label);
    return group < 0 || number < 1 || number > groups.get(group).entries()
        ? -1
        : first(group) + (int) number - 1;
  }
}
