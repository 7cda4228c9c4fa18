package twoseal.server.act;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.OBSERVER;
import static twoseal.server.Hall.ORGANISER;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.draw.CaseFile;
import twoseal.server.Hall;

/** The whole of docs/step-by-step.md, done through acts by people who each have their own key. */
class StepByStepTest {
  @TempDir Path folder;

  @Test
  void aDrawFromTheRulesToThePromotedAlternate() throws Exception {
    try (var hall = Hall.open(folder)) {
      var draw = hall.announce(Hall.RULES);
      assertThat(draw).hasToString("R-1");
      var draft = hall.upload(draw, Hall.entries(10));
      hall.done(
          List.of(ORGANISER), "draw.list", "draw", "R-1", "list", draft.id(), "listState", "draft");
      hall.publish(draw, 12);
      var list = hall.look(draw, CaseFile::list).orElseThrow();
      assertThat(list.added()).isEqualTo(2);
      assertThat(list.draft()).isPresent();
      hall.restart();
      var secret = hall.commit(draw, 1, OBSERVER);
      var seal = hall.begin(ORGANISER, "draw.seal", "draw", "R-1");
      assertThat(seal.signers())
          .extracting(Act.Signer::role)
          .containsExactly("organiser", "notary");
      assertThat(seal.summary().getFirst().en()).contains("R-1").contains("cannot change");
      assertThat(seal.summary().getFirst().zh()).contains("R-1").contains("不能更改");
      seal = hall.sign(seal, ORGANISER);
      assertThat(seal.state()).isEqualTo("open");
      hall.restart();
      seal = hall.sign(seal, NOTARY);
      assertThat(seal.state()).isEqualTo("entered");
      assertThat(seal.receipt().orElseThrow().accepted()).isTrue();
      hall.reveal(secret, OBSERVER);
      hall.press(draw);
      hall.restart();
      hall.awaitComplete(draw);
      assertThat(hall.look(draw, CaseFile::results)).isEqualTo(2);
      hall.done(
          List.of(ORGANISER, NOTARY),
          "draw.decline",
          "draw",
          "R-1",
          "stage",
          1,
          "order",
          1,
          "code",
          "declined",
          "words",
          "已移居国外，无法领取。");
      hall.done(List.of(ORGANISER, NOTARY), "draw.promote", "draw", "R-1", "stage", 1, "for", 1);
      var taker = hall.look(draw, file -> file.takenBy(1, 1));
      assertThat(taker).contains(2L);
      assertThat(hall.kept("reasons")).hasSize(1);
    }
  }
}
