package twoseal.draw;

import java.util.Optional;
import twoseal.core.Writes;

/** Opens the attempt after the current one ([DRAW-18]). */
final class FurtherAttempt {
  private final DrawRules.Asked asked;
  private final CaseFile file;
  private final Writes writes;

  /**
   * @param file of the current attempt
   */
  FurtherAttempt(DrawRules.Asked asked, CaseFile file, Writes writes) {
    this.asked = asked;
    this.file = file;
    this.writes = writes;
  }

  Optional<DrawReason> open(OpenAttempt c) {
    if (file.seal().isEmpty()) {
      return Optional.of(DrawReason.NOT_SEALED);
    }
    if (!file.isComplete() && !isOverdue()) {
      return Optional.of(DrawReason.UNDECIDED);
    }
    if (!c.predecessor().equals(file.completion())) {
      return Optional.of(DrawReason.PREDECESSOR);
    }
    writes
        .put(CaseFile.caseRow(c.draw(), CaseFile.ATTEMPT), c.attempt())
        .put(file.row(c.attempt(), "opened"), asked.text());
    return Optional.empty();
  }

  /** The number of a fixed round did not come for so long that the contest may begin again. */
  private boolean isOverdue() {
    var nowMs = asked.position().timeMs();
    return !file.isCeremony()
        && file.results() == 0
        && Fixed.of(file, nowMs)
            .filter(fixed -> nowMs >= fixed.dueMs() + file.number().kind().overdueS() * 1_000)
            .isPresent();
  }
}
