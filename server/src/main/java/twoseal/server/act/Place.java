package twoseal.server.act;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;

/**
 * A place for one signature under a command. Somebody fits it by role, or by being the person; the
 * place of a key that the command itself brings is for that key alone.
 *
 * @param roles any of which may sign; empty where only the person or the new key may
 * @param organisation of which an organiser must be
 * @param person who may sign whatever the role; with a new key, whose it is
 * @param newKey the key that the command introduces
 */
record Place(
    List<Role> roles,
    Optional<String> organisation,
    Optional<String> person,
    Optional<String> newKey) {
  /** The word of a place for the key that the command introduces. */
  static final String NEW_KEY = "new-key";

  Place {
    roles = List.copyOf(roles);
  }

  static Place of(Role... roles) {
    return new Place(List.of(roles), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Place organiser(String organisation) {
    return new Place(
        List.of(Role.ORGANISER), Optional.of(organisation), Optional.empty(), Optional.empty());
  }

  /** An organiser and a notary, for what needs both. */
  static List<Place> both(String organisation) {
    return List.of(organiser(organisation), of(Role.NOTARY));
  }

  static Place person(PersonName person, Role... orRoles) {
    return new Place(
        List.of(orRoles), Optional.empty(), Optional.of(person.toString()), Optional.empty());
  }

  static Place newKey(NoteKey key) {
    return new Place(
        List.of(), Optional.empty(), Optional.of(key.name()), Optional.of(key.format()));
  }

  /** Whether somebody with a registered key may sign here. */
  boolean fits(PersonName who, Role role) {
    if (newKey.isPresent()) {
      return false;
    }
    var isOfTheOrganisation =
        role != Role.ORGANISER || organisation.filter(o -> !o.equals(who.organisation())).isEmpty();
    return isFor(who) || (roles.contains(role) && isOfTheOrganisation);
  }

  /** Whether it names this person. */
  boolean isFor(PersonName who) {
    return person.equals(Optional.of(who.toString()));
  }

  /**
   * Lets those pass who could sign in one of these places; nobody else may have anything drafted.
   *
   * @throws Problem 403
   */
  static void requireOne(List<Place> places, Caller caller) {
    var person = caller.person();
    if (places.stream().noneMatch(p -> p.isFor(person) || p.fits(person, caller.role()))) {
      throw new Problem(403, "act.not-yours-to-begin");
    }
  }

  /** As the contract has it: roles, {@code holder} for the person named, or {@code new-key}. */
  String word() {
    if (newKey.isPresent()) {
      return NEW_KEY;
    }
    var words = roles.stream().map(Role::word).collect(Collectors.joining("|"));
    if (person.isEmpty()) {
      return words;
    }
    return words.isEmpty() ? "holder" : "holder|" + words;
  }
}
