package twoseal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.TestBeacon;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contest;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawCommand.Announce;
import twoseal.draw.DrawCommand.CheckList;
import twoseal.draw.DrawCommand.Complete;
import twoseal.draw.DrawCommand.GiveUp;
import twoseal.draw.DrawCommand.Press;
import twoseal.draw.DrawCommand.Promote;
import twoseal.draw.DrawCommand.PublishResult;
import twoseal.draw.DrawCommand.Reveal;
import twoseal.draw.DrawCommand.Skip;
import twoseal.draw.DrawKind;
import twoseal.draw.Drawn;
import twoseal.draw.ListBlock;
import twoseal.draw.PublishList;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.list.SumNode;
import twoseal.list.WeightsFile;

/** The law of draws, a line per step, its outcome at the end (DRAW-1 to DRAW-17). */
// Cites: DRAW-1, DRAW-2, DRAW-3, DRAW-4, DRAW-5, DRAW-6, DRAW-7, DRAW-8, DRAW-9, DRAW-10, DRAW-11,
// DRAW-12, DRAW-13, DRAW-14, DRAW-15, DRAW-16, DRAW-17, LOG-2.
class DrawLawTest {
  private static final TestBeacon BEACON =
      new TestBeacon(Digest.tagged("law").bytes(), Town.START_S, 3);
  private static final CaseNumber CASE = new CaseNumber(DrawKind.REHEARSAL, 1);
  private static final byte[] VALUE = Digest.tagged("value").bytes();
  private static final byte[] NONCE = Digest.tagged("nonce").bytes();
  private static final long DELTA_S = 10;
  private static final PersonName SECRET = PersonName.parse("maker/secret");
  private static final PersonName DICE = PersonName.parse("court/dice");

  private final Town town = Town.settled("system");
  private final List<GroupRoot> groups = List.of(group("乙", 4, 4), group("甲", 6, 6));

  // Announcement (DRAW-1, DRAW-2, DRAW-4)

  @Test
  void announcementsAreTheOrganisersOwn() {
    law(announce(r -> r), "draw.signers", "office/notary");
    law(announce(r -> r), "draw.signers", "maker/boss", "office/notary");
    law(announce(r -> with(r, "elsewhere")), "draw.signers", "maker/boss");
    law(announce(r -> r), "accepted", "maker/boss");
    assertThat(town.outcomes.getLast())
        .isEqualTo("twoseal/accepted/1\nregistry: 9\ndraw: R-1\nstep: 1\n");
    law(new Announce(DrawKind.DRAW, rules()), "accepted", "maker/boss");
    assertThat(town.outcomes.getLast()).contains("draw: D-1\n");
    law(announce(r -> r), "accepted", "maker/boss");
    assertThat(town.outcomes.getLast()).contains("draw: R-2\n");
  }

  @Test
  void rulesThatContradictThemselvesAreRefused() {
    law(announce(r -> stages(r)), "draw.rules", "maker/boss");
    law(announce(r -> stages(r, stage(2))), "draw.rules", "maker/boss");
    law(announce(r -> stages(r, from(stage(1), 1))), "draw.rules", "maker/boss");
    law(
        announce(r -> stages(r, stage(1), except(from(stage(2), 1), 1))),
        "draw.rules",
        "maker/boss");
    law(announce(r -> stages(r, in(stage(1), "丙"))), "draw.rules", "maker/boss");
    law(announce(r -> stages(r, joins(stage(1), 1))), "draw.rules", "maker/boss");
    law(announce(r -> stages(r, joins(stage(1), 2))), "draw.rules", "maker/boss");
    law(announce(r -> stages(r, joins(stage(1), 2), all(stage(2)))), "draw.rules", "maker/boss");
    law(announce(r -> stages(r, alternates(all(stage(1)), 1))), "draw.rules", "maker/boss");
    law(announce(r -> groups(r, "甲", "乙")), "draw.rules", "maker/boss");
  }

