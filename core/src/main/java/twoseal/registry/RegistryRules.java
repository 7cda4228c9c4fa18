package twoseal.registry;

import java.util.Optional;
import java.util.function.Predicate;
import twoseal.core.Actor;
import twoseal.core.Ed25519;
import twoseal.core.NoteKey;
import twoseal.core.Outcome;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.Role;
import twoseal.core.Signed;
import twoseal.core.State;
import twoseal.core.Writes;
import twoseal.registry.Registry.KeyRow;
import twoseal.registry.Registry.PersonRow;
import twoseal.registry.RegistryCommand.AdmitOrganisation;
import twoseal.registry.RegistryCommand.AdmitPerson;
import twoseal.registry.RegistryCommand.Genesis;
import twoseal.registry.RegistryCommand.Remark;
import twoseal.registry.RegistryCommand.RevokePerson;
import twoseal.registry.RegistryCommand.RotateKey;

/** The registry's rules ([REG-2] to [REG-6]). They look in the order of {@link RegistryReason}. */
public final class RegistryRules {
  private final Registry registry;
  private final Position position;
  private final Signed signed;
  private final Writes writes = new Writes();

  private RegistryRules(State state, Position position, Signed signed) {
    this.registry = new Registry(state);
    this.position = position;
    this.signed = signed;
  }

  /**
   * Answers a command.
   *
   * @param text the command's text; genesis and succession are kept whole
   * @param isDraw whether a case number is known
   */
  public static Outcome<Writes, RegistryReason> decide(
      Position position,
      RegistryCommand command,
      String text,
      Signed signed,
      State state,
      Predicate<String> isDraw) {
    var rules = new RegistryRules(state, position, signed);
    var refusal =
        switch (command) {
          case Genesis c -> rules.genesis(c, text);
          case AdmitOrganisation c -> rules.admit(c);
          case AdmitPerson c -> rules.admit(c);
          case RotateKey c -> rules.rotate(c);
          case RevokePerson c -> rules.revoke(c);
          case Remark c -> rules.remark(c, isDraw);
          case Succession c -> rules.succeed(c, text);
        };
    if (refusal.isPresent()) {
      return new Outcome.Refused<>(refusal.get());
    }
    if (!(command instanceof Remark)) {
      rules.writes.put(Registry.COUNT, rules.registry.count() + 1);
    }
    return new Outcome.Accepted<>(rules.writes);
  }

  private Optional<RegistryReason> genesis(Genesis c, String text) {
    if (!signed.actors().isEmpty() || !isIntroduced(c.key())) {
      return Optional.of(RegistryReason.SIGNERS);
    }
    if (!c.person().organisation().equals(c.office())) {
      return Optional.of(RegistryReason.ROLE_OF_ANOTHER_ORGANISATION);
    }
    if (!isOf(c.person(), c.key()) || c.logKey().type() != NoteKey.Type.ED25519) {
      return Optional.of(RegistryReason.KEY_NAME);
    }
    if (Registry.isSame(c.logKey(), c.key())) {
      return Optional.of(RegistryReason.KEY_IN_USE);
    }
    writes
        .put(Registry.LEDGER, text)
        .put(Registry.organisationRow(c.office()), c.officeName())
        .put(Registry.ADMINISTRATORS, 1);
    enter(c.person(), new PersonRow(Role.ADMINISTRATOR, true, c.key(), Optional.empty()));
    return Optional.empty();
  }

  private Optional<RegistryReason> admit(AdmitOrganisation c) {
    if (!signed.isBy(Role.ADMINISTRATOR)) {
      return Optional.of(RegistryReason.SIGNERS);
    }
    if (registry.hasOrganisation(c.organisation())) {
      return Optional.of(RegistryReason.ORGANISATION_EXISTS);
    }
    writes.put(Registry.organisationRow(c.organisation()), c.name());
    return Optional.empty();
  }

  private Optional<RegistryReason> admit(AdmitPerson c) {
    if (!isByAdministrator() || !isIntroduced(c.key())) {
      return Optional.of(RegistryReason.SIGNERS);
    }
    if (!registry.hasOrganisation(c.person().organisation())) {
      return Optional.of(RegistryReason.NO_SUCH_ORGANISATION);
    }
    if (registry.person(c.person()).isPresent()) {
      return Optional.of(RegistryReason.PERSON_EXISTS);
    }
    if (!mayBe(c.role(), c.person().organisation())) {
      return Optional.of(RegistryReason.ROLE_OF_ANOTHER_ORGANISATION);
    }
    var refusal = refuseKeys(c.person(), c.role(), c.key(), c.cosignKey());
    if (refusal.isEmpty()) {
      if (c.role() == Role.ADMINISTRATOR) {
        writes.put(Registry.ADMINISTRATORS, registry.administrators() + 1);
      }
      enter(c.person(), new PersonRow(c.role(), true, c.key(), c.cosignKey()));
    }
    return refusal;
  }

