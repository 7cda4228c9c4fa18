package twoseal.machine;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.draw.CloseShakes;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand.Complete;
import twoseal.draw.DrawCommand.Reveal;
import twoseal.draw.OpenAttempt;
import twoseal.draw.Seed;
import twoseal.draw.ShakeBatch;
import twoseal.registry.RegistryCommand.RevokePerson;

/** The law of ceremonies, a line per step, its outcome at the end. */
// Cites: DRAW-21, DRAW-7, DRAW-8, DRAW-10, DRAW-11, DRAW-12.
class CeremonyLawTest extends CeremonyTown {
  private static final PersonName OFFICE_DICE = PersonName.parse("office/dice");
  private static final PersonName SECOND = PersonName.parse("bank/second");

  @Test
  void threePartiesOfThreeOrganisationsEachWithAnEnvelope() {
    settled();
    refusedParties(List.of());
    refusedParties(parties().subList(0, 2));
    refusedParties(partiesBut(2, new Contributor.Live(BANK, "00")));
    refusedParties(partiesAnd(new Contributor.Live(OFFICE_DICE, "00")));
    refusedParties(partiesBut(2, new Contributor.Committed(BANK, Digest.ZERO, Optional.empty())));
    refusedParties(partiesBut(2, party(BANK, 1)));
    refusedParties(partiesBut(2, party(SECRET, 3)));
    refusedParties(partiesAnd(party(SECOND, 4)));
    refusedParties(partiesBut(2, party(PersonName.parse("bank/nobody"), 3)));
    law(ceremony(partiesAnd(party(OFFICE_DICE, 4))), "accepted", "maker/boss", "office/notary");
  }

  @Test
  void oneOfThemIsNeitherOrganiserNorNotaryNorOperator() {
    settled();
    town.admit("bank/operator", Role.OPERATOR);
    // maker is the organiser's organisation, office the notary's, bank now the operator's.
    refusedParties(List.of(party(SECRET, 1), party(OFFICE_DICE, 2), party(BANK, 3)));
    town.accept(new RevokePerson(PersonName.parse("bank/operator"), "gone"), "office/admin");
    law(
        ceremony(List.of(party(SECRET, 1), party(OFFICE_DICE, 2), party(BANK, 3))),
        "accepted",
        "maker/boss",
        "office/notary");
  }

  @Test
  void aCeremonyHasNeitherChainNorSkips() {
    settled();
    var good = ceremony(parties());
    law(chain(good, Optional.of(BEACON.chain())), "draw.profile", "maker/boss", "office/notary");
    law(skips(good, 1, 0), "draw.times", "maker/boss", "office/notary");
    law(skips(good, 0, 1), "draw.times", "maker/boss", "office/notary");
    law(
        times(good, MARGIN_S + 2, MARGIN_S, good.pressByS()),
        "draw.times",
        "maker/boss",
        "office/notary");
    law(good, "accepted", "maker/boss", "office/notary");
    law(skip(1, "甲"), "draw.profile", "maker/boss", "office/notary");
    town.admit("office/operator", Role.OPERATOR);
    law(new ShakeBatch(CASE, 1, 1, 1, Digest.ZERO, Digest.ZERO), "draw.profile", "office/operator");
    law(CloseShakes.of(CASE, 1, List.of()), "draw.profile", "office/operator");
  }

  @Test
  void thePressNamesNeitherRevealsNorARound() {
    settled();
    law(ceremonyPress(), "draw.not-sealed", "maker/boss", "office/notary");
    law(ceremony(parties()), "accepted", "maker/boss", "office/notary");
    law(
        ceremonyPress(Digest.ZERO, Optional.of(Digest.ZERO), Optional.empty()),
        "draw.press-differs",
        "maker/boss",
        "office/notary");
    law(
        ceremonyPress(Digest.tagged("junk"), Optional.empty(), Optional.empty()),
        "draw.press-differs",
        "maker/boss",
        "office/notary");
    law(
        ceremonyPress(Digest.ZERO, Optional.empty(), Optional.of(9L)),
        "draw.round",
        "maker/boss",
        "office/notary");
    law(ceremonyPress(), "draw.signers", "maker/boss");
    pressed();
    law(ceremonyPress(), "draw.pressed", "maker/boss", "office/notary");
  }

