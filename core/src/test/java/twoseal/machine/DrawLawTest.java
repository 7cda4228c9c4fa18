package twoseal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.draw.Contest;
import twoseal.draw.DrawCommand.Complete;
import twoseal.draw.DrawCommand.Press;
import twoseal.draw.DrawCommand.PublishResult;
import twoseal.draw.DrawCommand.Reveal;
import twoseal.draw.Drawn;
import twoseal.draw.Seed;
import twoseal.draw.StagePlaces;
import twoseal.list.ListRoot;

/**
 * The law of draws from the seal on, a line per step, its outcome at the end (DRAW-8 to DRAW-17).
 */
// Cites: DRAW-1, DRAW-2, DRAW-3, DRAW-4, DRAW-5, DRAW-6, DRAW-7, DRAW-8, DRAW-9, DRAW-10, DRAW-11,
class DrawLawTest extends DrawTown {
  // Reveals, skips, press (DRAW-8 to DRAW-10)

  @Test
  void commitmentsAreOpenedByTheirOwnersOrANotary() {
    sealed();
    law(
        new Reveal(CASE, 1, SECRET, Bytes.hex(VALUE), Optional.of(Bytes.hex(NONCE))),
        "draw.signers",
        "maker/boss");
    law(
        new Reveal(CASE, 1, PersonName.parse("court/witness"), Bytes.hex(VALUE), Optional.empty()),
        "draw.contributor",
        "court/witness");
    law(
        new Reveal(CASE, 1, SECRET, Bytes.hex(NONCE), Optional.of(Bytes.hex(NONCE))),
        "draw.commitment",
        "maker/secret");
    law(
        new Reveal(CASE, 1, SECRET, Bytes.hex(VALUE), Optional.empty()),
        "draw.commitment",
        "maker/secret");
    law(
        new Reveal(CASE, 1, DICE, "010203", Optional.of(Bytes.hex(NONCE))),
        "draw.commitment",
        "court/dice");
    law(
        new Reveal(CASE, 1, SECRET, Bytes.hex(VALUE), Optional.of(Bytes.hex(NONCE))),
        "accepted",
        "maker/secret");
    law(
        new Reveal(CASE, 1, SECRET, Bytes.hex(VALUE), Optional.of(Bytes.hex(NONCE))),
        "draw.contributor",
        "maker/secret");
    law(new Reveal(CASE, 1, DICE, "010203", Optional.empty()), "accepted", "office/notary");
  }

  @Test
  void skipsAreFewNamedAndPublicForAWhile() {
    sealed();
    law(skip(1, "甲"), "draw.signers", "maker/boss");
    law(skip(7, "甲"), "draw.no-such-entry", "maker/boss", "office/notary");
    law(skip(1, "丙"), "draw.no-such-entry", "maker/boss", "office/notary");
    law(skip(1, "甲"), "accepted", "maker/boss", "office/notary");
    law(skip(1, "甲"), "draw.skipped", "maker/boss", "office/notary");
    law(skip(2, "乙"), "accepted", "maker/boss", "office/notary");
    law(skip(3, "乙"), "draw.skips-max", "maker/boss", "office/notary");
    law(press(0), "draw.press-differs", "maker/boss", "office/notary");
    law(press(round(), List.of(1L, 4L)), "draw.skip-notice", "maker/boss", "office/notary");
    town.nowS += 20;
    law(press(round(), List.of(4L, 1L)), "draw.press-differs", "maker/boss", "office/notary");
    law(press(round(), List.of(1L, 4L)), "accepted", "maker/boss", "office/notary");
  }

  @Test
  void thePressNamesWhatTheLedgerHolds() {
    sealed();
    law(pressBut(0), "draw.press-differs", "maker/boss", "office/notary");
    law(pressBut(1), "draw.press-differs", "maker/boss", "office/notary");
    law(pressBut(2), "draw.press-differs", "maker/boss", "office/notary");
    law(press(round()), "draw.signers", "maker/boss");
    law(press(round() - 1), "draw.round", "maker/boss", "office/notary");
    law(press(round() + 199), "accepted", "maker/boss", "office/notary");
    law(press(round()), "draw.pressed", "maker/boss", "office/notary");
    law(skip(1, "甲"), "draw.pressed", "maker/boss", "office/notary");
    law(new Reveal(CASE, 1, DICE, "010203", Optional.empty()), "draw.pressed", "court/dice");
  }

  @Test
  void theRoundIsNeitherTooNearNorTooFar() {
    sealed();
    law(press(round() + 200), "draw.round", "maker/boss", "office/notary");
    law(
        new Press(
            CASE,
            1,
            Seed.sealDigest(sealText),
            Digest.ZERO,
            Optional.of(reveals()),
            0,
            Seed.skipsDigest(List.of()),
            Optional.empty()),
        "draw.round",
        "maker/boss",
        "office/notary");
    town.nowS = Town.START_S + 1_001;
    law(press(round()), "draw.press-by", "maker/boss", "office/notary");
    law(skip(1, "甲"), "draw.press-by", "maker/boss", "office/notary");
  }

  // Results (DRAW-11 to DRAW-14)

