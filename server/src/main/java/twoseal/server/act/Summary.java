package twoseal.server.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.ledger.Engine;
import twoseal.machine.Command;
import twoseal.registry.RegistryCommand;
import twoseal.registry.Succession;
import twoseal.server.words.Names;
import twoseal.server.words.PlaceWords;
import twoseal.server.words.Sentences;
import twoseal.server.words.Words;

/** What a command's exact text means, in sentences for who is to sign it. The text counts. */
public final class Summary {
  private final Sentences sentences;
  private final Names names;
  private final DrawSummary draws;

  /**
   * Sentences, and what people and places are called in them.
   *
   * @param ledger what the text of a draw's press leaves to its seal
   */
  public Summary(Sentences sentences, Names names, PlaceWords places, Engine ledger) {
    this.sentences = sentences;
    this.names = names;
    this.draws = new DrawSummary(sentences, names, places, ledger);
  }

  /** The sentences of a command's text. */
  public List<Words> of(String text) {
    return switch (Command.Body.read(text)) {
      case Command.Body.Registry(var command) -> registry(command);
      case Command.Body.Draw(var command) -> draws.of(command, text);
    };
  }

  private List<Words> registry(RegistryCommand command) {
    return switch (command) {
      case RegistryCommand.Genesis c -> List.of(say("say.act.genesis", c.officeName()));
      case RegistryCommand.AdmitOrganisation c ->
          List.of(say("say.act.organisation", c.organisation(), c.name()));
      case RegistryCommand.AdmitPerson c ->
          List.of(
              say("say.act.person", c.person(), c.name(), role(c.role())),
              key(c.person(), c.key()));
      case RegistryCommand.RotateKey c ->
          List.of(
              say("say.act.rotate", c.person(), names.person(c.person())),
              key(c.person(), c.key()),
              say("say.act.reason", c.reason()));
      case RegistryCommand.RevokePerson c ->
          List.of(
              say("say.act.revoke", c.person(), names.person(c.person())),
              say("say.act.reason", c.reason()));
      case RegistryCommand.Remark c -> remark(c.draw(), c.digest(), c.remark());
      case Succession c -> List.of(say("say.act.succession", c.kind()));
    };
  }

  private List<Words> remark(Optional<String> draw, Optional<Digest> digest, String remark) {
    var told = new ArrayList<Words>();
    told.add(
        draw.isPresent()
            ? say("say.act.remark-on", draw.get(), remark)
            : say("say.act.remark", remark));
    digest.ifPresent(d -> told.add(say("say.act.remark-digest", d.grouped())));
    return told;
  }

  private Words key(PersonName person, NoteKey key) {
    return say("say.act.key", person, key.idHex());
  }

  private Words role(twoseal.core.Role role) {
    return sentences.of("say.role." + role.word());
  }

  private Words say(String key, Object... args) {
    return sentences.of(key, args);
  }
}
