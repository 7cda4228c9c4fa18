package twoseal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.core.Digest;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand.CheckList;
import twoseal.draw.DrawCommand.Complete;
import twoseal.draw.DrawKind;
import twoseal.draw.OpenAttempt;
import twoseal.draw.PublishList;
import twoseal.draw.Seed;

/** The law of further attempts, a line per step, its outcome at the end. */
// Cites: DRAW-18, DRAW-16, DRAW-17.
class AttemptLawTest extends DrawTown {
  private static final long OVERDUE_S = 10;

  @Test
  void aSecondAttemptNamesTheEndOfTheFirst() {
    completed();
    var end = Seed.noteDigest(lastText);
    law(open(2, Optional.of(end)), "draw.signers", "maker/boss");
    law(open(2, Optional.of(end)), "draw.signers", "office/notary");
    law(
        new OpenAttempt(new CaseNumber(DrawKind.REHEARSAL, 9), 2, Optional.of(end), "漏了一组"),
        "draw.no-such-draw",
        "maker/boss",
        "office/notary");
    law(open(1, Optional.of(end)), "draw.attempt", "maker/boss", "office/notary");
    law(open(3, Optional.of(end)), "draw.attempt", "maker/boss", "office/notary");
    law(open(2, Optional.empty()), "draw.predecessor", "maker/boss", "office/notary");
    law(open(2, Optional.of(Digest.ZERO)), "draw.predecessor", "maker/boss", "office/notary");
    law(open(2, Optional.of(end)), "accepted", "maker/boss", "office/notary");
    assertThat(town.outcomes.getLast()).contains("draw: R-1\nstep: 8\n");
    law(open(2, Optional.of(end)), "draw.attempt", "maker/boss", "office/notary");
  }

  @Test
  void aSecondAttemptBeginsWithoutAListAndHasAllItsOwn() {
    completed();
    law(open(2, Optional.of(Seed.noteDigest(lastText))), "accepted", "maker/boss", "office/notary");
    var firstSeal = sealText;
    law(giveUp(false, 1), "draw.attempt", "maker/boss", "office/notary");
    law(list(true), "draw.attempt", "maker/boss");
    attempt = 2;
    law(new CheckList(CASE, 2, block()), "draw.no-final-list", "court/witness");
    law(seal(s -> s), "draw.no-final-list", "maker/boss", "office/notary");
    law(press(round()), "draw.not-sealed", "maker/boss", "office/notary");
    law(
        new PublishList(CASE, 2, true, block(), Optional.of(block().root()), 0, 0, 1, groups),
        "draw.list",
        "maker/boss");
    law(list(true), "accepted", "maker/boss");
    law(open(3, Optional.empty()), "draw.not-sealed", "maker/boss", "office/notary");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    assertThat(sealText).isNotEqualTo(firstSeal);
    law(skip(1, "甲"), "accepted", "maker/boss", "office/notary");
    town.nowS += 20;
    var round = round();
    law(press(round, List.of(4L)), "accepted", "maker/boss", "office/notary");
    town.nowS = BEACON.chain().timeOf(round);
    law(result(1, drawn(round), List.of(4L)), "accepted", "court/dice");
    var file = CaseFile.find(town.state, CASE).orElseThrow();
    assertThat(file.attempt()).isEqualTo(2);
    assertThat(file.results()).isEqualTo(1);
    assertThat(file.isComplete()).isFalse();
    assertThat(file.at(1).orElseThrow().isComplete()).isTrue();
    assertThat(file.at(1).orElseThrow().skips()).isEmpty();
    assertThat(file.at(3)).isEmpty();
    assertThat(town.state.entries().keySet())
        .filteredOn(row -> row.startsWith("draw/R-1/") && !row.contains("/attempt-2/"))
        .containsExactlyInAnyOrder(
            "draw/R-1/announce",
            "draw/R-1/attempt",
            "draw/R-1/complete",
            "draw/R-1/list",
            "draw/R-1/press",
            "draw/R-1/result/1",
            "draw/R-1/result/2",
            "draw/R-1/seal",
            "draw/R-1/step");
  }

