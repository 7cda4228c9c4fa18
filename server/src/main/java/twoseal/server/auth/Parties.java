package twoseal.server.auth;

import java.util.function.Predicate;
import twoseal.core.MalformedException;
import twoseal.core.Role;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.LedgerView;
import twoseal.server.http.Call;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;

/**
 * Whose draw it is: the office's, its organiser's organisation's, its contributors'. For everybody
 * else such a draw's inner side is not there: 404, as for a draw that was never announced.
 */
public final class Parties {
  private final LedgerView ledger;
  private final Directory directory;

  /** The parties of a ledger's draws. */
  public Parties(LedgerView ledger, Directory directory) {
    this.ledger = ledger;
    this.directory = directory;
  }

  /**
   * The draw that a call's path names in {@code {draw}}, of which the caller is a party.
   *
   * @throws Problem 404 if there is no such draw or the caller is no party of it
   */
  public CaseNumber ownDraw(Call call) {
    var draw = number(call.path("draw"));
    require(call.signedIn(), draw);
    return draw;
  }

  /**
   * Refuses a caller who is no party of a draw.
   *
   * @throws Problem 404
   */
  public void require(Caller caller, CaseNumber draw) {
    if (!isParty(caller, draw)) {
      throw Problem.notFound();
    }
  }

  /** Whether a caller is a party of a draw. */
  public boolean isParty(Caller caller, CaseNumber draw) {
    return ask(draw, file -> isParty(caller, file));
  }

  /** Whether a caller is of the office or of an organisation, such as a preparation's. */
  public boolean isOf(Caller caller, String organisation) {
    var own = caller.person().organisation();
    return own.equals(directory.office()) || own.equals(organisation);
  }

  private boolean isParty(Caller caller, CaseFile file) {
    return isOf(caller, file.announcement().rules().organiser())
        || file.seal()
            .map(seal ->
                seal.contributors().stream().anyMatch(c -> c.person().equals(caller.person())))
            // Before the seal nobody is named yet: whoever contributes may hand in a commitment.
            .orElse(caller.role() == Role.CONTRIBUTOR);
  }

  private boolean ask(CaseNumber draw, Predicate<CaseFile> question) {
    try (var state = ledger.state()) {
      return CaseFile.find(state, draw).filter(question).isPresent();
    }
  }

  private static CaseNumber number(String text) {
    try {
      return CaseNumber.parse(text);
    } catch (MalformedException notOne) {
      throw Problem.notFound();
    }
  }
}
