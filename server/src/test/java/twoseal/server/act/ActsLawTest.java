package twoseal.server.act;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.ADMIN;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.NOTARY_2;
import static twoseal.server.Hall.OBSERVER;
import static twoseal.server.Hall.ORGANISER;
import static twoseal.server.Hall.STRANGER;
import static twoseal.server.Hall.refusal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.server.Hall;
import twoseal.server.InAHall;
import twoseal.server.words.Words;

/** Nobody alone, nobody twice, nobody for another, nobody out of turn: each with its reason. */
class ActsLawTest extends InAHall {
  @Test
  void whoSignsASealAndWhoDoesNot() throws Exception {
    var draw = hall.announce(Hall.RULES);
    hall.publish(draw, 12);
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.seal", "draw", "R-1")))
        .isEqualTo("409 act.no-commitment");
    hall.commit(draw, 1, OBSERVER);
    for (var stranger : List.of(STRANGER, OBSERVER)) {
      assertThat(refusal(() -> hall.begin(stranger, "draw.seal", "draw", "R-1")))
          .as(stranger)
          .isEqualTo("403 act.not-yours-to-begin");
    }
    var before = hall.size();
    var seal = hall.begin(NOTARY, "draw.seal", "draw", "R-1");
    // Its organiser for its notary, in either's name and with either's key.
    assertThat(refusal(() -> hall.sign(seal, ORGANISER, Hall.signer(NOTARY))))
        .isEqualTo("403 act.line-of-another");
    assertThat(refusal(() -> hall.sign(seal, NOTARY, Hall.signer(ORGANISER))))
        .isEqualTo("403 act.line-of-another");
    assertThat(refusal(() -> hall.sign(seal, ORGANISER, Hall.signer(ORGANISER, "stolen"))))
        .isEqualTo("422 act.no-valid-key");
    var line = Hall.line(hall.begin(NOTARY, "ledger.remark", "text", "别的文本"), Hall.signer(NOTARY));
    assertThat(refusal(() -> hall.acts().sign(seal.id(), line, Hall.caller(NOTARY))))
        .isEqualTo("422 act.signature");
    assertThat(refusal(() -> hall.sign(seal, STRANGER))).isEqualTo("404 not-found");
    assertThat(refusal(() -> hall.sign(seal, OBSERVER))).isEqualTo("403 act.not-a-signer");
    assertThat(refusal(() -> hall.sign(seal, ADMIN))).isEqualTo("403 act.not-a-signer");
    assertThat(
            refusal(() ->
                hall.acts().sign(seal.id(), new Acts.NewSignature("no line"), Hall.caller(NOTARY))))
        .isEqualTo("422 act.no-line");
    assertThat(hall.sign(seal, NOTARY).mySignature()).isEqualTo("given");
    assertThat(hall.sign(seal, NOTARY).state()).isEqualTo("open");
    assertThat(refusal(() -> hall.sign(seal, NOTARY_2))).isEqualTo("409 act.place-taken");
    assertThat(hall.size()).as("nothing was entered by one alone").isEqualTo(before);
    var entered = hall.sign(seal, ORGANISER);
    assertThat(entered.state()).isEqualTo("entered");
    assertThat(entered.signers()).extracting(Act.Signer::signedMs).allMatch(Optional::isPresent);
    assertThat(hall.sign(seal, ORGANISER)).as("the same line again").isEqualTo(entered);
    assertThat(hall.size()).isEqualTo(before + 1);
    assertThat(refusal(() -> hall.sign(seal, NOTARY_2))).isEqualTo("409 act.entered");
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.seal", "draw", "R-1")))
        .isEqualTo("409 draw.sealed");
  }

  @Test
  void whatCannotBeIsNamedForWhatItIs() {
    assertThat(refusal(() -> hall.announce(Hall.RULES.replace("xinglan", "nobody"))))
        .isEqualTo("409 act.organiser-unknown");
    var draw = hall.announce(Hall.RULES).toString();
    assertThat(
            refusal(() ->
                hall.begin(
                    OBSERVER,
                    "draw.reveal",
                    "draw",
                    draw,
                    "contributor",
                    OBSERVER,
                    "value",
                    "00",
                    "nonce",
                    "00")))
        .isEqualTo("422 act.value");
  }

