package twoseal.server.words;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.ledger.LedgerView;
import twoseal.machine.Machine;
import twoseal.registry.RegistryCommand;

/**
 * What people and organisations are called. The state holds their ids; their names stand in the
 * registry's commands, which are read once each, when a name is asked for that is not known yet:
 * nobody is admitted twice ([REG-6]), so a name once read stays. Any thread may ask.
 */
public final class Names {
  private final LedgerView ledger;
  private final Map<PersonName, Person> people = new ConcurrentHashMap<>();
  private final Map<String, Organisation> organisations = new ConcurrentSkipListMap<>();
  private long read;

  /** A person who was admitted, and the role that a person keeps. */
  public record Person(String name, Role role) {}

  /** An organisation that was admitted. */
  public record Organisation(String id, String name, Optional<String> nameEn, boolean isOffice) {
    /** Its names; the one where there is no other. */
    public Words names() {
      return new Words(name, nameEn.orElse(name));
    }
  }

  /** The names of a ledger, which stays its owner's to close. */
  public Names(LedgerView ledger) {
    this.ledger = ledger;
  }

  /** A person's name; the id where there is no such person. */
  public String person(PersonName person) {
    return known(person).map(Person::name).orElseGet(person::toString);
  }

  /** An organisation's name; the id where there is no such organisation. */
  public Words organisation(String id) {
    return admitted(id).map(Organisation::names).orElseGet(() -> new Words(id, id));
  }

  /** A person, revoked or not. */
  public Optional<Person> known(PersonName person) {
    return find(people, person);
  }

  /** An organisation. */
  public Optional<Organisation> admitted(String id) {
    return find(organisations, id);
  }

  /** All organisations, by id. */
  public Collection<Organisation> organisations() {
    catchUp();
    return List.copyOf(organisations.values());
  }

  private <K, V> Optional<V> find(Map<K, V> map, K key) {
    return Optional.ofNullable(map.get(key))
        .or(() -> {
          catchUp();
          return Optional.ofNullable(map.get(key));
        });
  }

  private synchronized void catchUp() {
    // The state may be a command ahead of what can be read.
    var size = Checkpoint.parse(ledger.checkpoint().text()).size();
    try (var state = ledger.state()) {
      for (; ; read++) {
        var index = Machine.indexOf(state, "registry", read + 1);
        if (index.isEmpty() || index.get() >= size) {
          return;
        }
        take(index.get());
      }
    }
  }

  private void take(long index) {
    var in = new Fields.Reader(SignedNote.parse(ledger.read(index).command()).text());
    Header.read(in);
    switch (RegistryCommand.read(in)) {
      case RegistryCommand.Genesis c -> {
        put(new Organisation(c.office(), c.officeName(), c.officeNameEn(), true));
        people.put(c.person(), new Person(c.personName(), Role.ADMINISTRATOR));
      }
      case RegistryCommand.AdmitOrganisation c ->
          put(new Organisation(c.organisation(), c.name(), c.nameEn(), false));
      case RegistryCommand.AdmitPerson c -> people.put(c.person(), new Person(c.name(), c.role()));
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