  @Test
  void ceremoniesWaitForTheirOwnCommandsAndSetClocksForRehearsals() {
    law(
        announce(r ->
            new Rules(
                r.title(),
                r.titleEn(),
                r.organiser(),
                r.purpose(),
                Rules.CEREMONY,
                r.scheduledS(),
                r.columns(),
                r.masking(),
                r.groups(),
                r.stages())),
        "draw.profile",
        "maker/boss");
    var set = Town.settled("set");
    assertThat(set.submit(new Announce(DrawKind.DRAW, rules()).text(set.header()), "maker/boss"))
        .isEqualTo("draw.rehearsal-only");
    assertThat(
            set.submit(new Announce(DrawKind.REHEARSAL, rules()).text(set.header()), "maker/boss"))
        .isEqualTo("accepted");
  }

  // List (DRAW-3, DRAW-5, DRAW-6)

  @Test
  void listsAddUp() {
    announced();
    law(list(true), "draw.signers", "office/notary");
    law(
        new PublishList(
            new CaseNumber(DrawKind.REHEARSAL, 9),
            1,
            true,
            block(),
            Optional.empty(),
            0,
            0,
            0,
            groups),
        "draw.no-such-draw",
        "maker/boss");
    law(
        new PublishList(CASE, 2, true, block(), Optional.empty(), 0, 0, 0, groups),
        "draw.attempt",
        "maker/boss");
    law(
        list(true, b -> new ListBlock(b.root(), 9, b.tickets(), b.fileHash(), b.weights())),
        "draw.list",
        "maker/boss");
    law(
        list(true, b -> new ListBlock(b.root(), b.entries(), 11, b.fileHash(), b.weights())),
        "draw.list",
        "maker/boss");
    law(
        list(
            true,
            b -> new ListBlock(Digest.ZERO, b.entries(), b.tickets(), b.fileHash(), b.weights())),
        "draw.list",
        "maker/boss");
    law(
        list(
            true,
            b ->
                new ListBlock(
                    b.root(), b.entries(), b.tickets(), b.fileHash(), Optional.of(Digest.ZERO))),
        "draw.list",
        "maker/boss");
    law(
        new PublishList(CASE, 1, true, block(), Optional.empty(), 1, 0, 0, groups),
        "draw.list",
        "maker/boss");
    law(
        new PublishList(CASE, 1, true, block(), Optional.of(Digest.ZERO), 0, 0, 0, groups),
        "draw.list",
        "maker/boss");
    law(list(true), "accepted", "maker/boss");
  }

  @Test
  void aFinalListNamesItsDraft() {
    announced();
    law(list(false), "accepted", "maker/boss");
    law(list(true), "draw.list", "maker/boss");
    law(
        new PublishList(CASE, 1, true, block(), Optional.of(block().root()), 0, 0, 2, groups),
        "accepted",
        "maker/boss");
  }

  @Test
  void weightsStandWithTheLedgerAndAddUp() {
    announced();
    var weighted = List.of(group("乙", 1, 1), group("甲", 2, 5));
    var file = WeightsFile.of(new long[] {1, 2, 3}, new int[] {2, 1, 1}).orElseThrow();
    var root = new ListRoot(weighted);
    var block =
        new ListBlock(root.digest(), 3, 6, Digest.ZERO, Optional.of(WeightsFile.digest(file)));
    var command = new PublishList(CASE, 1, true, block, Optional.empty(), 0, 0, 0, weighted);
    law(command, "draw.list", "maker/boss");
    town.files.put(Digest.sha256(file), file);
    law(command, "accepted", "maker/boss");
    var uniform = new ListBlock(root.digest(), 3, 6, Digest.ZERO, Optional.empty());
    law(
        new PublishList(CASE, 1, true, uniform, Optional.empty(), 0, 0, 0, weighted),
        "draw.list",
        "maker/boss");
    var shifted = List.of(group("乙", 1, 2), group("甲", 2, 4));
    var wrong = new ListBlock(new ListRoot(shifted).digest(), 3, 6, Digest.ZERO, block.weights());
    law(
        new PublishList(CASE, 1, true, wrong, Optional.empty(), 0, 0, 0, shifted),
        "draw.list",
        "maker/boss");
  }

