package twoseal.server.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.OBSERVER;
import static twoseal.server.Hall.ORGANISER;
import static twoseal.server.Hall.STRANGER;
import static twoseal.server.Hall.caller;
import static twoseal.server.Hall.refusal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.desk.draw.Desk;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.intake.rules.RulesFile;
import twoseal.server.Hall;
import twoseal.server.InAHall;
import twoseal.server.http.JsonText;
import twoseal.server.http.PlainCall;
import twoseal.server.http.Reply;
import twoseal.server.list.Preparations.NewPreparation;
import twoseal.server.view.Bundles;
import twoseal.server.view.DrawPages;
import twoseal.server.view.Draws;
import twoseal.server.view.Lists;
import twoseal.server.view.RulesView;
import twoseal.server.view.Witnesses;

/** Rules are prepared by several people, announced once, and stay what they were. */
class PreparationsTest extends InAHall {
  @Test
  void problemsAreToldWithTheirPlaceInBothLanguages() {
    var rules = "title: 抽奖\norganiser: xinglan\nporpose: prize-draw\n";
    var kept = preparations().begin(prepared(rules, Optional.empty()), caller(ORGANISER));
    assertThat(kept.check().rules()).isEmpty();
    var first =
        kept.check().problems().stream().filter(p -> p.line() == 3).findFirst().orElseThrow();
    assertThat(first.column()).isEqualTo(1);
    assertThat(first.what().zh()).contains("purpose");
    assertThat(first.what().en()).contains("purpose");
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.announce", "preparation", kept.id())))
        .isEqualTo("409 act.rules-unreadable");
    var view = preparations().begin(prepared(Hall.RULES, Optional.empty()), caller(ORGANISER));
    var read = view.check().rules().orElseThrow();
    assertThat(view.check().problems()).isEmpty();
    assertThat(read.organiserName()).isEqualTo("机构xinglan");
    assertThat(read.stages()).extracting(RulesView.StageView::places).containsExactly("1", "3");
    assertThat(read.seal().orElseThrow().pressByS()).contains(3_600L);
    assertThat(read.seal().orElseThrow().contributors().getFirst().form()).isEqualTo("committed");
    var draw = new NewPreparation("draw", Hall.RULES, Optional.empty());
    assertThat(preparations().begin(draw, caller(ORGANISER)).check().problems())
        .as("a draw cannot use a test beacon, and waits longer")
        .hasSize(2);
  }

