package twoseal.desk.draw;

import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.draw.CaseFile;
import twoseal.draw.Contest;
import twoseal.draw.Drafts;
import twoseal.draw.Fixed;
import twoseal.draw.StageOutcome;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerView;

/** The stages of an attempt that have their result, rolled again from what the ledger holds. */
public final class Outcomes {
  private Outcomes() {}

  /** The outcomes so far; none before the first result. */
  public static List<StageOutcome> of(CaseFile file, LedgerView ledger) {
    return file.results() == 0
        ? List.of()
        : contest(file, ledger, signature(file)).stages().subList(0, file.results());
  }

  /** The beacon's signature that the first result brought; none before, and in a ceremony. */
  public static Optional<byte[]> signature(CaseFile file) {
    return file.result(1)
        .flatMap(result -> result.drawn().signature())
        .map(hex -> Bytes.parseHex(hex, hex.length() / 2));
  }

  /**
   * The whole contest of an attempt in which everything is fixed.
   *
   * @param signature of the beacon's round; none in a ceremony
   */
  public static Contest contest(CaseFile file, LedgerView ledger, Optional<byte[]> signature) {
    return new Drafts(file, ledger.blobs()).contest(fixed(file).orElseThrow(), signature);
  }

  /** What is fixed of an attempt as of now; empty while nothing is. */
  public static Optional<Fixed> fixed(CaseFile file) {
    return Fixed.of(file, Clock.system().nowMs());
  }
}