  @Test
  void weightsThatAreNoWeightsAreRefusedAndNothingBreaks() {
    announced();
    var weighted = List.of(group("乙", 1, 1), group("甲", 2, 5));
    var noise = new byte[] {1, 2, 3};
    town.files.put(Digest.sha256(noise), noise);
    var block =
        new ListBlock(
            new ListRoot(weighted).digest(), 3, 6, Digest.ZERO, Optional.of(Digest.sha256(noise)));
    law(
        new PublishList(CASE, 1, true, block, Optional.empty(), 0, 0, 0, weighted),
        "draw.list",
        "maker/boss");
  }

  @Test
  void aWitnessChecksTheFinalList() {
    announced();
    law(new CheckList(CASE, 1, block()), "draw.no-final-list", "court/witness");
    law(list(true), "accepted", "maker/boss");
    law(new CheckList(CASE, 1, block()), "draw.signers", "office/notary");
    town.admit("maker/friend", twoseal.core.Role.WITNESS);
    law(new CheckList(CASE, 1, block()), "draw.signers", "maker/friend");
    law(
        new CheckList(CASE, 1, new ListBlock(Digest.ZERO, 10, 10, Digest.ZERO, Optional.empty())),
        "draw.list-differs",
        "court/witness");
    law(new CheckList(CASE, 1, block()), "accepted", "court/witness");
  }

  // Seal (DRAW-7)

  @Test
  void theSealIsByBothAndOnce() {
    listed();
    law(seal(s -> s), "draw.signers", "maker/boss");
    law(seal(s -> s), "draw.signers", "office/notary");
    law(seal(s -> s), "draw.signers", "office/notary", "office/second");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    law(seal(s -> s), "draw.sealed", "maker/boss", "office/notary");
    law(list(true), "draw.sealed", "maker/boss");
    law(new CheckList(CASE, 1, block()), "draw.sealed", "court/witness");
  }

  @Test
  void theSealIsOfWhatWasConfirmed() {
    announced();
    law(
        new Press(CASE, 1, Digest.ZERO, Digest.ZERO, Digest.ZERO, 0, Digest.ZERO, Optional.of(9L)),
        "draw.not-sealed",
        "maker/boss",
        "office/notary");
    var early =
        new Seal(
            CASE,
            1,
            rules(),
            block(),
            Digest.ZERO,
            Optional.empty(),
            List.of(),
            Optional.of(BEACON.chain()),
            DELTA_S,
            0,
            Town.START_S + 100,
            0,
            0);
    law(early, "draw.no-final-list", "maker/boss", "office/notary");
    law(list(true), "accepted", "maker/boss");
    law(
        seal(s -> listBlock(s, new ListBlock(Digest.ZERO, 10, 10, Digest.ZERO, Optional.empty()))),
        "draw.list-differs",
        "maker/boss",
        "office/notary");
    law(seal(s -> listNote(s, Digest.ZERO)), "draw.list-differs", "maker/boss", "office/notary");
    law(seal(s -> checked(s, Digest.ZERO)), "draw.list-differs", "maker/boss", "office/notary");
    law(
        seal(s -> rules(s, stages(rules(), stage(1)))),
        "draw.rules-differ",
        "maker/boss",
        "office/notary");
    law(
        seal(s -> rules(s, rules().stages().getFirst().places(), 9)),
        "draw.rules-differ",
        "maker/boss",
        "office/notary");
    law(
        seal(s -> rules(s, stages(rules(), new Stage[0]))),
        "draw.rules",
        "maker/boss",
        "office/notary");
    law(seal(s -> chain(s, Optional.empty())), "draw.profile", "maker/boss", "office/notary");
  }

  @Test
  void openPlacesAreSetInTheSeal() {
    var open = stages(rules(), open(stage(1)), rules().stages().get(1));
    law(new Announce(DrawKind.REHEARSAL, open), "accepted", "maker/boss");
    law(list(true), "accepted", "maker/boss");
    law(seal(s -> rules(s, open)), "draw.rules", "maker/boss", "office/notary");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
  }

