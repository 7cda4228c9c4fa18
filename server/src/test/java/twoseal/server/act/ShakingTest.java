package twoseal.server.act;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.ORGANISER;
import static twoseal.server.Hall.refusal;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.CloseShakes;
import twoseal.draw.ShakeProof;
import twoseal.server.Hall;
import twoseal.server.InAHall;

/** A shake that was answered is in the seed, and its phone gets the proof. */
class ShakingTest extends InAHall {
  @Test
  void shakesOfManyPhonesAcrossARestartAreAllInTheSeed() throws Exception {
    var announced = hall.announce(Hall.RULES);
    assertThat(refusal(() -> shake(announced, 0))).isEqualTo("409 draw.not-sealed");
    assertThat(hall.kept("shakes")).isEmpty();
    hall.publish(announced, 12);
    hall.commit(announced, 1, Hall.OBSERVER);
    hall.seal(announced);
    var draw = announced;
    try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<java.util.concurrent.Future<?>>();
      for (var i = 0; i < 500; i++) {
        var number = i;
        answers.add(phones.submit(() -> shake(draw, number)));
      }
      for (var answer : answers) {
        answer.get();
      }
    }
    hall.restart();
    // Brought again, because the phone did not hear the answer: it is in once.
    for (var i = 0; i < 600; i++) {
      shake(draw, i);
    }
    Hall.await(() -> hall.proceedings().desk().shaking().waiting(draw) == 0);
    assertThat(hall.look(draw, CaseFile::shakes).stream().mapToLong(b -> b.shakes()).sum())
        .isEqualTo(600);
    assertThat(find(draw, 599)).isInstanceOf(ShakeRoom.Answer.Waits.class);
    assertThat(refusal(() -> find(draw, 601))).isEqualTo("404 not-found");
    shake(draw, 600);
    var press = hall.begin(ORGANISER, "draw.press", "draw", "R-1", "signingS", 10);
    assertThat(hall.look(draw, CaseFile::closed).map(CloseShakes::shakes)).contains(601L);
    assertThat(refusal(() -> shake(draw, 602))).isEqualTo("409 draw.closed");
    hall.sign(press, ORGANISER);
    assertThat(hall.sign(press, NOTARY).receipt().orElseThrow().accepted()).isTrue();
    hall.restart();
    for (var i : List.of(0, 499, 500, 600)) {
      assertThat(find(draw, i)).isInstanceOf(ShakeRoom.Answer.Proved.class);
      if (find(draw, i) instanceof ShakeRoom.Answer.Proved(var proof)) {
        assertThat(ShakeProof.parse(proof.text()).holds()).isTrue();
        assertThat(proof.root())
            .isEqualTo(hall.look(draw, file -> file.press().orElseThrow().shakes()));
      }
    }
    hall.awaitComplete(draw);
    Hall.await(() -> refusal(() -> shake(draw, 603)).equals("409 draw.complete"));
  }

  @Test
  void onlyWhoMaySignKeepsThemOut() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    // Nobody else can end the shakes by asking for what they may not sign.
    assertThat(refusal(() -> hall.begin(Hall.STRANGER, "draw.press", "draw", "R-1")))
        .isEqualTo("403 act.not-yours-to-begin");
    assertThat(refusal(() -> hall.begin(Hall.STRANGER, "draw.close", "draw", "R-1")))
        .isEqualTo("403 act.not-yours-to-begin");
    shake(draw, 0);
    Hall.await(() -> hall.proceedings().desk().shaking().waiting(draw) == 0);
    var early = hall.begin(ORGANISER, "ledger.remark", "text", "不影响摇一摇");
    assertThat(early.state()).isEqualTo("open");
    shake(draw, 9);
  }

  @Test
  void aPressKeepsThemOutUntilItIsDecided() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    var press = hall.begin(ORGANISER, "draw.press", "draw", "R-1", "signingS", 60);
    assertThat(refusal(() -> shake(draw, 1))).isEqualTo("409 act.shakes-held");
    hall.restart();
    assertThat(refusal(() -> shake(draw, 1))).isEqualTo("409 act.shakes-held");
    hall.acts().withdraw(press.id(), new Acts.Reason("稍后"), Hall.caller(NOTARY));
    shake(draw, 1);
    var close = hall.begin(NOTARY, "draw.close", "draw", "R-1");
    assertThat(refusal(() -> shake(draw, 2))).isEqualTo("409 act.shakes-held");
    assertThat(hall.sign(close, NOTARY).receipt().orElseThrow().accepted()).isTrue();
    Hall.await(() -> refusal(() -> shake(draw, 2)).equals("409 draw.closed"));
  }

  @Test
  void whatWasBeingWrittenWhenItDiedWasAnsweredToNobody() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    shake(draw, 1);
    var file = hall.kept("shakes").getFirst();
    hall.close();
    Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    hall = Hall.reopen(folder);
    shake(draw, 2);
    Hall.await(() -> hall.proceedings().desk().shaking().waiting(draw) == 0);
    assertThat(Files.size(file)).isEqualTo(64);
    assertThat(hall.look(draw, CaseFile::shakes).stream().mapToLong(b -> b.shakes()).sum())
        .isEqualTo(2);
  }

  private void shake(CaseNumber draw, int phone) {
    hall.proceedings().desk().shaking().take(draw, new Shaking.NewShake(digest(phone).hex()));
  }

  private ShakeRoom.Answer find(CaseNumber draw, int phone) {
    return hall.proceedings().desk().shaking().find(draw, digest(phone).hex());
  }

  private static Digest digest(int phone) {
    return Digest.sha256(Bytes.be32(phone));
  }
}
