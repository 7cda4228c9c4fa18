package twoseal.server.act;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import twoseal.beacon.BeaconChain;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.draw.CaseFile;
import twoseal.draw.Contributor;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.SealSettings;
import twoseal.ledger.Clock;
import twoseal.server.http.Problem;
import twoseal.server.list.Commitments;

/** Writes the seal from rules file, final list and the commitments that were handed in. */
final class SealDrafting {
  private final Commitments commitments;
  private final Numbers numbers;
  private final Clock clock;

  SealDrafting(Commitments commitments, Numbers numbers, Clock clock) {
    this.commitments = commitments;
    this.numbers = numbers;
    this.clock = clock;
  }

  Seal seal(NewAct asked, RulesFile rules, CaseFile file) {
    if (file.sealText().isPresent()) {
      throw Problem.refused("draw.sealed");
    }
    var list = file.list().orElseThrow(() -> Problem.refused("draw.no-final-list"));
    var settings = rules.seal();
    // The last check of a witness, if there is one of this list.
    var checked =
        file.checks().stream()
            .filter(note -> file.check(note).filter(list.list()::equals).isPresent())
            .reduce((_, later) -> later);
    return new Seal(
        file.number(),
        file.attempt(),
        withPlaces(rules.rules(), asked.places().orElse(Map.of())),
        list.list(),
        Seed.noteDigest(file.listText().orElseThrow()),
        checked,
        contributors(settings, file),
        file.isCeremony() ? Optional.empty() : Optional.of(chain(settings)),
        settings.deltaS(),
        settings.marginS(),
        asked
            .pressByMs()
            .map(ms -> ms / 1_000)
            .orElseGet(() -> settings.pressBy().timeS(clock.nowMs() / 1_000)),
        settings.skipNoticeS(),
        settings.skipsMax());
  }

  /** The rules with the places that were open until now. */
  private static Rules withPlaces(Rules rules, Map<String, Long> places) {
    var stages = new ArrayList<Stage>();
    for (var stage : rules.stages()) {
      var set = Optional.ofNullable(places.get(Integer.toString(stage.id())));
      if (set.isEmpty() && stage.places() instanceof StagePlaces.Open) {
        throw new Problem(422, "act.open-places", stage.id());
      }
      stages.add(set.map(n -> stage.withPlaces(new StagePlaces.Seats(n))).orElse(stage));
    }
    return rules.withStages(stages);
  }

  private List<Contributor> contributors(SealSettings settings, CaseFile file) {
    var handedIn = commitments.of(file.number(), file.attempt());
    var envelopes = new HashSet<Integer>();
    handedIn.values().forEach(c -> c.envelope().ifPresent(envelopes::add));
    var contributors = new ArrayList<Contributor>();
    for (var contribution : settings.contributors()) {
      contributors.add(
          switch (contribution) {
            case SealSettings.Contribution.Live(var person, var value) ->
                new Contributor.Live(person, value);
            case SealSettings.Contribution.Committed(var person) ->
                committed(person, handedIn, envelopes, file.isCeremony());
          });
    }
    return contributors;
  }

  /** In a ceremony everybody has an envelope; who named none gets the next free number. */
  private static Contributor committed(
      PersonName person,
      Map<PersonName, Commitments.Committed> handedIn,
      Set<Integer> envelopes,
      boolean isCeremony) {
    var given =
        Optional.ofNullable(handedIn.get(person))
            .orElseThrow(() -> new Problem(409, "act.no-commitment", person));
    var envelope = given.envelope();
    if (envelope.isEmpty() && isCeremony) {
      var free = 1;
      while (!envelopes.add(free)) {
        free++;
      }
      envelope = Optional.of(free);
    }
    return new Contributor.Committed(person, Digest.ofHex(given.commitment()), envelope);
  }

  private BeaconChain chain(SealSettings settings) {
    return settings.chain() == SealSettings.Chain.QUICKNET
        ? BeaconChain.QUICKNET
        : numbers.localChain().orElseThrow(() -> new Problem(409, "act.no-test-beacon"));
  }
}
