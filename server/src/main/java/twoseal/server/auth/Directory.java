package twoseal.server.auth;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.ledger.LedgerView;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;
import twoseal.server.words.Names;

/** Who is who on the ledger, as of now. Keys and roles are asked of the state each time. */
final class Directory {
  private final LedgerView ledger;
  private final Names names;
  private final RegistryCommand.Genesis genesis;
  private final String origin;

  /** A person as the contract shows it. */
  record Person(String person, String name, String role, Optional<String> key, boolean valid) {}

  /** Everybody, as the contract shows them. */
  record People(Collection<Names.Organisation> organisations, List<Person> people) {}

  /** The directory of a ledger, which stays its owner's to close. */
  Directory(LedgerView ledger) {
    this.ledger = ledger;
    this.names = new Names(ledger);
    try (var state = ledger.state()) {
      var registry = new Registry(state);
      this.genesis = registry.genesis().orElseThrow();
      this.origin = registry.origin().orElseThrow();
    }
  }

  /** What the ledger began with. */
  RegistryCommand.Genesis genesis() {
    return genesis;
  }

  /** The ledger's origin. */
  String origin() {
    return origin;
  }

  /** A person's row, revoked or not. */
  Optional<Registry.PersonRow> person(PersonName person) {
    try (var state = ledger.state()) {
      return new Registry(state).person(person);
    }
  }

  /** The key that is a person's now. */
  Optional<NoteKey> key(PersonName person) {
    return person(person).filter(Registry.PersonRow::active).map(Registry.PersonRow::key);
  }

  /** An organisation that was admitted. */
  Optional<Names.Organisation> organisation(String id) {
    return names.admitted(id);
  }

  /** Everybody, as of now. */
  People people() {
    try (var state = ledger.state()) {
      var people =
          new Registry(state)
              .people().entrySet().stream()
                  .map(person -> told(person.getKey(), person.getValue()))
                  .toList();
      return new People(names.organisations(), people);
    }
  }

  private Person told(String person, Registry.PersonRow row) {
    return new Person(
        person,
        names.person(PersonName.parse(person)),
        row.role().word(),
        Optional.of(row.key().format()),
        row.active());
  }

  /** Whether a role can be had in an organisation ([REG-5]). */
  boolean fits(Role role, String organisation) {
    var isOffice = organisation.equals(genesis.office());
    return switch (role) {
      case ADMINISTRATOR, NOTARY -> isOffice;
      case ORGANISER, WITNESS -> !isOffice;
      case OPERATOR, CONTRIBUTOR, OBSERVER -> true;
    };
  }
}
