package twoseal.server.words;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.SignedNote;
import twoseal.ledger.LedgerView;
import twoseal.machine.Machine;
import twoseal.registry.RegistryCommand;

/**
 * What people and organisations are called. The state holds their ids and roles; their names stand
 * in the registry's commands, which are read once each.
 */
public final class Names {
  private final LedgerView ledger;
  private final Map<PersonName, String> people = new HashMap<>();
  private final Map<String, Words> organisations = new HashMap<>();
  private long read;

  public Names(LedgerView ledger) {
    this.ledger = ledger;
  }

  /** A person's name; the id where there is no such person. */
  public synchronized String person(PersonName person) {
    return Optional.ofNullable(people.get(person))
        .or(() -> {
          catchUp();
          return Optional.ofNullable(people.get(person));
        })
        .orElse(person.toString());
  }

  /** An organisation's name; the id where there is no such organisation. */
  public synchronized Words organisation(String id) {
    return Optional.ofNullable(organisations.get(id))
        .or(() -> {
          catchUp();
          return Optional.ofNullable(organisations.get(id));
        })
        .orElse(new Words(id, id));
  }

  private void catchUp() {
    try (var state = ledger.state()) {
      for (; ; read++) {
        var index = Machine.indexOf(state, "registry", read + 1);
        if (index.isEmpty()) {
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
        put(c.office(), c.officeName(), c.officeNameEn());
        people.put(c.person(), c.personName());
      }
      case RegistryCommand.AdmitOrganisation c -> put(c.organisation(), c.name(), c.nameEn());
      case RegistryCommand.AdmitPerson c -> people.put(c.person(), c.name());
      case RegistryCommand.RotateKey _,
          RegistryCommand.RevokePerson _,
          RegistryCommand.Remark _,
          twoseal.registry.Succession _ -> {}
    }
  }

  private void put(String id, String name, Optional<String> nameEn) {
    organisations.put(id, new Words(name, nameEn.orElse(name)));
  }
}
