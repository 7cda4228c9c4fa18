package twoseal.server.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;

/** A stage's rules, for who signs them and for who reads them on the wall. */
public final class StageWords {
  private final Sentences sentences;

  public StageWords(Sentences sentences) {
    this.sentences = sentences;
  }

  /** How many win. */
  public Words places(Stage stage) {
    return switch (stage.places()) {
      case StagePlaces.All _ -> sentences.of("say.stage.places-all");
      case StagePlaces.Open _ -> sentences.of("say.stage.places-open");
      case StagePlaces.Seats(var count) -> sentences.of("say.stage.places", count);
    };
  }

  /** Who is in the pool. */
  public Words pool(Stage stage) {
    return limits(stage).orElseGet(() -> sentences.of("say.stage.everybody"));
  }

  /** What keeps some of the list out of the pool, if anything: groups, and who won before. */
  public Optional<Words> limits(Stage stage) {
    var limits = new ArrayList<Words>();
    if (!stage.groups().isEmpty()) {
      limits.add(sentences.of("say.stage.groups", listed(stage.groups())));
    }
    if (!stage.fromWinnersOf().isEmpty()) {
      limits.add(sentences.of("say.stage.from-winners", listed(stage.fromWinnersOf())));
    }
    if (!stage.exceptWinnersOf().isEmpty()) {
      limits.add(sentences.of("say.stage.except-winners", listed(stage.exceptWinnersOf())));
    }
    return Optional.of(limits).filter(some -> !some.isEmpty()).map(StageWords::together);
  }

  /** Whether {@link #rest} says more than is usual. */
  public boolean hasRest(Stage stage) {
    return !(stage.places() instanceof StagePlaces.All)
        && (stage.joins().isPresent() || stage.overfill() == OverfillRule.STOP);
  }

  /** What becomes of places that nobody fills, and of an entry that does not fit. */
  public Words rest(Stage stage) {
    if (stage.places() instanceof StagePlaces.All) {
      return sentences.of("say.stage.nothing-left");
    }
    var unfilled =
        stage
            .joins()
            .map(later -> sentences.of("say.stage.joins", later))
            .orElseGet(() -> sentences.of("say.stage.lapses"));
    return stage.overfill() == OverfillRule.STOP
        ? together(List.of(unfilled, sentences.of("say.stage.stops")))
        : unfilled;
  }

  private static Words listed(List<?> items) {
    var texts = items.stream().map(Object::toString).toList();
    return new Words(String.join("、", texts), String.join(", ", texts));
  }

  private static Words together(List<Words> all) {
    return new Words(
        all.stream().map(Words::zh).collect(Collectors.joining("，")),
        all.stream().map(Words::en).collect(Collectors.joining(", ")));
  }
}
