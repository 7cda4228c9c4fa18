package twoseal.server.list;

import java.util.ArrayList;
import java.util.List;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contributor;
import twoseal.intake.rules.SealSettings;
import twoseal.ledger.LedgerView;
import twoseal.registry.Registry;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;

/**
 * Who has to do with a draw: the organiser's organisation and the office are its hosts; with its
 * contributors they are its parties. Whoever is asked about must have the route's role besides.
 */
public final class Parties {
  private final LedgerView ledger;
  private final Preparations preparations;

  public Parties(LedgerView ledger, Preparations preparations) {
    this.ledger = ledger;
    this.preparations = preparations;
  }

  private record Known(String organiser, String office, List<PersonName> contributors) {}

  /**
   * A case number as it stands in a path.
   *
   * @throws Problem 404 if it is none, or there is no such draw
   */
  public CaseNumber draw(String text) {
    try {
      var draw = CaseNumber.parse(text);
      var _ = known(draw);
      return draw;
    } catch (MalformedException none) {
      throw Problem.notFound().because(none);
    }
  }

  /** Whether the caller is of the organiser's organisation. */
  public boolean isOrganisers(Caller caller, CaseNumber draw) {
    return known(draw).organiser().equals(caller.person().organisation());
  }

  /** Whether the caller is of the organiser's organisation or of the office. */
  public boolean isHost(Caller caller, CaseNumber draw) {
    return isHost(caller, known(draw));
  }

  /** Whether the caller is a host or a contributor of the current attempt. */
  public boolean isParty(Caller caller, CaseNumber draw) {
    var known = known(draw);
    return isHost(caller, known)
        || known.contributors().contains(caller.person())
        || proposed(draw).contains(caller.person());
  }

  /**
   * Lets the organiser's organisation pass.
   *
   * @throws Problem 404
   */
  public void requireOrganisers(Caller caller, CaseNumber draw) {
    require(isOrganisers(caller, draw));
  }

  /**
   * Lets the hosts pass.
   *
   * @throws Problem 404
   */
  public void requireHost(Caller caller, CaseNumber draw) {
    require(isHost(caller, draw));
  }

  /**
   * Lets the parties pass.
   *
   * @throws Problem 404
   */
  public void requireParty(Caller caller, CaseNumber draw) {
    require(isParty(caller, draw));
  }

  /** For everybody else a draw's inner side is not there. */
  private static void require(boolean isAllowed) {
    if (!isAllowed) {
      throw Problem.notFound();
    }
  }

  private static boolean isHost(Caller caller, Known known) {
    var organisation = caller.person().organisation();
    return organisation.equals(known.organiser()) || organisation.equals(known.office());
  }

  private Known known(CaseNumber draw) {
    try (var state = ledger.state()) {
      var file = CaseFile.find(state, draw).orElseThrow(Problem::notFound);
      return new Known(
          file.announcement().rules().organiser(),
          new Registry(state).office(),
          file.seal().stream()
              .flatMap(seal -> seal.contributors().stream())
              .map(Contributor::person)
              .toList());
    }
  }

  /** Those whom the rules file proposes, while nothing is sealed. */
  private List<PersonName> proposed(CaseNumber draw) {
    var people = new ArrayList<PersonName>();
    preparations
        .find(draw)
        .ifPresent(rules ->
            rules.seal().contributors().stream()
                .map(SealSettings.Contribution::person)
                .forEach(people::add));
    return people;
  }
}
