package twoseal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.beacon.BeaconChain;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand.Announce;
import twoseal.draw.DrawCommand.CheckList;
import twoseal.draw.DrawCommand.Press;
import twoseal.draw.DrawKind;
import twoseal.draw.ListBlock;
import twoseal.draw.PublishList;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.Stage;
import twoseal.list.ListRoot;
import twoseal.list.WeightsFile;

/** The law of draws up to the seal, a line per step, its outcome at the end (DRAW-1 to DRAW-7). */
class SealLawTest extends SealTown {
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
  void ceremoniesAreAnnouncedAndSetClocksAreForRehearsals() {
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
        "accepted",
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
        new Press(
            CASE,
            1,
            Digest.ZERO,
            Digest.ZERO,
            Optional.of(Digest.ZERO),
            0,
            Digest.ZERO,
            Optional.of(9L)),
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
    law(
        seal(s -> contributors(s, List.of(enveloped(SECRET, 7), enveloped(DICE, 7)))),
        "draw.contributors",
        "maker/boss",
        "office/notary");
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
  void contributorsMayHaveEnvelopesUnderABeaconToo() {
    listed();
    law(
        seal(s -> contributors(s, List.of(enveloped(SECRET, 7), enveloped(DICE, 999_999)))),
        "accepted",
        "maker/boss",
        "office/notary");
    assertThat(sealText).contains(" envelope 7\n").contains(" envelope 999999\n");
  }

  private static Contributor enveloped(PersonName person, int envelope) {
    return new Contributor.Committed(person, Digest.ZERO, Optional.of(envelope));
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
}
