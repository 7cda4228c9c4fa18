package twoseal.cli.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.cli.console.Range;
import twoseal.core.Bytes;
import twoseal.core.State;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawKind;
import twoseal.ledger.Survey;
import twoseal.registry.Succession;

/** What a survey of a backup gives for the succession of its ledger ([SUC-1], [SUC-3]). */
record SuccessionDraft(Survey survey, Optional<Long> nextDraw, Optional<Long> nextRehearsal) {
  /** Numbers begin a round figure beyond what may have been given. */
  private static final long ROUND = 1_000;

  /**
   * The command.
   *
   * @param unwitnessed given where a witness was not heard
   */
  Succession of(Optional<String> unwitnessed, String reason) {
    var known = survey.largest();
    var cosignatures =
        known.cosignatures().stream()
            .map(c -> new Succession.Cosigned(c.key(), Bytes.hex(c.line().signature())))
            .sorted((left, right) -> Succession.order(left.key(), right.key()))
            .limit(Succession.COSIGNATURES_MAX)
            .toList();
    // A ledger without witnesses had nobody to hear; that is said too.
    var unheard =
        unwitnessed.or(() ->
            cosignatures.isEmpty() ? Optional.of("no witness was registered") : Optional.empty());
    var lost = known.size() - survey.kept().size();
    return new Succession(
        survey.logKey(),
        head(survey.kept()),
        head(known),
        cosignatures,
        unheard,
        numbers(DrawKind.DRAW, lost, "--next-draw", nextDraw),
        numbers(DrawKind.REHEARSAL, lost, "--next-rehearsal", nextRehearsal),
        openDraws(survey.state()),
        reason);
  }

  private Succession.Head head(Survey.Claim claim) {
    var line =
        claim.note().signatures().stream()
            .filter(survey.logKey()::isNamedBy)
            .findFirst()
            .orElseThrow();
    return new Succession.Head(
        claim.size(), claim.checkpoint().root(), Bytes.hex(line.signature()));
  }

  private Succession.Numbers numbers(
      DrawKind kind, long lost, String option, Optional<Long> asked) {
    var last = CaseFile.count(survey.state(), kind);
    var least = last + lost + 1;
    long next = asked.orElse((last + lost) / ROUND * ROUND + 2 * ROUND + 1);
    Range.require(option, next, least, Succession.NEXT_MAX);
    return new Succession.Numbers(last, next);
  }

  private static List<Long> openDraws(State state) {
    var open = new ArrayList<Long>();
    var last = CaseFile.count(state, DrawKind.DRAW);
    for (var n = last;
        n >= CaseFile.first(state, DrawKind.DRAW) && open.size() < Succession.OPEN_DRAWS_MAX;
        n--) {
      var number = n;
      CaseFile.find(state, new CaseNumber(DrawKind.DRAW, n))
          .filter(file -> !file.isComplete())
          .ifPresent(file -> open.addFirst(number));
    }
    return open;
  }
}