  @Test
  void revealsFollowThePressByTheMarginUntilDelta() {
    sealedCeremony();
    law(reveal(BANK), "draw.not-open", "bank/dice");
    pressed();
    law(reveal(BANK), "draw.not-open", "bank/dice");
    town.nowS += MARGIN_S - 1;
    law(reveal(BANK), "draw.not-open", "bank/dice");
    town.nowS++;
    law(reveal(BANK), "draw.signers", "maker/secret");
    law(reveal(SECOND), "draw.contributor", "bank/second");
    law(
        new Reveal(CASE, 1, BANK, Bytes.hex(value(BANK)), Optional.of(Bytes.hex(nonce(SECRET)))),
        "draw.commitment",
        "bank/dice");
    opens(BANK, "bank/dice");
    law(reveal(BANK), "draw.contributor", "bank/dice");
    town.nowS += DELTA_S - MARGIN_S;
    opens(DICE, "office/notary");
    town.nowS++;
    law(reveal(SECRET), "draw.not-open", "maker/secret");
  }

  @Test
  void onceAllIsOpenedTheResultNeedNotWait() {
    sealedCeremony();
    law(ceremonyResult(1), "draw.not-pressed", "court/dice");
    law(new Complete(CASE, 1, List.of()), "draw.not-pressed", "court/dice");
    pressed();
    law(ceremonyResult(1), "draw.early", "court/dice");
    town.nowS += MARGIN_S;
    opens(SECRET, "maker/secret");
    opens(DICE, "court/dice");
    law(ceremonyResult(1), "draw.early", "court/dice");
    opens(BANK, "office/notary");
    law(ceremonyResult(2), "draw.stage", "court/dice");
    law(ceremonyResult(1, Optional.of(1L), Optional.empty()), "draw.beacon", "court/dice");
    law(
        ceremonyResult(1, Optional.empty(), Optional.of("00".repeat(48))),
        "draw.beacon",
        "court/dice");
    opened.remove(BANK);
    law(ceremonyResult(1), "draw.result-differs", "court/dice");
    law(reveal(BANK), "draw.contributor", "bank/dice");
    town.nowS += DELTA_S;
    opens(BANK);
    var first = ceremonyResult(1);
    law(first, "accepted", "court/dice");
    law(
        new Complete(CASE, 1, List.of(first.figures().outcomes())),
        "draw.results-missing",
        "court/dice");
    var second = ceremonyResult(2);
    law(second, "accepted", "court/dice");
    law(
        new Complete(CASE, 1, List.of(first.figures().outcomes(), second.figures().outcomes())),
        "accepted",
        "court/dice");
    law(reveal(BANK), "draw.complete", "bank/dice");
    law(giveUp(true, 1), "accepted", "maker/boss", "office/notary");
  }

  @Test
  void whatIsNotOpenedInTimeStaysUnopened() {
    sealedCeremony();
    pressed();
    town.nowS += MARGIN_S;
    opens(SECRET, "maker/secret");
    opens(DICE, "court/dice");
    town.nowS += DELTA_S - MARGIN_S;
    law(ceremonyResult(1), "draw.early", "court/dice");
    town.nowS++;
    law(reveal(BANK), "draw.not-open", "bank/dice");
    law(ceremonyResult(1), "accepted", "court/dice");
  }

  @Test
  void anUnpressedCeremonyIsDecidedAllTheSame() {
    sealedCeremony();
    town.nowS += 1_000;
    law(reveal(BANK), "draw.not-open", "bank/dice");
    town.nowS++;
    law(ceremonyPress(), "draw.press-by", "maker/boss", "office/notary");
    law(reveal(BANK), "draw.not-open", "bank/dice");
    law(ceremonyResult(1), "draw.early", "court/dice");
    town.nowS += MARGIN_S - 1;
    opens(BANK, "bank/dice");
    opens(DICE, "office/notary");
    town.nowS += DELTA_S - MARGIN_S + 1;
    law(reveal(SECRET), "draw.not-open", "maker/secret");
    law(ceremonyResult(1), "accepted", "court/dice");
  }

  @Test
  void ifNobodyOpensAnythingTheCommitmentsDecide() {
    sealedCeremony();
    town.nowS += 1_000 + DELTA_S + 1;
    law(ceremonyResult(1), "accepted", "court/dice");
  }

  @Test
  void aCeremonyThatIsNotCompleteHasNoSuccessor() {
    sealedCeremony();
    pressed();
    town.nowS += 30 * 86_400;
    law(
        new OpenAttempt(CASE, 2, Optional.empty(), "x"),
        "draw.undecided",
        "maker/boss",
        "office/notary");
  }

  private void opens(PersonName known) {
    var reveal = reveal(known);
    opened.put(known, new Seed.Revealed(reveal.value(), reveal.nonce()));
  }

  private void refusedParties(List<Contributor> contributors) {
    law(ceremony(contributors), "draw.contributors", "maker/boss", "office/notary");
  }
}
