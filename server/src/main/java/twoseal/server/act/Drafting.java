package twoseal.server.act;

import java.util.Optional;
import java.util.function.Supplier;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.draw.CaseNumber;
import twoseal.draw.PublishList;
import twoseal.ledger.Receipt;
import twoseal.machine.Command;
import twoseal.registry.RegistryCommand;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;

/** Writes the exact text that was asked for, and says who must sign it ([REG-3], [DRAW-4] ff.). */
final class Drafting {
  /** What a signature line and its name may take of a note's bytes. */
  private static final int LINE_BYTES_MAX = 256;

  private final DrawDrafting draws;

  Drafting(DrawDrafting draws) {
    this.draws = draws;
  }

  /**
   * Drafts a command.
   *
   * @throws Problem 422 if something is missing or cannot be, 404 for what is not there, 409 where
   *     what it follows from is not there yet
   */
  Draft draft(NewAct asked, Header header, Caller caller) {
    try {
      var draft = ofKind(asked, header, caller);
      var bytes = twoseal.core.Bytes.utf8(draft.text()).length;
      if (bytes + draft.places().size() * LINE_BYTES_MAX > Command.BYTES_MAX) {
        throw new Problem(422, "act.too-long", Command.BYTES_MAX);
      }
      // What was asked for may be nothing that a ledger reads, such as digits that are too few.
      Command.Body.read(draft.text());
      return draft;
    } catch (MalformedException malformed) {
      throw new Problem(422, "act.value", new Problem.Expected(malformed)).because(malformed);
    }
  }

  /**
   * Enters a text while what it is about stays here.
   *
   * @throws Problem 409 if it is gone: a list that is published is there for everybody
   */
  Receipt whileItStands(String text, Supplier<Receipt> entering) {
    return Command.Body.read(text) instanceof Command.Body.Draw(PublishList published)
        ? draws.whileListStands(published, entering)
        : entering.get();
  }

  private Draft ofKind(NewAct asked, Header header, Caller caller) {
    return switch (asked.kind()) {
      case "registry.organisation" -> organisation(asked, header);
      case "registry.person" -> person(asked, header);
      case "registry.rotate" -> rotate(asked, header);
      case "registry.revoke" -> revoke(asked, header);
      case "ledger.remark" -> remark(asked, header, caller);
      case "draw.announce" -> draws.announce(asked, header, caller);
      case "draw.list" -> draws.list(asked, header, caller);
      case "draw.seal" -> draws.seal(asked, header, caller);
      case "draw.reveal" -> draws.reveal(asked, header, caller);
      case "draw.skip" -> draws.skip(asked, header, caller);
      case "draw.close" -> draws.close(asked, header, caller);
      case "draw.press" -> draws.press(asked, header, caller);
      case "draw.decline", "draw.disqualify" -> draws.giveUp(asked, header, caller);
      case "draw.promote" -> draws.promote(asked, header, caller);
      case "draw.attempt" -> draws.attempt(asked, header, caller);
      default -> throw new Problem(422, "act.kind", asked.kind());
    };
  }

  private static Draft organisation(NewAct asked, Header header) {
    var command =
        new RegistryCommand.AdmitOrganisation(
            PersonName.requireId(NewAct.need(asked.organisation(), "organisation")),
            NewAct.need(asked.name(), "name"),
            asked.nameEn());
    return Draft.of(command.text(header), Place.of(Role.ADMINISTRATOR));
  }

  private static Draft person(NewAct asked, Header header) {
    var key = NoteKey.parse(NewAct.need(asked.key(), "key"));
    var command =
        new RegistryCommand.AdmitPerson(
            PersonName.parse(NewAct.need(asked.person(), "person")),
            NewAct.need(asked.name(), "name"),
            Role.of(NewAct.need(asked.role(), "role")),
            key,
            asked.cosignKey().map(NoteKey::parse));
    return Draft.of(command.text(header), Place.newKey(key), Place.of(Role.ADMINISTRATOR));
  }

  private static Draft rotate(NewAct asked, Header header) {
    var person = PersonName.parse(NewAct.need(asked.person(), "person"));
    var key = NoteKey.parse(NewAct.need(asked.key(), "key"));
    var command =
        new RegistryCommand.RotateKey(
            person,
            key,
            asked.cosignKey().map(NoteKey::parse),
            NewAct.need(asked.reason(), "reason"));
    // Nobody is asked for a signature of a key that is lost.
    var second =
        asked.lost().orElse(false)
            ? Place.of(Role.ADMINISTRATOR)
            : Place.person(person, Role.ADMINISTRATOR);
    return Draft.of(command.text(header), Place.newKey(key), second);
  }

  private static Draft revoke(NewAct asked, Header header) {
    var person = PersonName.parse(NewAct.need(asked.person(), "person"));
    var command = new RegistryCommand.RevokePerson(person, NewAct.need(asked.reason(), "reason"));
    return Draft.of(command.text(header), Place.person(person, Role.ADMINISTRATOR));
  }

  private static Draft remark(NewAct asked, Header header, Caller caller) {
    var command =
        new RegistryCommand.Remark(
            asked.draw(), asked.digest().map(Digest::ofHex), NewAct.need(asked.text(), "text"));
    var draft = Draft.of(command.text(header), Place.person(caller.person()));
    return new Draft(
        draft.text(),
        draft.places(),
        asked.draw().map(CaseNumber::parse),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