  @Test
  void nothingIsDraftedOutOfItsTurn() throws Exception {
    var draw = hall.announce(Hall.RULES);
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.seal", "draw", "R-1")))
        .isEqualTo("409 draw.no-final-list");
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.press", "draw", "R-1")))
        .isEqualTo("409 draw.not-sealed");
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.attempt", "draw", "R-1", "reason", "再来")))
        .isEqualTo("409 draw.not-sealed");
    assertThat(
            refusal(() ->
                hall.begin(
                    NOTARY,
                    "draw.decline",
                    "draw",
                    "R-1",
                    "stage",
                    1,
                    "order",
                    1,
                    "code",
                    "declined")))
        .isEqualTo("409 draw.not-complete");
    assertThat(refusal(() -> hall.begin(NOTARY, "draw.close", "draw", "R-1")))
        .isEqualTo("409 draw.not-sealed");
    assertThat(refusal(() -> hall.begin(NOTARY, "draw.press", "draw", "R-9")))
        .isEqualTo("404 not-found");
    assertThat(refusal(() -> hall.begin(NOTARY, "draw.press", "draw", "X-9")))
        .isEqualTo("422 act.value");
    assertThat(refusal(() -> hall.begin(NOTARY, "draw.press"))).isEqualTo("422 act.missing");
    assertThat(refusal(() -> hall.begin(NOTARY, "draw.result", "draw", "R-1")))
        .isEqualTo("422 act.kind");
    var list = hall.upload(draw, Hall.entries(5));
    assertThat(
            refusal(() ->
                hall.begin(
                    NOTARY, "draw.list", "draw", "R-1", "list", list.id(), "listState", "draft")))
        .isEqualTo("403 act.not-yours-to-begin");
  }

