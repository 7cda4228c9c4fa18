package twoseal.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The rules block, [DRAW-2].
 *
 * @param lines the block as written
 */
record Rules(
    List<String> lines,
    String title,
    Optional<String> titleEn,
    String organiser,
    boolean isBeacon,
    List<String> groups,
    List<Stage> stages) {
  private static final String OPEN = "stage-places: open";
  private static final String IDS = "[1-9][0-9]?(,[1-9][0-9]?)*";

  /**
   * One stage.
   *
   * @param groups nothing means all
   * @param from earlier stages whose winners are the pool; nothing means all entries
   * @param except earlier stages whose winners are left out
   * @param seats nothing means {@code all}, or {@code open} where that is so
   * @param join the later stage that takes unfilled places
   */
  record Stage(
      int id,
      String title,
      Optional<String> titleEn,
      Optional<List<String>> groups,
      Optional<List<Integer>> from,
      List<Integer> except,
      OptionalLong seats,
      boolean isOpen,
      long alternates,
      boolean isOverfill,
      Optional<Integer> join) {
    boolean isAll() {
      return seats.isEmpty() && !isOpen;
    }
  }

  static Rules read(Fields fields) {
    var start = fields.mark();
    var title = fields.text("title");
    var titleEn = fields.optional("title-en");
    var organiser = fields.match("organiser", Registry.ID);
    fields.match("method", "drum/1");
    fields.match("purpose", "number-draw|prize-draw");
    var isBeacon = fields.match("entropy", "beacon|ceremony").equals("beacon");
    fields.timeS("scheduled");
    columns(fields.text("columns"), fields.form());
    fields.text("masking");
    var groups = fields.list("groups", "group", 1, Limits.GROUPS_MAX);
    for (var label : groups) {
      fields.form().demand(Form.isLabel(label), "%s 不能作组别", "%s cannot be a label", label);
    }
    var count = fields.number("stages", 1, Limits.STAGES_MAX);
    var stages = new ArrayList<Stage>();
    for (int id = 1; id <= count; id++) {
      stages.add(stage(id, fields));
    }
    return new Rules(
        fields.since(start), title, titleEn, organiser, isBeacon, groups, List.copyOf(stages));
  }

  Stage stage(int id) {
    return stages.get(id - 1);
  }

  /** The groups of a stage, in list order. */
  List<String> groupsOf(Stage stage) {
    return stage.groups().orElse(groups);
  }

  /** Whether the other rules are these, with places set that were open here. */
  boolean areKeptBy(Rules other) {
    if (lines.size() != other.lines().size()) {
      return false;
    }
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var kept = other.lines().get(i);
      if (!line.equals(kept) && !(line.equals(OPEN) && kept.startsWith("stage-places: "))) {
        return false;
      }
    }
    return true;
  }

  /** Checks that the block does not contradict itself, reason {@code draw.rules}. */
  boolean check(Form form, boolean mayBeOpen) {
    var holds =
        form.require(
            areAscending(groups),
            "组别没有按字节升序排列，或有重复",
            "the groups do not ascend by their bytes, or one stands twice");
    for (var stage : stages) {
      holds &= check(stage, form, mayBeOpen);
    }
    return holds;
  }

  private boolean check(Stage stage, Form form, boolean mayBeOpen) {
    var join = stage.join().orElse(0);
    var holds =
        form.require(
            areAscending(groupsOf(stage)) && groups.containsAll(groupsOf(stage)),
            "第 %s 轮的组别 %s 不是升序，或不在规则的组别中",
            "the groups of stage %s, %s, do not ascend or are not among those of the rules",
            stage.id(),
            groupsOf(stage));
    holds &=
        form.require(
            areEarlier(stage.from().orElse(List.of()), stage.id())
                && areEarlier(stage.except(), stage.id()),
            "第 %s 轮引用的轮次不是升序的更早轮次",
            "stage %s names stages that are not earlier ones in ascending order",
            stage.id());
    holds &=
        form.require(
            stage.from().isEmpty() || !stage.except().containsAll(stage.from().get()),
            "第 %s 轮的参加者永远为空",
            "the pool of stage %s can never hold an entry",
            stage.id());
    holds &=
        form.require(
            !stage.isAll() || stage.alternates() == 0,
            "第 %s 轮名额为 all，却设候补",
            "stage %s has places for all, and yet alternates",
            stage.id());
    holds &=
        form.require(
            join == 0 || (join > stage.id() && join <= stages.size() && !stage(join).isAll()),
            "第 %s 轮的余额并入第 %s 轮，而那不是更晚的、名额有限的轮次",
            "stage %s gives unfilled places to stage %s, no later stage with limited places",
            stage.id(),
            join);
    holds &=
        form.require(
            mayBeOpen || !stage.isOpen(),
            "第 %s 轮的名额未定",
            "the places of stage %s are open",
            stage.id());
    return holds;
  }

  private static Stage stage(int id, Fields fields) {
    fields.number("stage", id, id);
    var title = fields.text("stage-title");
    var titleEn = fields.optional("stage-title-en");
    var groups = fields.text("stage-groups");
    var from = fields.match("stage-from", "all|winners " + IDS);
    var except = fields.match("stage-except", "none|" + IDS);
    var places = fields.peek("stage-places");
    var isNumber = !places.equals("all") && !places.equals("open");
    var seats =
        isNumber
            ? OptionalLong.of(fields.number("stage-places", 1, Limits.PLACES_MAX))
            : OptionalLong.empty();
    if (!isNumber) {
      fields.text("stage-places");
    }
    var alternates = fields.number("stage-alternates", 0, Limits.ALTERNATES_MAX);
    var overflow = fields.match("stage-overflow", "overfill|stop");
    var unfilled = fields.match("stage-unfilled", "lapse|join [1-9][0-9]?");
    return new Stage(
        id,
        title,
        titleEn,
        groups.equals("*") ? Optional.empty() : Optional.of(List.of(groups.split("\\|", -1))),
        from.equals("all") ? Optional.empty() : Optional.of(ids(from.substring(8))),
        except.equals("none") ? List.of() : ids(except),
        seats,
        places.equals("open"),
        alternates,
        overflow.equals("overfill"),
        unfilled.equals("lapse")
            ? Optional.empty()
            : Optional.of(Integer.valueOf(unfilled.substring(5))));
  }

  private static void columns(String value, Form form) {
    var columns = List.of(value.split("\\|", -1));
    form.demand(
        columns.size() <= Limits.COLUMNS_MAX
            && Set.copyOf(columns).size() == columns.size()
            && columns.stream().allMatch(Form::isLabel),
        "%s 不是 1 至 %s 个不同的列名",
        "%s are not 1 to %s distinct names of columns",
        value,
        Limits.COLUMNS_MAX);
  }

  private static List<Integer> ids(String text) {
    return List.of(text.split(",", -1)).stream().map(Integer::valueOf).toList();
  }

  private static boolean areAscending(List<String> labels) {
    for (int i = 1; i < labels.size(); i++) {
      if (ListShape.BY_BYTES.compare(labels.get(i - 1), labels.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEarlier(List<Integer> ids, int than) {
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i) >= than || (i > 0 && ids.get(i) <= ids.get(i - 1))) {
        return false;
      }
    }
    return true;
  }
}
