package twoseal.server.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contributor;
import twoseal.intake.rules.SealSettings;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerView;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.kept.JsonFolder;

/**
 * Commitments that contributors handed in for the coming seal. They stand for nothing until both
 * signed the seal that names them.
 */
public final class Commitments {
  private final JsonFolder<Kept> folder;
  private final Preparations preparations;
  private final LedgerView ledger;
  private final Clock clock;

  /** Those of an attempt. */
  public record Kept(List<Committed> commitments) {}

  /**
   * A commitment.
   *
   * @param envelope where a paper copy lies in one
   */
  public record Committed(
      String person, String commitment, Optional<Integer> envelope, long committedMs) {}

  /** What is asked for; the members are the contract's. */
  public record NewCommitment(String commitment, Optional<Integer> envelope) {}

  public Commitments(
      JsonFolder<Kept> folder, Preparations preparations, LedgerView ledger, Clock clock) {
    this.folder = folder;
    this.preparations = preparations;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Those of an attempt, by person. */
  public Map<PersonName, Committed> of(CaseNumber draw, int attempt) {
    var found = new TreeMap<PersonName, Committed>(java.util.Comparator.comparing(String::valueOf));
    folder
        .get(id(draw, attempt))
        .ifPresent(
            kept -> kept.commitments().forEach(c -> found.put(PersonName.parse(c.person()), c)));
    return found;
  }

  /** Those for the coming seal; none where the attempt is sealed. */
  public Map<PersonName, Committed> coming(CaseNumber draw) {
    Optional<Integer> unsealed;
    try (var state = ledger.state()) {
      unsealed =
          CaseFile.find(state, draw)
              .filter(file -> file.sealText().isEmpty())
              .map(CaseFile::attempt);
    }
    return unsealed.map(attempt -> of(draw, attempt)).orElse(Map.of());
  }

  /**
   * Keeps one in the place of the same person's before it.
   *
   * @throws Problem 409 if the attempt is sealed, or its rules file does not ask for one of this
   *     person
   */
  public synchronized void put(CaseNumber draw, NewCommitment asked, Caller caller) {
    requireForm(asked);
    var attempt = openAttempt(draw);
    var person = caller.person();
    var isAsked =
        preparations.ofDraw(draw).seal().contributors().stream()
            .filter(SealSettings.Contribution.Committed.class::isInstance)
            .anyMatch(c -> c.person().equals(person));
    if (!isAsked) {
      throw new Problem(409, "list.no-contributor", person);
    }
    var all = of(draw, attempt);
    all.put(
        person,
        new Committed(person.toString(), asked.commitment(), asked.envelope(), clock.nowMs()));
    folder.put(id(draw, attempt), new Kept(List.copyOf(all.values())));
  }

  private int openAttempt(CaseNumber draw) {
    try (var state = ledger.state()) {
      var file = CaseFile.find(state, draw).orElseThrow(Problem::notFound);
      if (file.sealText().isPresent()) {
        throw Problem.refused("draw.sealed");
      }
      return file.attempt();
    }
  }

  private static void requireForm(NewCommitment asked) {
    try {
      var _ = Digest.ofHex(asked.commitment());
    } catch (MalformedException malformed) {
      throw Problem.unreadable("commitment").because(malformed);
    }
    if (asked.envelope().filter(n -> n < 1 || n > Contributor.ENVELOPE_MAX).isPresent()) {
      throw Problem.unreadable("envelope");
    }
  }

  private static String id(CaseNumber draw, int attempt) {
    return draw + "-" + attempt;
  }
}