  @Test
  void oneSealIsOpenAtATime() throws Exception {
    var draw = hall.announce(Hall.RULES);
    hall.publish(draw, 12);
    hall.commit(draw, 1, OBSERVER);
    var first = hall.begin(ORGANISER, "draw.seal", "draw", "R-1");
    assertThat(refusal(() -> hall.begin(NOTARY, "draw.seal", "draw", "R-1")))
        .isEqualTo("409 act.open-already");
    hall.acts().withdraw(first.id(), new Acts.Reason("换时间"), Hall.caller(NOTARY));
    var both = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(2)) {
      var begun =
          java.util.stream.Stream.of(ORGANISER, NOTARY)
              .map(who ->
                  pool.submit(() -> {
                    both.await();
                    return refusal(() -> hall.begin(who, "draw.seal", "draw", "R-1"));
                  }))
              .toList();
      both.countDown();
      assertThat(List.of(begun.get(0).get(), begun.get(1).get()))
          .containsOnlyOnce("409 act.open-already");
    }
  }

  @Test
  void whoSignsThePressIsToldWhoHasGivenNothing() throws Exception {
    var sealed = hall.sealed(Hall.RULES);
    var press = hall.begin(ORGANISER, "draw.press", "draw", "R-1");
    var told = press.summary();
    assertThat(told).extracting(Words::en).anyMatch(line -> line.contains("has given nothing"));
    assertThat(told).extracting(Words::zh).anyMatch(line -> line.contains(OBSERVER));
    hall.acts().withdraw(press.id(), new Acts.Reason("再等等"), Hall.caller(NOTARY));
    hall.reveal(sealed.secret(), OBSERVER);
    assertThat(hall.begin(ORGANISER, "draw.press", "draw", "R-1").summary())
        .extracting(Words::en)
        .noneMatch(line -> line.contains("has given nothing"));
  }

  /** In a rehearsal by a test beacon nobody is told that nobody knows its numbers. */
  @Test
  void whoSignsIsToldWhoKnowsTheNumber() throws Exception {
    var announced = hall.announcement(Hall.RULES).summary();
    assertThat(announced)
        .extracting(Words::en)
        .anyMatch(line -> line.contains("may set to a test"));
    var draw = CaseNumber.parse("R-1");
    hall.publish(draw, 12);
    hall.commit(draw, 1, OBSERVER);
    var seal = hall.begin(ORGANISER, "draw.seal", "draw", "R-1");
    assertThat(seal.summary()).extracting(Words::zh).contains("随机数来自测试信标：其持有人事先知道每一个数。");
    hall.sign(hall.sign(seal, ORGANISER), NOTARY);
    var press = hall.begin(ORGANISER, "draw.press", "draw", "R-1").summary();
    assertThat(press).extracting(Words::en).anyMatch(line -> line.contains("test beacon's round"));
    for (var told : List.of(announced, seal.summary(), press)) {
      assertThat(told).extracting(Words::en).noneMatch(line -> line.contains("nobody knows"));
      assertThat(told)
          .extracting(Words::en)
          .noneMatch(line -> line.contains("nobody in the world"));
    }
  }

  @Test
  void aPressThatNobodySignedInTimeIsOfNoUse() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    var press = hall.begin(ORGANISER, "draw.press", "draw", "R-1", "signingS", 5);
    hall.sign(press, ORGANISER);
    hall.passUntil(press.expiresMs().orElseThrow() + 1);
    assertThat(hall.acts().get(press.id(), Hall.caller(NOTARY)).state()).isEqualTo("expired");
    var before = hall.size();
    assertThat(refusal(() -> hall.sign(press, NOTARY))).isEqualTo("409 act.expired");
    assertThat(hall.size()).isEqualTo(before);
    hall.press(draw);
    assertThat(hall.look(draw, CaseFile::press)).isPresent();
    assertThat(refusal(() -> hall.begin(ORGANISER, "draw.press", "draw", "R-1")))
        .isEqualTo("409 draw.pressed");
  }

  @Test
  void anActThatTheRulesWouldRefuseByNowStaysOpenWithoutTheLine() throws Exception {
    var sealed = hall.sealed(Hall.RULES);
    var press = hall.begin(ORGANISER, "draw.press", "draw", "R-1", "signingS", 60);
    hall.sign(press, ORGANISER);
    hall.reveal(sealed.secret(), OBSERVER);
    var before = hall.size();
    assertThat(refusal(() -> hall.sign(press, NOTARY))).isEqualTo("409 draw.press-differs");
    assertThat(hall.size()).isEqualTo(before);
    var open = hall.acts().get(press.id(), Hall.caller(NOTARY));
    assertThat(open.state()).isEqualTo("open");
    assertThat(open.mySignature()).isEqualTo("needed");
    assertThat(
            refusal(() ->
                hall.acts().withdraw(press.id(), new Acts.Reason("不再需要"), Hall.caller(OBSERVER))))
        .isEqualTo("403 act.not-yours");
    var gone = hall.acts().withdraw(press.id(), new Acts.Reason("已公开随机数"), Hall.caller(NOTARY));
    assertThat(gone.state()).isEqualTo("withdrawn");
    assertThat(refusal(() -> hall.sign(press, NOTARY))).isEqualTo("409 act.withdrawn");
  }

  @Test
  void lastSignaturesThatComeAtOnceEnterOnce() throws Exception {
    var draw = hall.announce(Hall.RULES);
    hall.publish(draw, 12);
    hall.commit(draw, 1, OBSERVER);
    var seal = hall.sign(hall.begin(ORGANISER, "draw.seal", "draw", "R-1"), ORGANISER);
    var before = hall.size();
    var together = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          java.util.stream.IntStream.range(0, 16)
              .mapToObj(i ->
                  threads.submit(() -> {
                    together.await();
                    return refusal(() -> hall.sign(seal, i % 2 == 0 ? NOTARY : NOTARY_2));
                  }))
              .toList();
      together.countDown();
      for (var answer : answers) {
        assertThat(answer.get()).isIn("nothing", "409 act.entered");
      }
    }
    assertThat(hall.size()).isEqualTo(before + 1);
    assertThat(hall.note(before).signatures()).hasSize(2);
  }

  @Test
  void theSameIdIsTheSameActAndAnotherIsRefused() {
    var id = "0123456789abcdef0123456789abcdef";
    var first = hall.begin(NOTARY, "ledger.remark", "id", id, "text", "检查完毕。");
    assertThat(hall.begin(NOTARY, "ledger.remark", "id", id, "text", "检查完毕。")).isEqualTo(first);
    assertThat(refusal(() -> hall.begin(NOTARY, "ledger.remark", "id", id, "text", "另一句。")))
        .isEqualTo("409 act.id-taken");
    assertThat(refusal(() -> hall.begin(NOTARY_2, "ledger.remark", "id", id, "text", "检查完毕。")))
        .isEqualTo("409 act.id-taken");
    // By whoever brings the note: a program with the person's key needs no act at all.
    var note = twoseal.desk.draw.Desk.sign(first.text(), List.of(Hall.signer(NOTARY)));
    var receipt = hall.acts().submit(note.bytes());
    assertThat(receipt.accepted()).isTrue();
    assertThat(hall.acts().submit(note.bytes()).index()).isEqualTo(receipt.index());
    var found = hall.acts().get(first.id(), Hall.caller(NOTARY));
    assertThat(found.state()).isEqualTo("entered");
    assertThat(found.mySignature()).isEqualTo("given");
    assertThat(
            refusal(() ->
                hall.acts().submit("no note".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .isEqualTo("422 act.malformed");
  }

  @Test
  void aKeyIsReplacedByItsHolderOrByAnAdministrator() {
    var own = Hall.signer(NOTARY, "own");
    var lost =
        hall.begin(
            NOTARY,
            "registry.rotate",
            "person",
            NOTARY,
            "key",
            own.key().format(),
            "reason",
            "例行更换");
    assertThat(lost.signers())
        .extracting(Act.Signer::role)
        .containsExactly("new-key", "holder|administrator");
    hall.sign(lost, NOTARY, own);
    assertThat(refusal(() -> hall.sign(lost, NOTARY_2))).isEqualTo("403 act.not-a-signer");
    assertThat(hall.sign(lost, NOTARY).state()).isEqualTo("entered");
    // The old key signs no more.
    var remark = hall.begin(NOTARY, "ledger.remark", "text", "用旧钥匙");
    assertThat(refusal(() -> hall.sign(remark, NOTARY))).isEqualTo("422 act.no-valid-key");
    assertThat(hall.sign(remark, NOTARY, own).state()).isEqualTo("entered");
    var again = Hall.signer(NOTARY, "again");
    var replaced =
        hall.begin(
            NOTARY,
            "registry.rotate",
            "person",
            NOTARY,
            "key",
            again.key().format(),
            "reason",
            "密钥遗失",
            "lost",
            true);
    assertThat(replaced.mySignature()).isEqualTo("needed");
    assertThat(replaced.signers())
        .extracting(Act.Signer::role)
        .containsExactly("new-key", "administrator");
    assertThat(hall.sign(replaced, NOTARY, again).mySignature())
        .as("nothing more of who has lost the key")
        .isEqualTo("given");
    assertThat(refusal(() -> hall.sign(replaced, NOTARY, own))).isEqualTo("403 act.not-a-signer");
    assertThat(hall.acts().get(replaced.id(), Hall.caller(ADMIN)).mySignature())
        .isEqualTo("needed");
    assertThat(hall.sign(replaced, ADMIN).state()).isEqualTo("entered");
  }

  @Test
  void everybodySeesWhatTheyBeganOrMaySign() throws Exception {
    hall.sealed(Hall.RULES);
    var press = hall.begin(NOTARY, "draw.press", "draw", "R-1");
    var open = new Acts.Query(Optional.of("open"), Optional.of("R-1"), Optional.empty(), 50);
    assertThat(hall.acts().list(open, Hall.caller(ORGANISER)).items())
        .extracting(Act::id)
        .containsExactly(press.id());
    assertThat(hall.acts().list(open, Hall.caller(STRANGER)).items()).isEmpty();
    var two = new Acts.Query(Optional.empty(), Optional.empty(), Optional.empty(), 2);
    var first = hall.acts().list(two, Hall.caller(ADMIN));
    assertThat(first.items()).hasSize(2);
    var second =
        hall.acts()
            .list(
                new Acts.Query(Optional.empty(), Optional.empty(), first.next(), 200),
                Hall.caller(ADMIN));
    assertThat(second.items())
        .extracting(Act::id)
        .doesNotContainAnyElementsOf(first.items().stream().map(Act::id).toList());
    assertThat(second.next()).isEmpty();
    assertThat(refusal(() -> hall.acts().get(press.id(), Hall.caller(STRANGER))))
        .isEqualTo("404 not-found");
  }
}
