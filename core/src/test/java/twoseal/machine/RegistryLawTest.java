package twoseal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.registry.RegistryCommand;
import twoseal.registry.RegistryCommand.AdmitOrganisation;
import twoseal.registry.RegistryCommand.AdmitPerson;
import twoseal.registry.RegistryCommand.Remark;
import twoseal.registry.RegistryCommand.RevokePerson;
import twoseal.registry.RegistryCommand.RotateKey;

/** The registry's law, a line per step (REG-1 to REG-6, NOTE-6, LOG-2). */
// Cites: REG-1, REG-2, REG-3, REG-4, REG-5, REG-6, NOTE-5, NOTE-6, LOG-4.
class RegistryLawTest {
  private Town town = new Town();

  @BeforeEach
  void settle() {
    town = Town.settled("system");
  }

  @Test
  void organisationsAreAdmittedByAnAdministratorOnce() {
    law(new AdmitOrganisation("bank", "银行", Optional.empty()), "registry.signers", "office/notary");
    law(
        new AdmitOrganisation("bank", "银行", Optional.empty()),
        "registry.signers",
        "office/admin",
        "office/notary");
    law(new AdmitOrganisation("bank", "银行", Optional.empty()), "accepted", "office/admin");
    law(
        new AdmitOrganisation("bank", "银行二", Optional.empty()),
        "registry.organisation-exists",
        "office/admin");
  }

  @Test
  void peopleAreAdmittedByAnAdministratorAndTheirOwnKey() {
    law(town.admission("maker/a", Role.OPERATOR), "registry.signers", "office/admin");
    law(town.admission("maker/a", Role.OPERATOR), "registry.signers", "maker/a");
    law(town.admission("maker/a", Role.OPERATOR), "registry.signers", "office/notary", "maker/a");
    law(
        town.admission("nowhere/a", Role.OPERATOR),
        "registry.no-such-organisation",
        "office/admin",
        "nowhere/a");
    law(
        town.admission("maker/n", Role.NOTARY),
        "registry.role-of-another-organisation",
        "office/admin",
        "maker/n");
    law(
        town.admission("maker/n", Role.ADMINISTRATOR),
        "registry.role-of-another-organisation",
        "office/admin",
        "maker/n");
    law(
        town.admission("office/w", Role.WITNESS),
        "registry.role-of-another-organisation",
        "office/admin",
        "office/w");
    law(
        town.admission("office/o", Role.ORGANISER),
        "registry.role-of-another-organisation",
        "office/admin",
        "office/o");
    law(town.admission("maker/a", Role.OPERATOR), "accepted", "office/admin", "maker/a");
    law(
        new AdmitPerson(
            PersonName.parse("maker/a"),
            "again",
            Role.OPERATOR,
            town.signer("maker/a#2").key(),
            Optional.empty()),
        "registry.person-exists",
        "office/admin",
        "maker/a#2");
  }

  @Test
  void keysAreTheirPersonsOwn() {
    var stranger =
        new AdmitPerson(
            PersonName.parse("maker/x"),
            "x",
            Role.OPERATOR,
            town.signer("maker/y").key(),
            Optional.empty());
    law(stranger, "registry.key-name", "office/admin", "maker/y");
    var witness = Signer.cosigner("court/w", new byte[32]).key();
    law(
        new AdmitPerson(
            PersonName.parse("court/w"),
            "w",
            Role.OPERATOR,
            town.signer("court/w").key(),
            Optional.of(witness)),
        "registry.key-name",
        "office/admin",
        "court/w");
    law(
        new AdmitPerson(
            PersonName.parse("court/w"),
            "w",
            Role.WITNESS,
            town.signer("court/w").key(),
            Optional.of(witness)),
        "accepted",
        "office/admin",
        "court/w");
    law(
        new AdmitPerson(
            PersonName.parse("court/v"),
            "v",
            Role.WITNESS,
            town.signer("court/v").key(),
            Optional.of(Signer.cosigner("court/v", new byte[32]).key())),
        "registry.key-in-use",
        "office/admin",
        "court/v");
    var ofTheLog = Digest.sha256(Bytes.utf8(Town.ORIGIN)).bytes();
    law(
        new AdmitPerson(
            PersonName.parse("court/v"),
            "v",
            Role.WITNESS,
            town.signer("court/v").key(),
            Optional.of(Signer.cosigner("court/v", ofTheLog).key())),
        "registry.key-in-use",
        "office/admin",
        "court/v");
  }

  @Test
  void theFirstAdministratorsKeyIsNotTheLogs() {
    var empty = new Town();
    var g = empty.genesis("system");
    var twice =
        new RegistryCommand.Genesis(
            Signer.of(Town.ORIGIN, Digest.sha256(Bytes.utf8("office/admin")).bytes()).key(),
            g.createdS(),
            g.clock(),
            g.custody(),
            g.office(),
            g.officeName(),
            g.officeNameEn(),
            g.person(),
            g.personName(),
            g.key());
    assertThat(empty.submit(twice.text(empty.header()), "office/admin"))
        .isEqualTo("registry.key-in-use");
  }

