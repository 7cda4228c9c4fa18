package twoseal.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.desk.draw.Desk;
import twoseal.desk.note.FreshHeader;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.registry.RegistryCommand;

/** How the office of a hall comes to be: its ledger, then who may act on it. */
final class Founding {
  private static final List<String> ORGANISATIONS =
      List.of("xinglan", "customers", "rival", "court");
  private static final List<String> PEOPLE =
      List.of(
          Hall.NOTARY,
          Hall.NOTARY_2,
          Hall.ORGANISER,
          Hall.OBSERVER,
          Hall.STRANGER,
          "court/clerk",
          "xinglan/engineer");

  private Founding() {}

  /** A new ledger whose administrator and service are registered. */
  static EmbeddedLedger ledger(Path folder, Clock clock) throws IOException {
    var log = Hall.signer(Hall.ORIGIN);
    var admin = Hall.signer(Hall.ADMIN);
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            clock.nowMs() / 1_000,
            "system",
            "client",
            "office",
            "某某公证处",
            Optional.of("Some Notary Office"),
            PersonName.parse(Hall.ADMIN),
            "管理员",
            admin.key());
    var note = Desk.sign(genesis.text(FreshHeader.of(Hall.ORIGIN)), List.of(admin));
    var ledger =
        EmbeddedLedger.create(
            folder.resolve("ledger"), note.bytes(), log, clock, LedgerOptions.defaults());
    admitService(ledger);
    return ledger;
  }

  /** Everybody else, by acts that the service takes. */
  static void register(Hall hall) {
    for (var organisation : ORGANISATIONS) {
      hall.done(
          List.of(Hall.ADMIN),
          "registry.organisation",
          "organisation",
          organisation,
          "name",
          "机构" + organisation,
          "nameEn",
          organisation);
    }
    for (var person : PEOPLE) {
      hall.done(
          List.of(Hall.ADMIN, person),
          "registry.person",
          "person",
          person,
          "name",
          "人员" + person,
          "role",
          Hall.caller(person).role().word(),
          "key",
          Hall.signer(person).key().format());
    }
  }

  private static void admitService(EmbeddedLedger ledger) {
    var key = Hall.signer(Hall.SERVICE);
    var command =
        new RegistryCommand.AdmitPerson(
            PersonName.parse(Hall.SERVICE), "自动操作", Role.OPERATOR, key.key(), Optional.empty());
    var text = command.text(FreshHeader.of(Hall.ORIGIN));
    var receipt = new Desk(ledger).enter(text, Hall.signer(Hall.ADMIN), key);
    if (!receipt.accepted()) {
      throw new IllegalStateException("not admitted");
    }
  }
}
