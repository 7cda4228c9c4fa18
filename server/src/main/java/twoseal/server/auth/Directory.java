package twoseal.server.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.State;
import twoseal.ledger.LedgerView;
import twoseal.machine.Machine;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;

/**
 * Who is who on the ledger, as of now. Keys and roles are asked of the state each time; the names,
 * which the state does not hold, are read from the registry's entries once and kept.
 */
public final class Directory {
  private final LedgerView ledger;
  private final Map<PersonName, String> names = new HashMap<>();
  private final Map<String, Organisation> organisations = new TreeMap<>();
  private final RegistryCommand.Genesis genesis;
  private final String origin;
  private long read;

  /** An organisation as the contract shows it. */
  public record Organisation(String id, String name, Optional<String> nameEn, boolean isOffice) {}

  /** A person as the contract shows it. */
  public record Person(
      String person, String name, String role, Optional<String> key, boolean valid) {}

  /** Everybody. */
  public record People(List<Organisation> organisations, List<Person> people) {}

  /** The directory of a ledger, which stays its owner's to close. */
  public Directory(LedgerView ledger) {
    this.ledger = ledger;
    try (var state = ledger.state()) {
      var registry = new Registry(state);
      this.genesis = registry.genesis().orElseThrow();
      this.origin = registry.origin().orElseThrow();
    }
  }

  /** What the ledger began with. */
  public RegistryCommand.Genesis genesis() {
    return genesis;
  }

  /** The ledger's origin. */
  public String origin() {
    return origin;
  }

  /** The office's id. */
  public String office() {
    return genesis.office();
  }

  /** A person's row, revoked or not. */
  public Optional<Registry.PersonRow> person(PersonName person) {
    try (var state = ledger.state()) {
      return new Registry(state).person(person);
    }
  }

  /** The key that is a person's now. */
  public Optional<NoteKey> key(PersonName person) {
    return person(person).filter(Registry.PersonRow::active).map(Registry.PersonRow::key);
  }

  /** The name of a person who was ever admitted. */
  public synchronized Optional<String> name(PersonName person) {
    try (var state = ledger.state()) {
      catchUp(state);
    }
    return Optional.ofNullable(names.get(person));
  }

  /** An organisation that was admitted. */
  public synchronized Optional<Organisation> organisation(String id) {
    try (var state = ledger.state()) {
      catchUp(state);
    }
    return Optional.ofNullable(organisations.get(id));
  }

  /** Everybody, as of now. */
  public synchronized People people() {
    try (var state = ledger.state()) {
      catchUp(state);
      var people = new ArrayList<Person>();
      new Registry(state)
          .people()
          .forEach((name, row) ->
              people.add(
                  new Person(
                      name,
                      names.getOrDefault(PersonName.parse(name), name),
                      row.role().word(),
                      Optional.of(row.key().format()),
                      row.active())));
      return new People(List.copyOf(organisations.values()), people);
    }
  }

  /** Whether a role can be had in an organisation ([REG-5]). */
  boolean fits(Role role, String organisation) {
    var isOffice = organisation.equals(office());
    return switch (role) {
      case ADMINISTRATOR, NOTARY -> isOffice;
      case ORGANISER, WITNESS -> !isOffice;
      case OPERATOR, CONTRIBUTOR, OBSERVER -> true;
    };
  }

  private void catchUp(State state) {
    var count = new Registry(state).count();
    while (read < count) {
      var index = Machine.indexOf(state, "registry", read + 1).orElseThrow();
      take(SignedNote.parse(ledger.read(index).command()).text());
      read++;
    }
  }

  private void take(String text) {
    var in = new Fields.Reader(text);
    Header.read(in);
    switch (RegistryCommand.read(in)) {
      case RegistryCommand.Genesis first -> {
        names.put(first.person(), first.personName());
        put(new Organisation(first.office(), first.officeName(), first.officeNameEn(), true));
      }
      case RegistryCommand.AdmitOrganisation one ->
          put(new Organisation(one.organisation(), one.name(), one.nameEn(), false));
      case RegistryCommand.AdmitPerson person -> names.put(person.person(), person.name());
      case RegistryCommand.RotateKey _,
          RegistryCommand.RevokePerson _,
          RegistryCommand.Remark _,
          twoseal.registry.Succession _ -> {}
    }
  }

  private void put(Organisation organisation) {
    organisations.put(organisation.id(), organisation);
  }
}