  @Test
  void aPictureIsNoRulesFile() {
    var png = new String(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, UTF_8);
    var first = preparations().begin(prepared(Hall.RULES, Optional.empty()), caller(ORGANISER));
    for (var file : List.of(png, "title: \uFFFD", "title: x\0", "title: \uD800", "title: \u0090")) {
      var asked = prepared(file, Optional.of(1));
      assertThat(refusal(() -> preparations().begin(asked, caller(NOTARY))))
          .isEqualTo("422 list.not-text");
      assertThat(refusal(() -> preparations().change(first.id(), asked, caller(NOTARY))))
          .isEqualTo("422 list.not-text");
      assertThat(refusal(() -> Preparations.requireText(file))).isEqualTo("422 list.not-text");
    }
    assertThat(preparations().list(caller(NOTARY))).hasSize(1);
    var text = prepared("\uFEFF# 中文，𠀀\r\n\ttitle: [\n", Optional.empty());
    assertThat(preparations().begin(text, caller(NOTARY)).check().problems())
        .as("mistakes in a text are told where they stand")
        .isNotEmpty();
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeenAndAnnouncedRulesStay() {
    var first = preparations().begin(prepared(Hall.RULES, Optional.empty()), caller(ORGANISER));
    assertThat(refusal(() -> preparations().get(first.id(), caller(STRANGER))))
        .isEqualTo("404 not-found");
    assertThat(refusal(() -> change(first.id(), Optional.empty())))
        .isEqualTo("422 list.version-needed");
    assertThat(change(first.id(), Optional.of(1)).version()).isEqualTo(2);
    assertThat(refusal(() -> change(first.id(), Optional.of(1))))
        .isEqualTo("409 list.changed-meanwhile");
    assertThat(preparations().list(caller(NOTARY))).hasSize(1);
    assertThat(preparations().list(caller(STRANGER))).isEmpty();
    // What is announced is what was drafted, whatever was changed since.
    var act = hall.begin(ORGANISER, "draw.announce", "preparation", first.id());
    var later = Hall.RULES.replace("places: 3", "places: 4");
    preparations().change(first.id(), prepared(later, Optional.of(2)), caller(ORGANISER));
    hall.sign(act, ORGANISER);
    assertThat(preparations().get(first.id(), caller(NOTARY)).rules()).isEqualTo(Hall.RULES);
    assertThat(preparations().get(first.id(), caller(NOTARY)).announced()).contains("R-1");
    assertThat(preparations().list(caller(NOTARY))).isEmpty();
    assertThat(refusal(() -> change(first.id(), Optional.of(3)))).isEqualTo("409 list.announced");
    assertThat(refusal(() -> preparations().drop(first.id(), caller(ORGANISER))))
        .isEqualTo("409 list.announced");
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.announce", "preparation", first.id())))
        .isEqualTo("409 list.announced");
  }

  @Test
  void aDrawAnnouncedElsewhereFindsTheSameRulesAndLeavesThemToTheirDraw() throws Exception {
    var announce = new DrawCommand.Announce(DrawKind.REHEARSAL, RulesFile.read(Hall.RULES).rules());
    var desk = new Desk(hall.ledger());
    desk.enter(announce.text(desk.header()), Hall.signer(ORGANISER));
    var draw = CaseNumber.parse("R-1");
    assertThat(refusal(() -> hall.upload(draw, Hall.entries(3))))
        .isEqualTo("409 list.no-preparation");
    // The same rules, and everybody's name in full: nobody asked a stranger.
    var unmasked = Hall.RULES.replaceFirst("masking: .*", "masking: {姓名: full, 证件号码: last4}");
    assertThat(RulesFile.read(unmasked).rules().organiser()).isEqualTo("xinglan");
    for (var strangers : List.of(Hall.RULES, unmasked)) {
      preparations().begin(prepared(strangers, Optional.empty()), caller(STRANGER));
    }
    assertThat(refusal(() -> hall.upload(draw, Hall.entries(3))))
        .isEqualTo("409 list.no-preparation");
    var next = preparations().begin(prepared(Hall.RULES, Optional.empty()), caller(NOTARY));
    assertThat(new Parties(hall.ledger(), preparations()).isParty(caller(OBSERVER), draw)).isTrue();
    hall.publish(draw, 5);
    assertThat(hall.look(draw, CaseFile::list)).isPresent();
    // It was made for the draw of next month, and that one gets it.
    assertThat(preparations().get(next.id(), caller(NOTARY)).announced()).isEmpty();
    var act = hall.done(List.of(ORGANISER), "draw.announce", "preparation", next.id());
    assertThat(act.receipt().orElseThrow().draw()).contains("R-2");
    assertThat(preparations().get(next.id(), caller(NOTARY)).announced()).contains("R-2");
    hall.restart();
    hall.commit(draw, 1, OBSERVER);
    hall.seal(draw);
    assertThat(hall.look(draw, CaseFile::seal)).isPresent();
  }

  @Test
  void objectionsAreAnsweredOnceAndCommitmentsComeFromThoseAsked() throws Exception {
    var draw = hall.announce(Hall.RULES);
    var objections = hall.proceedings().objections();
    var asked = new Objections.NewObjection("某参加者", Optional.of(3L), Optional.empty(), "第 3 号重复");
    var entered = objections.enter(draw, asked, caller(NOTARY));
    hall.restart();
    var kept = hall.proceedings().objections();
    assertThat(kept.of(draw)).containsExactly(entered);
    assertThat(refusal(() -> hall.publish(draw, 5))).isEqualTo("409 list.objections-open");
    var answer = new Objections.Answer(false, "两人同名，证件不同。");
    assertThat(kept.answer(draw, entered.id(), answer, caller(ORGANISER)).upheld()).contains(false);
    assertThat(refusal(() -> kept.answer(draw, entered.id(), answer, caller(NOTARY))))
        .isEqualTo("409 list.answered");
    assertThat(refusal(() -> hall.commit(draw, 1, "court/clerk")))
        .isEqualTo("409 list.no-contributor");
    hall.publish(draw, 5);
    hall.commit(draw, 1, OBSERVER);
    var second = hall.commit(draw, 1, OBSERVER);
    hall.restart();
    hall.seal(draw);
    assertThat(refusal(() -> hall.commit(draw, 1, OBSERVER))).isEqualTo("409 draw.sealed");
    hall.reveal(second, OBSERVER);
    assertThat(hall.look(draw, CaseFile::reveals)).hasSize(1);
  }

  @Test
  void everybodySeesWhatIsToBeSealedUntilItIs() throws Exception {
    var draw = hall.announce(Hall.RULES);
    assertThat(shown(draw))
        .contains("\"pressByS\":3600")
        .contains("\"contributors\":[{\"person\":\"" + OBSERVER + "\"");
    hall.publish(draw, 5);
    hall.commit(draw, 1, OBSERVER);
    hall.seal(draw);
    assertThat(shown(draw)).doesNotContain("pressByS").contains("\"pressByMs\"");
  }

  private String shown(CaseNumber draw) throws Exception {
    var chronicle = hall.proceedings().chronicle();
    var size = Checkpoint.parse(hall.ledger().checkpoint().text()).size();
    assertThat(chronicle.await(size - 1, 10_000)).isTrue();
    try (var lists = new Lists(folder.resolve("server/lists"))) {
      var backstage = hall.proceedings().backstage();
      var draws = new Draws(chronicle, lists, backstage, new JsonText(), hall.clock());
      var witnesses = new Witnesses(chronicle, folder.resolve("ledger"));
      var bundles = new Bundles(draws, witnesses, "twoseal", folder.resolve("bundles"));
      var call = new PlainCall("/", Map.of("draw", draw.toString()), Map.of());
      var pages = new DrawPages(draws, bundles, folder.resolve("results"));
      return Bytes.parseUtf8(((Reply.Content) pages.draw(call)).bytes().readAllBytes());
    }
  }

  @Test
  void onlyPartiesSeeADrawsInnerSide() throws Exception {
    var draw = hall.announce(Hall.RULES);
    var parties = new Parties(hall.ledger(), preparations());
    for (var host : List.of(ORGANISER, NOTARY, Hall.ADMIN, "xinglan/engineer")) {
      assertThat(parties.isHost(caller(host), draw)).as(host).isTrue();
    }
    assertThat(parties.isParty(caller(OBSERVER), draw)).isTrue();
    assertThat(refusal(() -> parties.requireHost(caller(OBSERVER), draw)))
        .isEqualTo("404 not-found");
    assertThat(refusal(() -> parties.requireParty(caller(STRANGER), draw)))
        .isEqualTo("404 not-found");
    assertThat(refusal(() -> parties.requireOrganisers(caller(NOTARY), draw)))
        .isEqualTo("404 not-found");
    for (var none : List.of("R-2", "D-1", "nothing", "../../etc")) {
      assertThat(refusal(() -> parties.draw(none))).as(none).isEqualTo("404 not-found");
    }
  }

  private Preparations preparations() {
    return hall.proceedings().preparations();
  }

  private Preparations.Preparation change(String id, Optional<Integer> version) {
    return preparations().change(id, prepared(Hall.RULES, version), caller(ORGANISER));
  }

  private static NewPreparation prepared(String rules, Optional<Integer> version) {
    return new NewPreparation("rehearsal", rules, version);
  }
}
