package twoseal.server.act;

import java.util.List;
import java.util.Optional;
import twoseal.draw.CaseNumber;

/**
 * A command's text and who is to sign it.
 *
 * @param expiresMs after which it is of no use
 * @param announcing the preparation whose announcement it is
 */
record Draft(
    String text,
    List<Place> places,
    Optional<CaseNumber> draw,
    Optional<Integer> attempt,
    Optional<Long> expiresMs,
    Optional<KeptAct.Announcing> announcing) {
  Draft {
    places = List.copyOf(places);
  }

  /** Of the ledger as a whole. */
  static Draft of(String text, Place... places) {
    return new Draft(
        text,
        List.of(places),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Of an attempt. */
  static Draft of(String text, List<Place> places, CaseNumber draw, int attempt) {
    return new Draft(
        text, places, Optional.of(draw), Optional.of(attempt), Optional.empty(), Optional.empty());
  }

  Draft until(long endMs) {
    return new Draft(text, places, draw, attempt, Optional.of(endMs), announcing);
  }

  Draft announcing(KeptAct.Announcing preparation) {
    return new Draft(text, places, draw, attempt, expiresMs, Optional.of(preparation));
  }
}
