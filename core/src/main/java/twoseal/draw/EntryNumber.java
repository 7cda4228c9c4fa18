package twoseal.draw;

import java.util.Optional;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/**
 * An entry as people name it: its number in its group.
 *
 * @param number from 1
 */
public record EntryNumber(long number, Label group) {
  /** The entry at a list index. */
  public static EntryNumber at(long index, ListRoot list) {
    var rest = index;
    for (var group : list.groups()) {
      if (rest < group.entries()) {
        return new EntryNumber(rest + 1, group.label());
      }
      rest -= group.entries();
    }
    throw new IllegalArgumentException("index " + index + " of " + list.entries() + " entries");
  }

  /** The list index, if the list has the entry. */
  public Optional<Long> index(ListRoot list) {
    var first = 0L;
    for (var candidate : list.groups()) {
      if (candidate.label().equals(group)) {
        return number >= 1 && number <= candidate.entries()
            ? Optional.of(first + number - 1)
            : Optional.empty();
      }
      first += candidate.entries();
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return number + " " + group;
  }
}
