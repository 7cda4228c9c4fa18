package twoseal.desk.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.desk.Complaint;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.Survey;
import twoseal.machine.Machine;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;

/** Who was registered on a ledger of which a backup is left: whom a successor admits anew. */
public final class KeptRegistry {
  private final Registry registry;
  private final RegistryCommand.Genesis genesis;
  private final List<RegistryCommand.AdmitOrganisation> organisations = new ArrayList<>();
  private final Map<PersonName, String> names = new HashMap<>();

  /** Reads the registry of a backup that was looked through. */
  public KeptRegistry(Survey survey) {
    this.registry = new Registry(survey.state());
    this.genesis = registry.genesis().orElseThrow();
    names.put(genesis.person(), genesis.personName());
    var indices = new TreeSet<Long>();
    for (var count = 1L; count <= registry.count(); count++) {
      indices.add(Machine.indexOf(survey.state(), "registry", count).orElseThrow());
    }
    survey.read(indices).forEach(this::take);
  }

  private void take(LedgerEntry entry) {
    var in = new Fields.Reader(SignedNote.parse(entry.command()).text());
    Header.read(in);
    switch (RegistryCommand.read(in)) {
      case RegistryCommand.AdmitOrganisation organisation -> organisations.add(organisation);
      case RegistryCommand.AdmitPerson person -> names.put(person.person(), person.name());
      case RegistryCommand.Genesis _,
          RegistryCommand.RotateKey _,
          RegistryCommand.RevokePerson _,
          RegistryCommand.Remark _,
          twoseal.registry.Succession _ -> {}
    }
  }

  /**
   * The office's, with another log and the administrator who opens it.
   *
   * @param createdS in seconds since 1970
   * @throws Complaint if the key's name is not that of an active administrator there
   */
  public RegistryCommand.Genesis genesis(NoteKey log, NoteKey administrator, long createdS) {
    var person = PersonName.parse(administrator.name());
    var known = registry.person(person).filter(p -> p.active() && p.role() == Role.ADMINISTRATOR);
    if (known.isEmpty()) {
      throw Complaint.input("complaint.succeed.no-administrator", administrator.name());
    }
    return new RegistryCommand.Genesis(
        log,
        createdS,
        genesis.clock(),
        genesis.custody(),
        genesis.office(),
        genesis.officeName(),
        genesis.officeNameEn(),
        person,
        Optional.ofNullable(names.get(person)).orElseThrow(),
        administrator);
  }

  /** All but the office, in the order they were admitted. */
  public List<RegistryCommand.AdmitOrganisation> organisations() {
    return List.copyOf(organisations);
  }

  /** Everybody who was not revoked, with the keys they had; without the one who opens it. */
  public List<RegistryCommand.AdmitPerson> people(PersonName opener) {
    var people = new ArrayList<RegistryCommand.AdmitPerson>();
    registry
        .people()
        .forEach((name, row) -> {
          var person = PersonName.parse(name);
          if (row.active() && !person.equals(opener)) {
            people.add(
                new RegistryCommand.AdmitPerson(
                    person,
                    Optional.ofNullable(names.get(person)).orElseThrow(),
                    row.role(),
                    row.key(),
                    row.cosignKey()));
          }
        });
    return people;
  }
}
