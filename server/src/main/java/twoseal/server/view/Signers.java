package twoseal.server.view;

import java.util.List;
import java.util.Optional;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.server.words.Names;

/** Who signed a note, for people: keys of people alone. */
final class Signers {
  private final Names names;

  Signers(Names names) {
    this.names = names;
  }

  /** Each once, in the order of the note. */
  List<Shapes.Signer> of(SignedNote note) {
    return note.signatures().stream()
        .flatMap(line -> parsed(line.name()).stream())
        .map(this::signer)
        .distinct()
        .toList();
  }

  private Shapes.Signer signer(PersonName person) {
    var known = names.known(person);
    return new Shapes.Signer(
        person.toString(),
        known.map(Names.Person::name),
        known.map(Names.Person::role).orElse(Role.OBSERVER).word(),
        names.admitted(person.organisation()).map(Names.Organisation::name));
  }

  private static Optional<PersonName> parsed(String name) {
    try {
      return Optional.of(PersonName.parse(name));
    } catch (MalformedException ofNoPerson) {
      return Optional.empty();
    }
  }
}