  @Test
  void aRotatedKeyReplacesTheOldOne() {
    var rotation =
        new RotateKey(
            PersonName.parse("maker/boss"),
            town.signer("maker/boss#2").key(),
            Optional.empty(),
            "lost");
    law(rotation, "registry.signers", "maker/boss#2");
    law(rotation, "registry.signers", "maker/boss#2", "office/notary");
    law(rotation, "accepted", "maker/boss", "maker/boss#2");
    law(new Remark(Optional.empty(), Optional.empty(), "new key"), "accepted", "maker/boss#2");
    malformed(new Remark(Optional.empty(), Optional.empty(), "old key"), "maker/boss");
    var back =
        new RotateKey(
            PersonName.parse("maker/boss"),
            town.signer("maker/boss#3").key(),
            Optional.empty(),
            "again");
    law(back, "accepted", "office/admin", "maker/boss#3");
    var used =
        new RotateKey(
            PersonName.parse("maker/boss"),
            town.signer("maker/boss#3").key(),
            Optional.empty(),
            "same");
    law(used, "registry.signers", "office/admin", "maker/boss#3");
    law(
        new RotateKey(
            PersonName.parse("maker/nobody"),
            town.signer("maker/nobody").key(),
            Optional.empty(),
            "x"),
        "registry.no-such-person",
        "office/admin",
        "maker/nobody");
  }

  @Test
  void revocationEndsAKeyAndTheLastAdministratorStays() {
    law(
        new RevokePerson(PersonName.parse("maker/boss"), "left"),
        "registry.signers",
        "office/notary");
    law(
        new RevokePerson(PersonName.parse("maker/nobody"), "left"),
        "registry.no-such-person",
        "office/admin");
    law(new RevokePerson(PersonName.parse("maker/boss"), "left"), "accepted", "maker/boss");
    law(
        new RevokePerson(PersonName.parse("maker/boss"), "left"),
        "registry.person-revoked",
        "office/admin");
    var rotation =
        new RotateKey(
            PersonName.parse("maker/boss"),
            town.signer("maker/boss#2").key(),
            Optional.empty(),
            "back");
    law(rotation, "registry.person-revoked", "office/admin", "maker/boss#2");
    malformed(new Remark(Optional.empty(), Optional.empty(), "still here"), "maker/boss");
    law(
        new RevokePerson(PersonName.parse("office/admin"), "left"),
        "registry.last-administrator",
        "office/admin");
    town.admit("office/deputy", Role.ADMINISTRATOR);
    law(new RevokePerson(PersonName.parse("office/admin"), "left"), "accepted", "office/deputy");
    law(
        new RevokePerson(PersonName.parse("office/deputy"), "left"),
        "registry.last-administrator",
        "office/deputy");
  }

  @Test
  void remarksAreByOnePersonAboutKnownDraws() {
    law(new Remark(Optional.empty(), Optional.empty(), "无事故"), "accepted", "office/notary");
    law(
        new Remark(Optional.empty(), Optional.empty(), "both"),
        "registry.signers",
        "office/notary",
        "office/second");
    law(
        new Remark(Optional.of("D-1"), Optional.empty(), "which"),
        "registry.no-such-draw",
        "office/notary");
    law(
        new Remark(Optional.of("nonsense"), Optional.empty(), "which"),
        "registry.no-such-draw",
        "office/notary");
  }

  @Test
  void outcomesCountTheRegistry() {
    assertThat(town.outcomes.getFirst())
        .isEqualTo("twoseal/accepted/1\nregistry: 1\ndraw: -\nstep: -\n");
    assertThat(town.outcomes.getLast())
        .isEqualTo("twoseal/accepted/1\nregistry: 9\ndraw: -\nstep: -\n");
    law(
        new AdmitOrganisation("maker", "again", Optional.empty()),
        "registry.organisation-exists",
        "office/admin");
    assertThat(town.outcomes.getLast())
        .isEqualTo("twoseal/refused/1\nreason: registry.organisation-exists\n");
  }

  @Test
  void whatIsNotSignedByTheRegisteredNeverEnters() {
    var text = new Remark(Optional.empty(), Optional.empty(), "x").text(town.header());
    var entries = town.outcomes.size();
    var note =
        new twoseal.core.SignedNote(
            text, java.util.List.of(town.signer("office/notary").sign(text)));
    var other = new twoseal.core.SignedNote(text.replace("text: x", "text: y"), note.signatures());
    assertThatThrownBy(() -> town.submit(other.bytes())).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> town.submit(text, "office/stranger"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(
            () -> town.submit(text.replace(Town.ORIGIN, "other.example"), "office/notary"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(
            () -> town.submit(town.genesis("system").text(town.header()), "office/admin"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(
            () -> town.submit(text.replace("ledger.remark", "ledger.unknown"), "office/notary"))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> town.submit(text.replace("remark/1", "remark/2"), "office/notary"))
        .isInstanceOf(MalformedException.class);
    assertThat(town.outcomes).hasSize(entries);
  }

  @Test
  void genesisStandsOnItsOwnKey() {
    var empty = new Town();
    assertThatThrownBy(() ->
            empty.submit(
                new Remark(Optional.empty(), Optional.empty(), "x").text(empty.header()),
                "office/admin"))
        .isInstanceOf(MalformedException.class);
    assertThat(empty.submit(empty.genesis("system").text(empty.header()), "office/admin"))
        .isEqualTo("accepted");
  }

  private void law(RegistryCommand command, String outcome, String... by) {
    assertThat(town.submit(command.text(town.header()), by))
        .as(command.toString())
        .isEqualTo(outcome);
  }

  private void malformed(RegistryCommand command, String... by) {
    var text = command.text(town.header());
    assertThatThrownBy(() -> town.submit(text, by)).isInstanceOf(MalformedException.class);
  }
}
