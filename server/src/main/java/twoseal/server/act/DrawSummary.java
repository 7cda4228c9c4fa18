package twoseal.server.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import twoseal.beacon.BeaconChain;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.desk.draw.Desk;
import twoseal.desk.draw.Fingerprint;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.CloseShakes;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.ListBlock;
import twoseal.draw.OpenAttempt;
import twoseal.draw.PublishList;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.ShakeBatch;
import twoseal.draw.Stage;
import twoseal.ledger.Engine;
import twoseal.server.words.Names;
import twoseal.server.words.PlaceWords;
import twoseal.server.words.Sentences;
import twoseal.server.words.StageWords;
import twoseal.server.words.Times;
import twoseal.server.words.Words;

/** What the texts of a draw's commands mean, in sentences. */
final class DrawSummary {
  private final Sentences sentences;
  private final Names names;
  private final PlaceWords places;
  private final StageWords stages;
  private final Engine ledger;

  DrawSummary(Sentences sentences, Names names, PlaceWords places, Engine ledger) {
    this.sentences = sentences;
    this.names = names;
    this.places = places;
    this.stages = new StageWords(sentences);
    this.ledger = ledger;
  }

  List<Words> of(DrawCommand command, String text) {
    return switch (command) {
      case DrawCommand.Announce c -> announce(c);
      case PublishList c -> list(c);
      case DrawCommand.CheckList c ->
          List.of(say("say.act.list-checked", c.draw()), root(c.list()));
      case Seal c -> seal(c, text);
      case DrawCommand.Reveal c ->
          List.of(say("say.act.reveal", c.draw(), c.contributor(), names.person(c.contributor())));
      case DrawCommand.Skip c ->
          withReason(
              say("say.act.skip", c.draw(), c.group(), c.number(), code(c.code())), c.reason());
      case ShakeBatch c -> List.of(say("say.act.shake", c.draw(), c.batch(), c.shakes()));
      case CloseShakes c -> List.of(say("say.act.close", c.draw(), c.batches(), c.shakes()));
      case DrawCommand.Press c -> press(c);
      case DrawCommand.PublishResult c ->
          List.of(say("say.act.result", c.draw(), c.stage(), c.figures().winners()));
      case DrawCommand.Complete c -> List.of(say("say.act.complete", c.draw()));
      case DrawCommand.GiveUp c -> giveUp(c);
      case DrawCommand.Promote c ->
          List.of(
              say(
                  "say.act.promote",
                  c.draw(),
                  c.stage(),
                  places.of(c.draw(), c.attempt(), c.stage(), c.order()),
                  places.of(c.draw(), c.attempt(), c.stage(), c.forOrder())));
      case OpenAttempt c ->
          List.of(say("say.act.attempt", c.draw(), c.attempt()), say("say.act.reason", c.reason()));
    };
  }

  private List<Words> announce(DrawCommand.Announce c) {
    var isDraw = c.drawKind() == DrawKind.DRAW;
    var rules = c.rules();
    var told = new ArrayList<Words>();
    told.add(
        say(
            isDraw ? "say.act.announce-draw" : "say.act.announce-rehearsal",
            title(rules.title(), rules.titleEn()),
            names.organisation(rules.organiser())));
    told.addAll(rules(rules, isDraw ? "say.act.from-beacon" : "say.act.from-some-beacon"));
    return told;
  }

  /**
   * What the rules mean.
   *
   * @param beacon the sentence about the beacon, for rules that take a number from one
   */
  private List<Words> rules(Rules rules, String beacon) {
    var told = new ArrayList<Words>();
    rules.stages().forEach(stage -> told.addAll(stage(stage)));
    told.add(say(rules.entropy().equals(Rules.BEACON) ? beacon : "say.act.from-ceremony"));
    told.add(say("say.act.scheduled", Times.ofS(rules.scheduledS())));
    return told;
  }

  private List<Words> stage(Stage stage) {
    var told = new ArrayList<Words>();
    told.add(
        say(
            "say.act.stage",
            stage.id(),
            title(stage.title(), stage.titleEn()),
            stages.places(stage),
            stage.alternates()));
    stages
        .limits(stage)
        .ifPresent(limits -> told.add(say("say.act.stage-who", stage.id(), limits)));
    if (stages.hasRest(stage)) {
      told.add(say("say.act.stage-rest", stage.id(), stages.rest(stage)));
    }
    return told;
  }

