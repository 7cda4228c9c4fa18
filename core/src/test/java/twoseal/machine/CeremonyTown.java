package twoseal.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.draw.Contest;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand.Announce;
import twoseal.draw.DrawCommand.Press;
import twoseal.draw.DrawCommand.PublishResult;
import twoseal.draw.DrawCommand.Reveal;
import twoseal.draw.DrawKind;
import twoseal.draw.Drawn;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.registry.RegistryCommand.AdmitOrganisation;

/** What the law of ceremonies is played on: three parties with their secrets and envelopes. */
abstract class CeremonyTown extends SealTown {
  static final PersonName BANK = PersonName.parse("bank/dice");
  static final long MARGIN_S = 5;

  final Map<PersonName, Seed.Revealed> opened = new HashMap<>();

  void settled() {
    town.accept(new AdmitOrganisation("bank", "银行", Optional.empty()), "office/admin");
    town.admit("bank/dice", Role.CONTRIBUTOR);
    town.admit("office/dice", Role.CONTRIBUTOR);
    town.admit("bank/second", Role.CONTRIBUTOR);
    law(new Announce(DrawKind.REHEARSAL, inCeremony()), "accepted", "maker/boss");
    law(list(true), "accepted", "maker/boss");
  }

  void sealedCeremony() {
    settled();
    law(ceremony(parties()), "accepted", "maker/boss", "office/notary");
  }

  static Rules inCeremony() {
    var r = rules();
    return new Rules(
        r.title(),
        r.titleEn(),
        r.organiser(),
        r.purpose(),
        Rules.CEREMONY,
        r.scheduledS(),
        r.columns(),
        r.masking(),
        r.groups(),
        r.stages());
  }

  Seal ceremony(List<Contributor> contributors) {
    var seal = seal(s -> chain(rules(s, inCeremony()), Optional.empty()));
    return times(skips(contributors(seal, contributors), 0, 0), DELTA_S, MARGIN_S, seal.pressByS());
  }

  List<Contributor> parties() {
    return List.of(party(SECRET, 1), party(DICE, 2), party(BANK, 3));
  }

  Contributor party(PersonName person, int envelope) {
    return new Contributor.Committed(
        person,
        Contributor.commitment(CASE, attempt, person, value(person), nonce(person)),
        Optional.of(envelope));
  }

  static byte[] value(PersonName person) {
    return Digest.tagged("value of " + person).bytes();
  }

  static byte[] nonce(PersonName person) {
    return Digest.tagged("nonce of " + person).bytes();
  }

  Press ceremonyPress() {
    return ceremonyPress(Digest.ZERO, Optional.empty(), Optional.empty());
  }

  Press ceremonyPress(Digest shakesRoot, Optional<Digest> reveals, Optional<Long> round) {
    return new Press(
        CASE,
        attempt,
        Seed.sealDigest(sealText),
        shakesRoot,
        reveals,
        0,
        Seed.skipsDigest(List.of()),
        round);
  }

  void pressed() {
    law(ceremonyPress(), "accepted", "maker/boss", "office/notary");
  }

  Reveal reveal(PersonName person) {
    return new Reveal(
        CASE, attempt, person, Bytes.hex(value(person)), Optional.of(Bytes.hex(nonce(person))));
  }

  void opens(PersonName person, String by) {
    var reveal = reveal(person);
    law(reveal, "accepted", by);
    opened.put(person, new Seed.Revealed(reveal.value(), reveal.nonce()));
  }

  PublishResult ceremonyResult(int stage) {
    return ceremonyResult(stage, Optional.empty(), Optional.empty());
  }

  PublishResult ceremonyResult(int stage, Optional<Long> round, Optional<String> signature) {
    var seed =
        Seed.ofCeremony(
            DrawKind.REHEARSAL, Seed.sealDigest(sealText), Seed.revealsDigest(parties(), opened));
    var contest = new Contest(inCeremony(), root(), Optional.empty(), Set.of(), seed);
    var outcome = contest.stage(stage);
    return new PublishResult(
        CASE,
        attempt,
        stage,
        new Drawn(round, signature, seed),
        outcome.figures(),
        outcome.listedLines());
  }

  List<Contributor> partiesBut(int index, Contributor other) {
    var changed = new ArrayList<>(parties());
    changed.set(index, other);
    return changed;
  }

  List<Contributor> partiesAnd(Contributor... more) {
    return Stream.concat(parties().stream(), Stream.of(more)).toList();
  }
}
