package twoseal.core;

import java.util.List;

/**
 * Who signed a command, after every signature line was found to hold.
 *
 * @param actors registered people, in the order of the lines
 * @param introduced keys that the command itself brings and that signed it
 */
public record Signed(List<Actor> actors, List<NoteKey> introduced) {
  public Signed {
    actors = List.copyOf(actors);
    introduced = List.copyOf(introduced);
  }

  /** Whether exactly these roles signed, one person each, and no new key. */
  public boolean isBy(Role... roles) {
    return introduced.isEmpty()
        && actors.size() == roles.length
        && actors.stream()
            .map(Actor::role)
            .sorted()
            .toList()
            .equals(java.util.Arrays.stream(roles).sorted().toList());
  }

  /** Whether exactly one registered person signed, and no new key. */
  public boolean isByOne() {
    return introduced.isEmpty() && actors.size() == 1;
  }
}
