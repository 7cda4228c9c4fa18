package twoseal.cli.draw;

import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.draw.Desk;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.LedgerView;

/** The options that name a draw and one of its attempts. */
final class DrawOption {
  @Option(names = "--draw", required = true, paramLabel = "CASE")
  private String draw = "";

  @Option(names = "--attempt", paramLabel = "K")
  private Optional<Integer> attempt = Optional.empty();

  /**
   * A case number as it was typed.
   *
   * @throws Complaint if it is none
   */
  static CaseNumber number(String typed) {
    try {
      return CaseNumber.parse(typed);
    } catch (MalformedException notOne) {
      throw Complaint.usage("complaint.draw.number", typed).because(notOne);
    }
  }

  /** As above. */
  CaseNumber number() {
    return number(draw);
  }

  /** The attempt that was named; else the first, which alone needs no ledger to be known. */
  int attemptOrFirst() {
    return attempt.orElse(1);
  }

  /** The attempt that was named; else the current one. */
  int attempt(LedgerView ledger) {
    return look(ledger, CaseFile::attempt);
  }

  /**
   * Looks at the attempt as of now: at the one that was named, else at the current one.
   *
   * @throws Complaint if there is no such case or attempt
   */
  <T> T look(LedgerView ledger, Function<CaseFile, T> question) {
    return Desk.look(
        ledger,
        number(),
        current ->
            question.apply(
                current
                    .at(named(current))
                    .orElseThrow(() ->
                        Complaint.input("complaint.draw.no-attempt", number(), named(current)))));
  }

  private int named(CaseFile current) {
    return attempt.orElse(current.attempt());
  }
}