  @Test
  void contributorsAndTimesHaveTheirBounds() {
    listed();
    law(
        seal(s -> contributors(s, List.of(committed(), committed()))),
        "draw.contributors",
        "maker/boss",
        "office/notary");
    law(
        seal(s ->
            contributors(s, List.of(new Contributor.Live(PersonName.parse("court/nobody"), "00")))),
        "draw.contributors",
        "maker/boss",
        "office/notary");
    var many = new ArrayList<Contributor>();
    for (var i = 0; i < 17; i++) {
      many.add(new Contributor.Live(PersonName.parse("court/p" + i), "00"));
    }
    law(seal(s -> contributors(s, many)), "draw.contributors", "maker/boss", "office/notary");
    law(seal(s -> times(s, 2, 0, town.nowS + 100)), "draw.times", "maker/boss", "office/notary");
    law(seal(s -> times(s, 13, 11, town.nowS + 100)), "draw.times", "maker/boss", "office/notary");
    law(
        seal(s -> times(s, 86_401, 0, town.nowS + 100)),
        "draw.times",
        "maker/boss",
        "office/notary");
    law(seal(s -> times(s, DELTA_S, 0, town.nowS)), "draw.times", "maker/boss", "office/notary");
    law(
        seal(s -> times(s, DELTA_S, 0, town.nowS + 367 * 86_400)),
        "draw.times",
        "maker/boss",
        "office/notary");
  }

  @Test
  void aDrawNeedsThePublicBeaconAndAMinute() {
    law(new Announce(DrawKind.DRAW, rules()), "accepted", "maker/boss");
    var draw = new CaseNumber(DrawKind.DRAW, 1);
    var published = new PublishList(draw, 1, true, block(), Optional.empty(), 0, 0, 0, groups);
    law(published, "accepted", "maker/boss");
    var note = Seed.noteDigest(lastText);
    law(
        sealOf(draw, note, BEACON.chain(), 60),
        "draw.rehearsal-only",
        "maker/boss",
        "office/notary");
    law(sealOf(draw, note, BeaconChain.QUICKNET, 59), "draw.times", "maker/boss", "office/notary");
    law(sealOf(draw, note, BeaconChain.QUICKNET, 60), "accepted", "maker/boss", "office/notary");
  }

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
            reveals(),
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

  // The stage set

  private String lastText = "";
  private String sealText = "";
  private String listText = "";

  private void announced() {
    law(announce(r -> r), "accepted", "maker/boss");
  }

  private void listed() {
    announced();
    law(list(true), "accepted", "maker/boss");
  }

  private void sealed() {
    listed();
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
  }

  private void completed() {
    sealed();
    var round = round();
    law(press(round), "accepted", "maker/boss", "office/notary");
    town.nowS = BEACON.chain().timeOf(round);
    var roots = new ArrayList<Digest>();
    for (var stage = 1; stage <= 2; stage++) {
      var result = result(stage, drawn(round), List.of());
      roots.add(result.figures().outcomes());
      law(result, "accepted", "court/dice");
    }
    law(new Complete(CASE, 1, roots), "accepted", "court/dice");
  }

  private void law(DrawCommand command, String outcome, String... by) {
    var text = command.text(town.header());
    assertThat(town.submit(text, by)).as(text).isEqualTo(outcome);
    lastText = text;
    if (outcome.equals("accepted")) {
      switch (command) {
        case Seal _ -> sealText = text;
        case PublishList list -> listText = list.isFinal() ? text : listText;
        default -> {}
      }
    }
  }

  private static Announce announce(UnaryOperator<Rules> change) {
    return new Announce(DrawKind.REHEARSAL, change.apply(rules()));
  }

  private static Rules rules() {
    return new Rules(
        "年会抽奖",
        Optional.of("Prize draw"),
        "maker",
        "prize-draw",
        Rules.BEACON,
        Town.START_S,
        List.of(new Label("姓名")),
        "surname",
        List.of(new Label("乙"), new Label("甲")),
        List.of(alternates(stage(1), 2), except(stage(2), 1)));
  }