  private List<Words> list(PublishList c) {
    var told = new ArrayList<Words>();
    told.add(say(c.isFinal() ? "say.act.list-final" : "say.act.list-draft", c.draw()));
    told.add(say("say.act.list-size", c.list().entries(), c.list().tickets(), c.groups().size()));
    told.add(root(c.list()));
    c.draft()
        .ifPresent(_ -> told.add(say("say.act.list-changes", c.added(), c.removed(), c.changed())));
    return told;
  }

  private List<Words> seal(Seal c, String text) {
    var told = new ArrayList<Words>();
    told.add(say("say.act.seal", c.draw(), c.attempt()));
    told.add(say("say.act.fingerprint", Fingerprint.of(Seed.sealDigest(text))));
    told.add(say("say.act.list-size", c.list().entries(), c.list().tickets(), groups(c)));
    told.add(root(c.list()));
    told.add(say(c.listChecked().isPresent() ? "say.act.checked" : "say.act.checked-by-nobody"));
    told.addAll(
        rules(c.rules(), isTest(c.chain()) ? "say.act.from-test-beacon" : "say.act.from-beacon"));
    for (var contributor : c.contributors()) {
      told.add(contributor(contributor));
    }
    told.add(
        c.chain().isPresent()
            ? say("say.act.delta", c.deltaS())
            : say("say.act.reveal-time", c.marginS(), c.deltaS()));
    told.add(say("say.act.press-by", Times.ofS(c.pressByS())));
    if (c.skipsMax() > 0) {
      told.add(say("say.act.skips", c.skipsMax(), c.skipNoticeS()));
    }
    return told;
  }

  private static int groups(Seal c) {
    return c.rules().groups().size();
  }

  private Words contributor(Contributor contributor) {
    var person = contributor.person();
    return switch (contributor) {
      case Contributor.Live _ -> say("say.act.live", person, names.person(person));
      case Contributor.Committed c ->
          c.envelope().isPresent()
              ? say("say.act.envelope", person, names.person(person), c.envelope().get())
              : say("say.act.committed", person, names.person(person));
    };
  }

  private List<Words> press(DrawCommand.Press c) {
    var told = new ArrayList<Words>();
    told.add(say("say.act.press", c.draw(), Fingerprint.of(c.seal())));
    var round = isOnTestBeacon(c.draw()) ? "say.act.test-round" : "say.act.round";
    c.round().ifPresent(number -> told.add(say(round, number)));
    if (c.round().isEmpty()) {
      told.add(say("say.act.press-ceremony"));
    } else {
      // The text holds what was given as a digest; one more value would make it another text.
      silent(c.draw())
          .forEach(who -> told.add(say("say.act.press-silent", who, names.person(who))));
    }
    told.add(say("say.act.press-skips", c.skips()));
    told.add(say("say.act.press-final"));
    return told;
  }

  /** The sealed contributors who have given nothing so far, in seal order. */
  private List<PersonName> silent(CaseNumber draw) {
    return look(draw, CaseFile::silent).orElse(List.of());
  }

  private boolean isOnTestBeacon(CaseNumber draw) {
    return look(draw, file -> isTest(file.seal().flatMap(Seal::chain))).orElse(false);
  }

  private <T> Optional<T> look(CaseNumber draw, Function<CaseFile, T> question) {
    return Desk.look(ledger, state -> CaseFile.find(state, draw).map(question));
  }

  private static boolean isTest(Optional<BeaconChain> chain) {
    return chain.filter(BeaconChain::isTest).isPresent();
  }

  private List<Words> giveUp(DrawCommand.GiveUp c) {
    var key = c.disqualified() ? "say.act.disqualify" : "say.act.decline";
    var place = places.of(c.draw(), c.attempt(), c.stage(), c.order());
    return withReason(say(key, c.draw(), c.stage(), place, code(c.code())), c.reason());
  }

  private List<Words> withReason(Words what, Optional<Digest> reason) {
    return reason.isPresent() ? List.of(what, say("say.act.private-reason")) : List.of(what);
  }

  private Words root(ListBlock list) {
    return say("say.act.root", list.root().grouped());
  }

  private Words code(String code) {
    return say("say.code." + code);
  }

  private static Words title(String title, Optional<String> titleEn) {
    return new Words(title, titleEn.orElse(title));
  }

  private Words say(String key, Object... args) {
    return sentences.of(key, args);
  }
}
