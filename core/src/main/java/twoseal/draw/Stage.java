package twoseal.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.drum.OverfillRule;
import twoseal.list.Label;

/**
 * A stage of a draw: who is in the pool, how many win ([DRAW-2], [DRUM-7]).
 *
 * @param id from 1, in order
 * @param groups whose entries are in the pool; empty for all groups
 * @param fromWinnersOf earlier stages whose winners alone are in the pool; empty for everybody
 * @param exceptWinnersOf earlier stages whose winners are left out
 * @param alternates ranks behind the winners
 * @param joins the later stage that gets the places nobody filled; empty when they lapse
 */
public record Stage(
    int id,
    String title,
    Optional<String> titleEn,
    List<Label> groups,
    List<Integer> fromWinnersOf,
    List<Integer> exceptWinnersOf,
    StagePlaces places,
    long alternates,
    OverfillRule overfill,
    Optional<Integer> joins) {
  /** The most stages of a draw. */
  public static final int STAGES_MAX = 32;

  /** The most alternates of a stage. */
  public static final long ALTERNATES_MAX = 1_000_000;

  private static final String SEPARATOR = "|";

  public Stage {
    groups = List.copyOf(groups);
    fromWinnersOf = List.copyOf(fromWinnersOf);
    exceptWinnersOf = List.copyOf(exceptWinnersOf);
  }

  /** The same stage with other places. */
  public Stage withPlaces(StagePlaces set) {
    return new Stage(
        id,
        title,
        titleEn,
        groups,
        fromWinnersOf,
        exceptWinnersOf,
        set,
        alternates,
        overfill,
        joins);
  }

  void write(Fields.Writer out) {
    out.number("stage", id)
        .line("stage-title", title)
        .optional("stage-title-en", titleEn)
        .line("stage-groups", groups.isEmpty() ? "*" : joinLabels(groups))
        .line("stage-from", fromWinnersOf.isEmpty() ? "all" : "winners " + joinIds(fromWinnersOf))
        .line("stage-except", exceptWinnersOf.isEmpty() ? "none" : joinIds(exceptWinnersOf))
        .line("stage-places", places.text())
        .number("stage-alternates", alternates)
        .line("stage-overflow", overfill == OverfillRule.OVERFILL ? "overfill" : "stop")
        .line("stage-unfilled", joins.map(id -> "join " + id).orElse("lapse"));
  }

  static Stage read(Fields.Reader in) {
    return new Stage(
        (int) in.number("stage", 1, STAGES_MAX),
        in.text("stage-title"),
        in.optional("stage-title-en", in::text),
        readLabels(in.text("stage-groups")),
        readFrom(in.text("stage-from")),
        readExcept(in.text("stage-except")),
        StagePlaces.parse(in.text("stage-places")),
        in.number("stage-alternates", 0, ALTERNATES_MAX),
        in.oneOf("stage-overflow", "overfill", "stop").equals("stop")
            ? OverfillRule.STOP
            : OverfillRule.OVERFILL,
        readJoins(in.text("stage-unfilled")));
  }

  static String joinLabels(List<Label> labels) {
    return String.join(SEPARATOR, labels.stream().map(Label::text).toList());
  }

  private static List<Label> readLabels(String text) {
    if (text.equals("*")) {
      return List.of();
    }
    var labels = new ArrayList<Label>();
    for (var part : text.split("\\|", -1)) {
      var label = new Label(part);
      if (!labels.isEmpty() && labels.getLast().compareTo(label) >= 0) {
        throw new MalformedException("labels in ascending order");
      }
      labels.add(label);
    }
    return labels;
  }

  private static List<Integer> readFrom(String text) {
    if (text.equals("all")) {
      return List.of();
    }
    if (!text.startsWith("winners ")) {
      throw new MalformedException("all or winners <ids>");
    }
    return readIds(text.substring("winners ".length()));
  }

  private static List<Integer> readExcept(String text) {
    return text.equals("none") ? List.of() : readIds(text);
  }

  private static Optional<Integer> readJoins(String text) {
    if (text.equals("lapse")) {
      return Optional.empty();
    }
    if (!text.startsWith("join ")) {
      throw new MalformedException("lapse or join <id>");
    }
    return Optional.of(readIds(text.substring("join ".length())).getFirst())
        .filter(id -> text.equals("join " + id))
        .or(() -> {
          throw new MalformedException("one stage to join");
        });
  }

  private static String joinIds(List<Integer> ids) {
    return String.join(",", ids.stream().map(String::valueOf).toList());
  }

  private static List<Integer> readIds(String text) {
    var ids = new ArrayList<Integer>();
    for (var part : text.split(",", -1)) {
      var id = (int) Bytes.parseDecimal(part, STAGES_MAX);
      if (id < 1 || (!ids.isEmpty() && ids.getLast() >= id)) {
        throw new MalformedException("ids of stages in ascending order");
      }
      ids.add(id);
    }
    return ids;
  }
}