  @Test
  void anAttemptMustBeSealedBeforeTheNext() {
    announced();
    law(open(2, Optional.empty()), "draw.not-sealed", "maker/boss", "office/notary");
  }

  @Test
  void anAttemptThatCanStillBeDecidedHasNoSuccessor() {
    sealed();
    law(open(2, Optional.empty()), "draw.undecided", "maker/boss", "office/notary");
    var round = round();
    law(press(round), "accepted", "maker/boss", "office/notary");
    law(open(2, Optional.empty()), "draw.undecided", "maker/boss", "office/notary");
    town.nowS = BEACON.chain().timeOf(round) + OVERDUE_S - 1;
    law(open(2, Optional.empty()), "draw.undecided", "maker/boss", "office/notary");
    law(result(1, drawn(round), List.of()), "accepted", "court/dice");
    town.nowS += 1_000;
    law(open(2, Optional.empty()), "draw.undecided", "maker/boss", "office/notary");
  }

  @Test
  void aNumberThatDidNotComeMayComeWhileTheNextAttemptRunsAndAfterIt() {
    sealed();
    var round = round();
    law(press(round), "accepted", "maker/boss", "office/notary");
    var firstSeal = sealText;
    town.nowS = BEACON.chain().timeOf(round) + OVERDUE_S;
    law(
        open(2, Optional.of(Seed.noteDigest(lastText))),
        "draw.predecessor",
        "maker/boss",
        "office/notary");
    law(open(2, Optional.empty()), "accepted", "maker/boss", "office/notary");
    var late = result(1, drawn(round), List.of());
    var lateToo = result(2, drawn(round), List.of());
    attempt = 2;
    law(result(1, drawn(round), List.of()), "draw.not-sealed", "court/dice");
    law(list(true), "accepted", "maker/boss");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    law(late, "accepted", "court/dice");
    law(late, "draw.stage", "court/dice");
    var second = round();
    law(press(second), "accepted", "maker/boss", "office/notary");
    town.nowS = BEACON.chain().timeOf(second);
    decided(second);
    law(lateToo, "accepted", "court/dice");
    law(
        new Complete(CASE, 1, List.of(late.figures().outcomes(), lateToo.figures().outcomes())),
        "accepted",
        "court/dice");
    attempt = 1;
    sealText = firstSeal;
    law(giveUp(false, 1), "draw.attempt", "maker/boss", "office/notary");
    law(late, "draw.complete", "court/dice");
    attempt = 2;
    law(giveUp(false, 1), "accepted", "maker/boss", "office/notary");
  }

  @Test
  void anAttemptDecidedByDefaultMayWaitForItsNumberToo() {
    sealed();
    var byDefault = BEACON.chain().firstRoundAtOrAfter(town.nowS + 1_000 + DELTA_S);
    town.nowS = BEACON.chain().timeOf(byDefault) + OVERDUE_S - 1;
    law(open(2, Optional.empty()), "draw.undecided", "maker/boss", "office/notary");
    town.nowS++;
    law(open(2, Optional.empty()), "accepted", "maker/boss", "office/notary");
    law(result(1, drawn(byDefault), List.of()), "accepted", "court/dice");
  }

  @Test
  void aThirdAttemptNamesTheSecond() {
    completed();
    law(open(2, Optional.of(Seed.noteDigest(lastText))), "accepted", "maker/boss", "office/notary");
    attempt = 2;
    law(list(true), "accepted", "maker/boss");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    var round = round();
    law(press(round), "accepted", "maker/boss", "office/notary");
    town.nowS = BEACON.chain().timeOf(round);
    decided(round);
    law(open(3, Optional.of(Seed.noteDigest(lastText))), "accepted", "maker/boss", "office/notary");
    attempt = 3;
    law(list(true), "accepted", "maker/boss");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    attempt = 4;
    law(result(1, drawn(round), List.of()), "draw.attempt", "court/dice");
    assertThat(CaseFile.find(town.state, CASE).orElseThrow().opened().orElseThrow().reason())
        .isEqualTo("漏了一组");
  }

  private static OpenAttempt open(int number, Optional<Digest> predecessor) {
    return new OpenAttempt(CASE, number, predecessor, "漏了一组");
  }
}
