package twoseal.desk.draw;

import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.draw.CaseFile;
import twoseal.draw.Contest;
import twoseal.draw.Drafts;
import twoseal.draw.Fixed;
import twoseal.draw.StageOutcome;
import twoseal.ledger.LedgerView;

/** The stages of an attempt that have their result, rolled again from what the ledger holds. */
public final class Outcomes {
  private static final long AFTER_EVERY_PRESS_BY_MS = (Fields.TIME_MAX_S + 1) * 1_000;

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
   * The whole contest of an attempt that has results. What is fixed of it follows from the ledger
   * alone, so no clock is asked: one that was set back must not hide a result.
   *
   * @param signature of the beacon's round; none in a ceremony
   */
  public static Contest contest(CaseFile file, LedgerView ledger, Optional<byte[]> signature) {
    var fixed = Fixed.of(file, AFTER_EVERY_PRESS_BY_MS).orElseThrow();
    return new Drafts(file, ledger.blobs()).contest(fixed, signature);
  }
}
