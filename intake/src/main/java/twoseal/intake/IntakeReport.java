package twoseal.intake;

import java.util.List;
import java.util.Map;

/**
 * What was found wrong.
 *
 * @param lines read, as far as reading went
 * @param errors in all
 * @param counts errors by kind
 * @param first the first errors of each kind, by kind, then by line
 */
public record IntakeReport(
    long lines, long errors, Map<IntakeReason, Long> counts, List<LineError> first) {
  public IntakeReport {
    counts = Map.copyOf(counts);
    first = List.copyOf(first);
  }
}
