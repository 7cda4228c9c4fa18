package twoseal.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people want to know of a draw, put together. */
final class FactsOf {
  private FactsOf() {}

  /**
   * @param lines what was found of each attempt's lines, by its number
   */
  static Report.Facts draw(DrawCase draw, Registry registry, Map<Long, Lines.Found> lines) {
    var announced = draw.announced();
    var rules = announced.rules();
    return new Report.Facts(
        announced.draw(),
        announced.isRehearsal(),
        rules.title(),
        rules.titleEn(),
        registry.nameOf(rules.organiser()),
        draw.attempts().stream().map(a -> attempt(a, lines)).toList());
  }

  private static Report.Attempt attempt(Attempt attempt, Map<Long, Lines.Found> lines) {
    var names = Optional.ofNullable(lines.get(attempt.number())).map(Lines.Found::names);
    return new Report.Attempt(
        attempt.number(),
        progress(attempt),
        attempt.next().map(Command.NextAttempt::reason),
        attempt.sealed().map(s -> sealed(attempt, s, names.orElse(Map.of()))));
  }

  private static Report.Progress progress(Attempt attempt) {
    if (attempt.isComplete()) {
      return Report.Progress.DECIDED;
    }
    return attempt.computed().isPresent() ? Report.Progress.COMPUTED : Report.Progress.UNDECIDED;
  }

  private static Report.Sealed sealed(
      Attempt attempt, SealedDraw draw, Map<Integer, String> names) {
    var rolled =
        attempt
            .computed()
            .filter(computed -> !computed.isCutShort())
            .map(Stages::rolled)
            .orElse(draw.results());
    var stages = new ArrayList<Report.Stage>();
    for (int i = 0; i < rolled.size(); i++) {
      stages.add(stage(draw, draw.frame().rules().stages().get(i), rolled.get(i), names));
    }
    return new Report.Sealed(fingerprint(draw.digest()), list(draw.frame()), stages);
  }

  /** Eight groups of four hex digits. */
  private static String fingerprint(String digest) {
    return digest.substring(0, 32).replaceAll("(.{4})(?=.)", "$1 ");
  }

  private static Report.SealedList list(SealedDraw.Frame frame) {
    var block = frame.seal().block();
    return new Report.SealedList(
        block.root(),
        block.entries(),
        block.tickets(),
        block.fileHash(),
        block.weights(),
        frame.shape().groups().stream()
            .map(g -> new Report.SealedGroup(g.label(), g.entries(), g.tickets(), g.root()))
            .toList());
  }

  private static Report.Stage stage(
      SealedDraw draw, Rules.Stage stage, Rolls rolls, Map<Integer, String> names) {
    var isListed = rolls.count() <= Limits.LINES_MAX;
    return new Report.Stage(
        stage.id(),
        stage.title(),
        stage.titleEn(),
        rolls.winners(),
        rolls.alternates(),
        rolls.unfilled(),
        isListed ? placed(draw, stage.id(), rolls, names) : List.of());
  }

  private static List<Report.Placed> placed(
      SealedDraw draw, int stage, Rolls rolls, Map<Integer, String> names) {
    var shape = draw.frame().shape();
    var orders = rolls.orders();
    var placed = new ArrayList<Report.Placed>();
    for (int roll = 0; roll < rolls.count(); roll++) {
      var order = orders[roll];
      if (order > 0) {
        var index = rolls.entry(roll);
        var group = shape.groupOf(index);
        placed.add(
            new Report.Placed(
                order,
                rolls.kind(roll) == Rolls.WINNER,
                draw.afterwards().filter(a -> a.isPromoted(stage, order)).isPresent(),
                draw.afterwards().flatMap(a -> a.gone(stage, order)),
                shape.groups().get(group).label(),
                index - shape.first(group) + 1L,
                Optional.ofNullable(names.get(index))));
      }
    }
    return placed;
  }
}
