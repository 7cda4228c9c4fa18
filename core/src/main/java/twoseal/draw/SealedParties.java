package twoseal.draw;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import twoseal.core.People;
import twoseal.core.PersonName;

/** Whose values may enter a seed ([DRAW-7], [DRAW-21]). */
final class SealedParties {
  /** The fewest contributors of a ceremony, each of another organisation. */
  private static final int CEREMONY_MIN = 3;

  private final List<Contributor> contributors;
  private final People people;

  SealedParties(List<Contributor> contributors, People people) {
    this.contributors = contributors;
    this.people = people;
  }

  /** Whether a seal may name them. */
  boolean hold() {
    var seen = new HashSet<PersonName>();
    var envelopes = new HashSet<Integer>();
    return contributors.size() <= Contributor.CONTRIBUTORS_MAX
        && contributors.stream()
            .allMatch(c ->
                seen.add(c.person())
                    && people.hasPerson(c.person())
                    && envelope(c).map(envelopes::add).orElse(true));
  }

  /** Whether a ceremony of this organiser may rest on them. */
  boolean holdInCeremony(String organiser) {
    var organisations =
        contributors.stream().map(c -> c.person().organisation()).distinct().toList();
    return organisations.size() >= CEREMONY_MIN
        && organisations.size() == contributors.size()
        && contributors.stream().allMatch(c -> envelope(c).isPresent())
        && organisations.stream().anyMatch(id -> isIndependent(id, organiser));
  }

  private boolean isIndependent(String organisation, String organiser) {
    return !organisation.equals(organiser)
        && !organisation.equals(people.office())
        && !people.hasOperator(organisation);
  }

  private static Optional<Integer> envelope(Contributor contributor) {
    return switch (contributor) {
      case Contributor.Committed(var _, var _, var envelope) -> envelope;
      case Contributor.Live _ -> Optional.empty();
    };
  }
}