  private Optional<RegistryReason> rotate(RotateKey c) {
    var byPerson =
        signed.actors().stream().map(Actor::name).toList().equals(java.util.List.of(c.person()));
    if (!isIntroduced(c.key()) || !(byPerson || isByAdministrator())) {
      return Optional.of(RegistryReason.SIGNERS);
    }
    var old = registry.person(c.person());
    if (old.isEmpty()) {
      return Optional.of(RegistryReason.NO_SUCH_PERSON);
    }
    var refusal = refuseKeys(c.person(), old.get().role(), c.key(), c.cosignKey());
    if (refusal.isPresent()) {
      return refusal;
    }
    if (!old.get().active()) {
      return Optional.of(RegistryReason.PERSON_REVOKED);
    }
    end(old.get());
    enter(c.person(), new PersonRow(old.get().role(), true, c.key(), c.cosignKey()));
    return Optional.empty();
  }

  private Optional<RegistryReason> revoke(RevokePerson c) {
    var byPerson = signed.isByOne() && signed.actors().getFirst().name().equals(c.person());
    if (!byPerson && !signed.isBy(Role.ADMINISTRATOR)) {
      return Optional.of(RegistryReason.SIGNERS);
    }
    var old = registry.person(c.person());
    if (old.isEmpty()) {
      return Optional.of(RegistryReason.NO_SUCH_PERSON);
    }
    if (!old.get().active()) {
      return Optional.of(RegistryReason.PERSON_REVOKED);
    }
    if (old.get().role() == Role.ADMINISTRATOR) {
      if (registry.administrators() == 1) {
        return Optional.of(RegistryReason.LAST_ADMINISTRATOR);
      }
      writes.put(Registry.ADMINISTRATORS, registry.administrators() - 1);
    }
    end(old.get());
    writes.put(
        Registry.personRow(c.person()),
        new PersonRow(old.get().role(), false, old.get().key(), old.get().cosignKey()).value());
    return Optional.empty();
  }

  private Optional<RegistryReason> remark(Remark c, Predicate<String> isDraw) {
    if (!signed.isByOne()) {
      return Optional.of(RegistryReason.SIGNERS);
    }
    return c.draw().isPresent() && !isDraw.test(c.draw().get())
        ? Optional.of(RegistryReason.NO_SUCH_DRAW)
        : Optional.empty();
  }

  private Optional<RegistryReason> succeed(Succession c, String text) {
    if (!signed.isBy(Role.ADMINISTRATOR)) {
      return Optional.of(RegistryReason.SIGNERS);
    }
    if (position.index() != 1) {
      return Optional.of(RegistryReason.SUCCESSION_PLACE);
    }
    if (!c.holds(registry.origin().orElseThrow())) {
      return Optional.of(RegistryReason.SUCCESSION);
    }
    writes.put(Registry.SUCCESSION, text);
    return Optional.empty();
  }

  private boolean isByAdministrator() {
    return signed.actors().size() == 1 && signed.actors().getFirst().role() == Role.ADMINISTRATOR;
  }

  private boolean isIntroduced(NoteKey key) {
    return signed.introduced().equals(java.util.List.of(key));
  }

  private boolean mayBe(Role role, String organisation) {
    var isOffice = registry.genesis().filter(g -> g.office().equals(organisation)).isPresent();
    return switch (role) {
      case ADMINISTRATOR, NOTARY -> isOffice;
      case ORGANISER, WITNESS -> !isOffice;
      case OPERATOR, CONTRIBUTOR, OBSERVER -> true;
    };
  }

  private Optional<RegistryReason> refuseKeys(
      PersonName person, Role role, NoteKey key, Optional<NoteKey> cosignKey) {
    var cosignIsGood =
        cosignKey.isEmpty()
            || (role == Role.WITNESS
                && cosignKey.get().type() == NoteKey.Type.COSIGNATURE
                && cosignKey.get().name().equals(person.toString())
                && Ed25519.isValidPublicKey(cosignKey.get().publicKey()));
    if (!isOf(person, key) || !cosignIsGood) {
      return Optional.of(RegistryReason.KEY_NAME);
    }
    var used =
        registry.isKeyUsed(key)
            || cosignKey.filter(k -> registry.isKeyUsed(k) || Registry.isSame(k, key)).isPresent();
    return used ? Optional.of(RegistryReason.KEY_IN_USE) : Optional.empty();
  }

  private static boolean isOf(PersonName person, NoteKey key) {
    return key.type() == NoteKey.Type.ED25519
        && key.name().equals(person.toString())
        && Ed25519.isValidPublicKey(key.publicKey());
  }

  private void enter(PersonName name, PersonRow row) {
    writes.put(Registry.personRow(name), row.value());
    admit(row.key(), row.role());
    row.cosignKey().ifPresent(key -> admit(key, row.role()));
  }

  private void admit(NoteKey key, Role role) {
    writes
        .put(
            Registry.keyRow(key), new KeyRow(key, role, position.index(), Optional.empty()).value())
        .put(Registry.keyBytesRow(key), key.name());
  }

  private void end(PersonRow row) {
    end(row.key());
    row.cosignKey().ifPresent(this::end);
  }

  private void end(NoteKey key) {
    var row = registry.key(key);
    writes.put(
        Registry.keyRow(key),
        new KeyRow(key, row.role(), row.from(), Optional.of(position.index())).value());
  }
}
