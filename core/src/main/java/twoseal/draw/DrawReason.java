package twoseal.draw;

import java.util.Locale;

/** Why the rules of a draw refuse, in the order in which they look ([DRAW-16]). */
public enum DrawReason {
  SIGNERS,
  NO_SUCH_DRAW,
  ATTEMPT,
  NO_SUCH_ORGANISATION,
  RULES,
  REHEARSAL_ONLY,
  PROFILE,
  COMPLETE,
  NOT_COMPLETE,
  SEALED,
  LIST,
  NO_FINAL_LIST,
  LIST_DIFFERS,
  RULES_DIFFER,
  CONTRIBUTORS,
  TIMES,
  NOT_SEALED,
  PRESSED,
  PRESS_BY,
  NOT_OPEN,
  CONTRIBUTOR,
  COMMITMENT,
  NO_SUCH_ENTRY,
  SKIPPED,
  SKIPS_MAX,
  CLOSED,
  BATCH,
  NOT_CLOSED,
  PRESS_DIFFERS,
  SKIP_NOTICE,
  ROUND,
  NOT_PRESSED,
  STAGE,
  EARLY,
  BEACON,
  RESULT_DIFFERS,
  RESULTS_MISSING,
  UNDECIDED,
  PREDECESSOR,
  ORDER,
  GONE,
  NOT_VACANT,
  NOT_NEXT;

  /** As outcomes name it, such as {@code draw.not-sealed}. */
  public String code() {
    return "draw." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
