package twoseal.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/**
 * The rules of a draw, as announced and as sealed ([DRAW-2]).
 *
 * @param organiser the organisation's id
 * @param purpose {@code number-draw} or {@code prize-draw}
 * @param entropy {@code beacon} or {@code ceremony}
 * @param scheduledS when it is meant to take place, seconds since 1970; informative
 * @param columns names of the private record's columns
 * @param masking how masked names are made, for people
 * @param groups ascending
 */
public record Rules(
    String title,
    Optional<String> titleEn,
    String organiser,
    String purpose,
    String entropy,
    long scheduledS,
    List<Label> columns,
    String masking,
    List<Label> groups,
    List<Stage> stages) {
  /** The draw method ([DRUM-1]). */
  public static final String METHOD = "drum/1";

  public static final String BEACON = "beacon";
  public static final String CEREMONY = "ceremony";

  /** The most columns of a private record. */
  public static final int COLUMNS_MAX = 64;

  public Rules {
    columns = List.copyOf(columns);
    groups = List.copyOf(groups);
    stages = List.copyOf(stages);
  }

  /** Appends the rules block. */
  public void write(Fields.Writer out) {
    out.line("title", title)
        .optional("title-en", titleEn)
        .line("organiser", organiser)
        .line("method", METHOD)
        .line("purpose", purpose)
        .line("entropy", entropy)
        .time("scheduled", scheduledS)
        .line("columns", Stage.joinLabels(columns))
        .line("masking", masking)
        .number("groups", groups.size());
    groups.forEach(group -> out.line("group", group.text()));
    out.number("stages", stages.size());
    stages.forEach(stage -> stage.write(out));
  }

  /**
   * Reads the rules block.
   *
   * @throws MalformedException on another form; contradictions are for {@link #contradiction}
   */
  public static Rules read(Fields.Reader in) {
    var title = in.text("title");
    var titleEn = in.optional("title-en", in::text);
    var organiser = PersonName.requireId(in.text("organiser"));
    var _ = in.oneOf("method", METHOD);
    var purpose = in.oneOf("purpose", "number-draw", "prize-draw");
    var entropy = in.oneOf("entropy", BEACON, CEREMONY);
    var scheduled = in.time("scheduled");
    var columns = readColumns(in.text("columns"));
    var masking = in.text("masking");
    var groups = new ArrayList<Label>();
    for (var n = in.count("groups", ListRoot.GROUPS_MAX); n > 0; n--) {
      groups.add(new Label(in.text("group")));
    }
    var stages = new ArrayList<Stage>();
    for (var n = in.count("stages", Stage.STAGES_MAX); n > 0; n--) {
      stages.add(Stage.read(in));
    }
    return new Rules(
        title, titleEn, organiser, purpose, entropy, scheduled, columns, masking, groups, stages);
  }

  /** What in these rules cannot be, if anything: a sentence for people. */
  public Optional<String> contradiction() {
    if (groups.isEmpty() || !isAscending(groups)) {
      return Optional.of("Groups are at least one, in ascending order, each once.");
    }
    if (stages.isEmpty()) {
      return Optional.of("A draw has at least one stage.");
    }
    for (var i = 0; i < stages.size(); i++) {
      var problem = contradictionOf(stages.get(i), i + 1);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** The same rules with other stages. */
  public Rules withStages(List<Stage> others) {
    return new Rules(
        title, titleEn, organiser, purpose, entropy, scheduledS, columns, masking, groups, others);
  }

  /** Whether a stage's places are still open. */
  public boolean hasOpenPlaces() {
    return stages.stream().anyMatch(stage -> stage.places() instanceof StagePlaces.Open);
  }

  /** Whether these rules are the announced ones, but for places that were open there. */
  public boolean completes(Rules announced) {
    if (stages.size() != announced.stages.size()) {
      return false;
    }
    var reopened = new ArrayList<Stage>();
    for (var i = 0; i < stages.size(); i++) {
      var was = announced.stages.get(i).places();
      reopened.add(was instanceof StagePlaces.Open ? stages.get(i).withPlaces(was) : stages.get(i));
    }
    return announced.equals(withStages(reopened));
  }

  private Optional<String> contradictionOf(Stage stage, int id) {
    if (stage.id() != id) {
      return Optional.of("Stages are numbered 1, 2, 3, ... in order.");
    }
    if (!new HashSet<>(groups).containsAll(stage.groups())) {
      return Optional.of("Stage " + id + " names a group that the draw does not have.");
    }
    var earlier = new HashSet<>(stage.fromWinnersOf());
    earlier.addAll(stage.exceptWinnersOf());
    if (earlier.stream().anyMatch(other -> other >= id)) {
      return Optional.of("Stage " + id + " refers to winners of a stage that is not earlier.");
    }
    if (!stage.fromWinnersOf().isEmpty()
        && stage.exceptWinnersOf().containsAll(stage.fromWinnersOf())) {
      return Optional.of("Stage " + id + " leaves out everybody whom it draws from.");
    }
    if (stage.places() instanceof StagePlaces.All && stage.alternates() > 0) {
      return Optional.of("Stage " + id + " gives everybody a place, so it has no alternates.");
    }
    return stage.joins().flatMap(target -> contradictionOfJoin(id, target));
  }

  private Optional<String> contradictionOfJoin(int id, int target) {
    if (target <= id || target > stages.size()) {
      return Optional.of("Unfilled places of stage " + id + " can join a later stage only.");
    }
    return stages.get(target - 1).places() instanceof StagePlaces.All
        ? Optional.of("Stage " + target + " gives everybody a place, so no places can join it.")
        : Optional.empty();
  }

  private static List<Label> readColumns(String text) {
    var columns = new ArrayList<Label>();
    Set<Label> seen = new HashSet<>();
    for (var part : text.split("\\|", -1)) {
      var column = new Label(part);
      if (!seen.add(column) || columns.size() == COLUMNS_MAX) {
        throw new MalformedException("1 to " + COLUMNS_MAX + " columns, each once");
      }
      columns.add(column);
    }
    return columns;
  }

  private static boolean isAscending(List<Label> labels) {
    for (var i = 1; i < labels.size(); i++) {
      if (labels.get(i - 1).compareTo(labels.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
