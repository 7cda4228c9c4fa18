package twoseal.server.words;

import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.LedgerView;

/**
 * What a place in a stage's result is called: a winner's by its order, an alternate's by its rank
 * among the alternates, from 1, as screen and phone count. The ledger numbers alternates on behind
 * the stage's winners.
 */
public final class PlaceWords {
  private final Sentences sentences;
  private final LedgerView ledger;

  public PlaceWords(Sentences sentences, LedgerView ledger) {
    this.sentences = sentences;
    this.ledger = ledger;
  }

  /** The place with this order, by the ledger as it is now; by its order where it has no result. */
  public Words of(CaseNumber draw, int attempt, int stage, long order) {
    try (var state = ledger.state()) {
      return CaseFile.find(state, draw)
          .flatMap(file -> file.at(attempt))
          .map(file -> of(sentences, file, stage, order))
          .orElseGet(() -> sentences.of("say.place.winner", order));
    }
  }

  /** The same of an attempt that is being read. */
  public static Words of(Sentences sentences, CaseFile attempt, int stage, long order) {
    var rank = rank(attempt, stage, order);
    return rank > 0
        ? sentences.of("say.place.alternate", rank)
        : sentences.of("say.place.winner", order);
  }

  /** An alternate's place among the alternates, from 1; zero and less for others. */
  public static long rank(CaseFile attempt, int stage, long order) {
    return attempt.result(stage).map(result -> order - result.figures().winners()).orElse(0L);
  }
}
