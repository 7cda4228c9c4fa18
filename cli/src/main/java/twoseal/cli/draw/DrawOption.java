package twoseal.cli.draw;

import picocli.CommandLine.Option;
import twoseal.cli.console.Complaint;
import twoseal.core.MalformedException;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.LedgerView;

/** The option that names a draw. */
final class DrawOption {
  @Option(names = "--draw", required = true, paramLabel = "CASE")
  private String draw = "";

  /**
   * The case number.
   *
   * @throws Complaint if it is none
   */
  CaseNumber number() {
    try {
      return CaseNumber.parse(draw);
    } catch (MalformedException notOne) {
      throw Complaint.usage("complaint.draw.number", draw).because(notOne);
    }
  }

  /** Looks at the case as of now. */
  <T> T look(LedgerView ledger, java.util.function.Function<CaseFile, T> question) {
    return Desk.look(ledger, number(), question);
  }
}