  @Test
  void resultsAreWhatTheRulesComputeWhoeverSubmitsThem() {
    sealed();
    law(result(1, drawn(9), List.of()), "draw.not-pressed", "court/dice");
    law(new Complete(CASE, 1, List.of()), "draw.not-pressed", "court/dice");
    var round = round();
    law(press(round), "accepted", "maker/boss", "office/notary");
    law(result(1, drawn(round), List.of()), "draw.early", "court/dice");
    town.nowS = BEACON.chain().timeOf(round);
    law(result(2, drawn(round), List.of()), "draw.stage", "court/dice");
    law(result(1, drawn(round + 1), List.of()), "draw.beacon", "court/dice");
    var forged =
        new Drawn(
            Optional.of(round), Optional.of(Bytes.hex(BEACON.signature(round + 1))), Digest.ZERO);
    law(
        new PublishResult(
            CASE, 1, 1, forged, computed(1, drawn(round), List.of()).figures(), List.of()),
        "draw.beacon",
        "court/dice");
    var first = result(1, drawn(round), List.of());
    law(
        new PublishResult(
            CASE,
            1,
            1,
            first.drawn(),
            first.figures(),
            first.lines().subList(1, first.lines().size())),
        "draw.result-differs",
        "court/dice");
    law(first, "accepted", "court/dice");
    law(first, "draw.stage", "court/dice");
    law(
        new Complete(CASE, 1, List.of(first.figures().outcomes())),
        "draw.results-missing",
        "court/dice");
    var second = result(2, drawn(round), List.of());
    law(second, "accepted", "office/notary");
    law(
        new Complete(CASE, 1, List.of(second.figures().outcomes(), first.figures().outcomes())),
        "draw.result-differs",
        "court/dice");
    law(giveUp(false, 1), "draw.not-complete", "maker/boss", "office/notary");
    law(
        new Complete(CASE, 1, List.of(first.figures().outcomes(), second.figures().outcomes())),
        "accepted",
        "court/dice");
    law(second, "draw.complete", "court/dice");
    law(skip(1, "甲"), "draw.complete", "maker/boss", "office/notary");
  }

  @Test
  void anUnpressedDrawIsDecidedAllTheSame() {
    sealed();
    town.nowS = Town.START_S + 1_001;
    var round = BEACON.chain().firstRoundAtOrAfter(Town.START_S + 1_000 + DELTA_S);
    law(result(1, drawn(round), List.of()), "draw.early", "court/dice");
    town.nowS = BEACON.chain().timeOf(round);
    law(result(1, drawn(round + 1), List.of()), "draw.beacon", "court/dice");
    law(result(1, drawn(round), List.of()), "accepted", "court/dice");
  }

  @Test
  void skippedEntriesAreRolledOverAndNeverWin() {
    sealed();
    law(skip(1, "甲"), "accepted", "maker/boss", "office/notary");
    town.nowS += 20;
    var round = round();
    law(press(round, List.of(4L)), "accepted", "maker/boss", "office/notary");
    town.nowS = BEACON.chain().timeOf(round);
    law(result(1, drawn(round), List.of()), "draw.result-differs", "court/dice");
    law(result(1, drawn(round), List.of(4L)), "accepted", "court/dice");
  }

  @Test
  void linesThatWouldNotFitAreNotListed() {
    var label = "长".repeat(40);
    var list = new ListRoot(List.of(group(label, 1_000, 1_000)));
    var stage = stage(1).withPlaces(new StagePlaces.All());
    var few =
        new Contest(
            stages(rules(), alternates(stage(1), 97)),
            list,
            Optional.empty(),
            Set.of(),
            Digest.ZERO);
    var many = new Contest(stages(rules(), stage), list, Optional.empty(), Set.of(), Digest.ZERO);
    assertThat(few.stage(1).listedLines()).hasSize(100);
    assertThat(many.stage(1).rolled()).isEqualTo(1_000);
    assertThat(many.stage(1).listedLines()).isEmpty();
  }

  // Afterwards (DRAW-15)

  @Test
  void alternatesMoveUpInTheirOrder() {
    completed();
    law(giveUp(false, 1), "draw.signers", "maker/boss");
    law(giveUp(false, 6), "draw.order", "maker/boss", "office/notary");
    law(promote(4, 1), "draw.not-vacant", "maker/boss", "office/notary");
    law(giveUp(false, 1), "accepted", "maker/boss", "office/notary");
    law(giveUp(true, 1), "draw.gone", "maker/boss", "office/notary");
    law(promote(5, 1), "draw.not-next", "maker/boss", "office/notary");
    law(promote(3, 1), "draw.order", "maker/boss", "office/notary");
    law(promote(4, 5), "draw.order", "maker/boss", "office/notary");
    law(promote(4, 1), "accepted", "maker/boss", "office/notary");
    law(promote(5, 1), "draw.not-vacant", "maker/boss", "office/notary");
    law(giveUp(true, 4), "accepted", "maker/boss", "office/notary");
    law(promote(4, 4), "draw.not-next", "maker/boss", "office/notary");
    law(promote(5, 4), "accepted", "maker/boss", "office/notary");
  }
}
