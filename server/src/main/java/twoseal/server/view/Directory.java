package twoseal.server.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.registry.RegistryCommand;

/** What the ledger calls people and organisations. Any thread may ask; one tells. */
public final class Directory {
  private final Map<PersonName, Known> people = new ConcurrentHashMap<>();
  private final Map<String, Organisation> organisations = new ConcurrentHashMap<>();

  /** An organisation's names. */
  public record Organisation(String id, String name, Optional<String> nameEn) {}

  /** A person's name, and the role that a person keeps. */
  public record Known(String name, Role role) {}

  /** A person's name. */
  public Optional<String> name(PersonName person) {
    return Optional.ofNullable(people.get(person)).map(Known::name);
  }

  /** An organisation's names. */
  public Optional<Organisation> organisation(String id) {
    return Optional.ofNullable(organisations.get(id));
  }

  /** Who signed a note, for people: keys of people alone. */
  List<Shapes.Signer> signers(SignedNote note) {
    return note.signatures().stream()
        .flatMap(line -> parsed(line.name()).stream())
        .map(this::signer)
        .distinct()
        .toList();
  }

  private Shapes.Signer signer(PersonName person) {
    var known = Optional.ofNullable(people.get(person));
    return new Shapes.Signer(
        person.toString(),
        known.map(Known::name),
        known.map(k -> k.role().word()).orElse(Role.OBSERVER.word()),
        organisation(person.organisation()).map(Organisation::name));
  }

  /** Takes what an accepted command of the registry says. */
  void take(RegistryCommand command) {
    switch (command) {
      case RegistryCommand.Genesis c -> {
        organisations.put(
            c.office(), new Organisation(c.office(), c.officeName(), c.officeNameEn()));
        people.put(c.person(), new Known(c.personName(), Role.ADMINISTRATOR));
      }
      case RegistryCommand.AdmitOrganisation c ->
          organisations.put(
              c.organisation(), new Organisation(c.organisation(), c.name(), c.nameEn()));
      case RegistryCommand.AdmitPerson c -> people.put(c.person(), new Known(c.name(), c.role()));
      case RegistryCommand.RotateKey _,
          RegistryCommand.RevokePerson _,
          RegistryCommand.Remark _,
          twoseal.registry.Succession _ -> {}
    }
  }

  private static Optional<PersonName> parsed(String name) {
    try {
      return Optional.of(PersonName.parse(name));
    } catch (MalformedException ofNoPerson) {
      return Optional.empty();
    }
  }
}