  private static Rules stages(Rules r, Stage... stages) {
    return new Rules(
        r.title(),
        r.titleEn(),
        r.organiser(),
        r.purpose(),
        r.entropy(),
        r.scheduledS(),
        r.columns(),
        r.masking(),
        r.groups(),
        List.of(stages));
  }

  private static Rules groups(Rules r, String... labels) {
    return new Rules(
        r.title(),
        r.titleEn(),
        r.organiser(),
        r.purpose(),
        r.entropy(),
        r.scheduledS(),
        r.columns(),
        r.masking(),
        java.util.Arrays.stream(labels)
            .map(Label::new)
            .sorted(java.util.Comparator.reverseOrder())
            .toList(),
        r.stages());
  }

  private static Rules with(Rules r, String organiser) {
    return new Rules(
        r.title(),
        r.titleEn(),
        organiser,
        r.purpose(),
        r.entropy(),
        r.scheduledS(),
        r.columns(),
        r.masking(),
        r.groups(),
        r.stages());
  }

  private static Stage stage(int id) {
    return new Stage(
        id,
        "第" + id + "轮",
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        new StagePlaces.Seats(3),
        0,
        OverfillRule.STOP,
        Optional.empty());
  }

  private static Stage in(Stage s, String group) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        List.of(new Label(group)),
        s.fromWinnersOf(),
        s.exceptWinnersOf(),
        s.places(),
        s.alternates(),
        s.overfill(),
        s.joins());
  }

  private static Stage from(Stage s, int other) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        List.of(other),
        s.exceptWinnersOf(),
        s.places(),
        s.alternates(),
        s.overfill(),
        s.joins());
  }

  private static Stage except(Stage s, int other) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        s.fromWinnersOf(),
        List.of(other),
        s.places(),
        s.alternates(),
        s.overfill(),
        s.joins());
  }

  private static Stage joins(Stage s, int other) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        s.fromWinnersOf(),
        s.exceptWinnersOf(),
        s.places(),
        s.alternates(),
        s.overfill(),
        Optional.of(other));
  }

  private static Stage alternates(Stage s, long count) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        s.fromWinnersOf(),
        s.exceptWinnersOf(),
        s.places(),
        count,
        s.overfill(),
        s.joins());
  }

  private static Stage all(Stage s) {
    return s.withPlaces(new StagePlaces.All());
  }

  private static Stage open(Stage s) {
    return alternates(s, 2).withPlaces(new StagePlaces.Open());
  }

  private PublishList list(boolean isFinal) {
    return list(isFinal, b -> b);
  }

  private PublishList list(boolean isFinal, UnaryOperator<ListBlock> change) {
    return new PublishList(
        CASE, 1, isFinal, change.apply(block()), Optional.empty(), 0, 0, 0, root().groups());
  }

  private ListRoot root() {
    return new ListRoot(groups);
  }

  private ListBlock block() {
    return new ListBlock(root().digest(), 10, 10, Digest.ZERO, Optional.empty());
  }

  private static GroupRoot group(String label, long entries, long tickets) {
    return new GroupRoot(new Label(label), entries, new SumNode(tickets, Digest.tagged(label)));
  }

  private Seal seal(UnaryOperator<Seal> change) {
    return change.apply(
        new Seal(
            CASE,
            1,
            rules(),
            block(),
            Seed.noteDigest(listText),
            Optional.empty(),
            contributors(),
            Optional.of(BEACON.chain()),
            DELTA_S,
            0,
            Town.START_S + 1_000,
            20,
            2));
  }

  private static List<Contributor> contributors() {
    return List.of(committed(), new Contributor.Live(DICE, "ff"));
  }

  private static Contributor committed() {
    return new Contributor.Committed(SECRET, Contributor.commitment(CASE, 1, SECRET, VALUE, NONCE));
  }

  private Seal sealOf(CaseNumber draw, Digest listNote, BeaconChain chain, long deltaS) {
    return new Seal(
        draw,
        1,
        rules(),
        block(),
        listNote,
        Optional.empty(),
        List.of(),
        Optional.of(chain),
        deltaS,
        0,
        Town.START_S + 1_000,
        0,
        0);
  }

  private static Seal listBlock(Seal s, ListBlock block) {
    return new Seal(
        s.draw(),
        1,
        s.rules(),
        block,
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  private static Seal listNote(Seal s, Digest note) {
    return new Seal(
        s.draw(),
        1,
        s.rules(),
        s.list(),
        note,
        s.listChecked(),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  private static Seal checked(Seal s, Digest check) {
    return new Seal(
        s.draw(),
        1,
        s.rules(),
        s.list(),
        s.listNote(),
        Optional.of(check),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  private static Seal rules(Seal s, Rules rules) {
    return new Seal(
        s.draw(),
        1,
        rules,
        s.list(),
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  private static Seal rules(Seal s, StagePlaces places, long alternates) {
    return rules(
        s,
        stages(
            rules(), alternates(stage(1).withPlaces(places), alternates), rules().stages().get(1)));
  }

  private static Seal chain(Seal s, Optional<BeaconChain> chain) {
    return new Seal(
        s.draw(),
        1,
        s.rules(),
        s.list(),
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        chain,
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  private static Seal contributors(Seal s, List<Contributor> contributors) {
    return new Seal(
        s.draw(),
        1,
        s.rules(),
        s.list(),
        s.listNote(),
        s.listChecked(),
        contributors,
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  private static Seal times(Seal s, long deltaS, long marginS, long pressByS) {
    return new Seal(
        s.draw(),
        1,
        s.rules(),
        s.list(),
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        s.chain(),
        deltaS,
        marginS,
        pressByS,
        s.skipNoticeS(),
        s.skipsMax());
  }

  private static Skip skip(long number, String group) {
    return new Skip(CASE, 1, number, new Label(group), "ineligible", Optional.empty());
  }

  private long round() {
    return BEACON.chain().firstRoundAtOrAfter(town.nowS + DELTA_S);
  }

  private static Digest reveals() {
    return Seed.revealsDigest(contributors(), java.util.Map.of());
  }

  private Press press(long round) {
    return press(round, List.of());
  }

  private Press press(long round, List<Long> skips) {
    return new Press(
        CASE,
        1,
        Seed.sealDigest(sealText),
        Digest.ZERO,
        reveals(),
        skips.size(),
        Seed.skipsDigest(skips),
        Optional.of(Math.max(1, round)));
  }

  private Press pressBut(int wrong) {
    var p = press(round());
    var junk = Digest.tagged("junk");
    return new Press(
        CASE,
        1,
        wrong == 0 ? junk : p.seal(),
        wrong == 1 ? junk : p.shakes(),
        wrong == 2 ? junk : p.reveals(),
        0,
        p.skipsDigest(),
        p.round());
  }

  private static Drawn drawn(long round) {
    return new Drawn(
        Optional.of(round), Optional.of(Bytes.hex(BEACON.signature(round))), Digest.ZERO);
  }

  private PublishResult result(int stage, Drawn drawn, List<Long> skips) {
    return computed(stage, drawn, skips);
  }

  private PublishResult computed(int stage, Drawn drawn, List<Long> skips) {
    var signature = Bytes.parseHex(drawn.signature().orElseThrow(), 48);
    var seed =
        Seed.of(
            DrawKind.REHEARSAL,
            Seed.sealDigest(sealText),
            Digest.ZERO,
            reveals(),
            BEACON.chain(),
            drawn.round().orElseThrow(),
            signature);
    var contest = new Contest(rules(), root(), Optional.empty(), Set.copyOf(skips), seed);
    var outcome = contest.stage(stage);
    return new PublishResult(
        CASE,
        1,
        stage,
        new Drawn(drawn.round(), drawn.signature(), seed),
        outcome.figures(),
        outcome.listedLines());
  }

  private static GiveUp giveUp(boolean disqualified, long order) {
    return new GiveUp(disqualified, CASE, 1, 1, order, "declined", Optional.empty());
  }

  private static Promote promote(long order, long forOrder) {
    return new Promote(CASE, 1, 1, order, forOrder);
  }
}
