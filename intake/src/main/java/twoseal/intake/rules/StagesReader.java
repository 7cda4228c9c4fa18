package twoseal.intake.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/** Reads the stages: first their titles, then what refers to them. */
final class StagesReader {
  /** The most bytes of a title. */
  static final int TITLE_BYTES_MAX = 300;

  private static final String EARLIER = "earlier";
  private static final String JOIN = "join ";
  private static final String JOIN_CHINESE = "并入";

  /** A stage whose references are still to be read. */
  private record Draft(SectionReader in, int id, String title, Optional<String> titleEn) {}

  private final boolean areGroupsKnown;
  private final List<Label> groups;
  private final boolean hasSeats;
  private final Problems problems;

  /** Problems found before the stages. */
  private final int before;

  private final List<Draft> drafts = new ArrayList<>();
  private List<Label> unused = List.of();

  /**
   * Reads the titles.
   *
   * @param groups of the draw; empty where they could not be read
   * @param hasSeats whether an entry may take more than one place
   */
  StagesReader(
      Optional<Yaml> stages, Optional<List<Label>> groups, boolean hasSeats, Problems problems) {
    this.areGroupsKnown = groups.isPresent();
    this.groups = groups.orElse(List.of());
    this.hasSeats = hasSeats;
    this.problems = problems;
    this.before = problems.size();
    stages.ifPresent(this::readTitles);
  }

  /** The stages; of use only where there are no problems. */
  List<Stage> read() {
    var stages = drafts.stream().map(this::stage).toList();
    for (var stage : stages) {
      checkJoin(stage, stages);
    }
    if (areGroupsKnown && problems.size() == before) {
      checkPools(stages);
    }
    return stages;
  }

  /** Groups that no stage draws from; known after {@link #read}. */
  List<Label> unused() {
    return unused;
  }

  List<StageMarks> marks() {
    return drafts.stream()
        .map(draft ->
            new StageMarks(
                draft.in.place(Key.STAGE_TITLE),
                draft.in.place(Key.PLACES),
                draft.in.place(Key.ALTERNATES)))
        .toList();
  }

  private void readTitles(Yaml value) {
    if (!(value instanceof Yaml.Items items)) {
      problems.add(RulesReason.NOT_ITEMS, value.place(), Key.STAGES.shown());
      return;
    }
    if (items.items().isEmpty()) {
      problems.add(RulesReason.EMPTY_VALUE, value.place(), Key.STAGES.shown());
    }
    if (items.items().size() > Stage.STAGES_MAX) {
      var max = String.valueOf(Stage.STAGES_MAX);
      problems.add(RulesReason.TOO_MANY, value.place(), Key.STAGES.shown(), max);
    }
    var seen = new HashSet<String>();
    for (var item : items.items().stream().limit(Stage.STAGES_MAX).toList()) {
      var in = new SectionReader(Section.STAGE, Key.STAGES.shown(), item, problems);
      var title = in.line(in.requiredText(Key.STAGE_TITLE), Key.STAGE_TITLE, TITLE_BYTES_MAX);
      var titleEn = in.line(in.text(Key.STAGE_TITLE_EN), Key.STAGE_TITLE_EN, TITLE_BYTES_MAX);
      title.ifPresent(text -> checkTitle(text, in.place(Key.STAGE_TITLE), seen));
      titleEn
          .filter(text -> !title.equals(Optional.of(text)))
          .ifPresent(text -> checkTitle(text, in.place(Key.STAGE_TITLE_EN), seen));
      drafts.add(new Draft(in, drafts.size() + 1, title.orElse(""), titleEn));
    }
  }

  /** A title must be usable as a reference: no other stage's, nothing with a meaning of its own. */
  private void checkTitle(String title, Place place, Set<String> seen) {
    if (Choice.STAGES.find(title).isPresent() || stageNumber(title).isPresent()) {
      problems.add(RulesReason.STAGE_TITLE, place, title, Choice.STAGES.shown());
    } else if (!seen.add(title)) {
      problems.add(RulesReason.REPEATED_ITEM, place, title);
    }
  }

  private Stage stage(Draft draft) {
    var in = draft.in;
    var places = in.requiredText(Key.PLACES).flatMap(this::places).orElse(new StagePlaces.Open());
    var isAll = places instanceof StagePlaces.All;
    var alternates = in.number(Key.ALTERNATES, 0, Stage.ALTERNATES_MAX);
    if (isAll && alternates > 0) {
      problems.add(RulesReason.ALTERNATES_WITH_ALL, in.place(Key.ALTERNATES));
    }
    if (hasSeats && !isAll && !in.has(Key.OVERFLOW)) {
      problems.add(RulesReason.OVERFLOW_NEEDED, in.place(Key.OVERFLOW), Key.OVERFLOW.shown());
    }
    var overflow = in.word(in.text(Key.OVERFLOW), Choice.OVERFLOWS).orElse(OverfillRule.OVERFILL);
    var from = stages(draft, Key.FROM, "all");
    var except = stages(draft, Key.EXCEPT, "none");
    if (!from.isEmpty() && except.containsAll(from)) {
      problems.add(RulesReason.LEAVES_OUT_ALL, in.place(Key.EXCEPT));
    }
    return new Stage(
        draft.id,
        draft.title,
        draft.titleEn,
        stageGroups(in),
        from,
        except,
        places,
        alternates,
        overflow,
        in.text(Key.UNFILLED).flatMap(this::joins));
  }

  private Optional<StagePlaces> places(Yaml.Text value) {
    var word = Choice.PLACES.find(value.text());
    if (word.isPresent()) {
      return Optional.of(word.get().equals("all") ? new StagePlaces.All() : new StagePlaces.Open());
    }
    var number = wholeNumber(value.text(), StagePlaces.SEATS_MAX);
    if (number.isEmpty()) {
      problems.add(RulesReason.PLACES, value.place(), value.text());
    }
    return number.map(StagePlaces.Seats::new);
  }

  private List<Label> stageGroups(SectionReader in) {
    if (in.value(Key.STAGE_GROUPS).orElse(null) instanceof Yaml.Text text
        && Choice.STAGES.find(text.text()).filter("all"::equals).isPresent()
        && groups.stream().noneMatch(group -> group.text().equals(text.text()))) {
      return List.of();
    }
    var known = groups.stream().map(Label::text).toList();
    var labels = new TreeSet<Label>();
    for (var name : in.names(Key.STAGE_GROUPS, ListRoot.GROUPS_MAX)) {
      if (known.contains(name.text())) {
        labels.add(new Label(name.text()));
      } else if (areGroupsKnown) {
        problems.add(
            RulesReason.UNKNOWN_GROUP,
            name.place(),
            Spelling.nearest(name.text(), known),
            name.text());
      }
    }
    return List.copyOf(labels);
  }

  /** Ids of earlier stages; none for the word that stands for leaving the key out. */
  private List<Integer> stages(Draft draft, Key key, String nothing) {
    var ids = new TreeSet<Integer>();
    var names = draft.in.texts(key, Stage.STAGES_MAX);
    for (var name : names) {
      var word = Choice.STAGES.find(name.text()).orElse("");
      if (word.equals(nothing) && names.size() == 1) {
        return List.of();
      }
      if (word.equals(EARLIER)) {
        IntStream.range(1, draft.id).forEach(ids::add);
        if (key == Key.FROM && draft.id == 1) {
          problems.add(RulesReason.STAGE_NOT_EARLIER, name.place(), name.text());
        }
      } else {
        find(name).ifPresent(id -> addEarlier(id, name, draft, ids));
      }
    }
    return List.copyOf(ids);
  }

  private void addEarlier(int id, Yaml.Text name, Draft draft, Set<Integer> ids) {
    if (id >= draft.id) {
      problems.add(RulesReason.STAGE_NOT_EARLIER, name.place(), name.text());
    } else if (!ids.add(id)) {
      problems.add(RulesReason.REPEATED_ITEM, name.place(), name.text());
    }
  }

  private Optional<Integer> joins(Yaml.Text value) {
    var text = value.text();
    if (text.equals("lapse") || text.equals("作废")) {
      return Optional.empty();
    }
    for (var prefix : List.of(JOIN, JOIN_CHINESE)) {
      if (text.startsWith(prefix)) {
        return find(new Yaml.Text(value.place(), text.substring(prefix.length()).strip()));
      }
    }
    problems.add(
        RulesReason.WORD,
        value.place(),
        Spelling.nearest(text, List.of("lapse", "作废")),
        text,
        "lapse 作废, join 2 并入 2");
    return Optional.empty();
  }

  /** A stage by its number or its title. */
  private Optional<Integer> find(Yaml.Text name) {
    var number = stageNumber(name.text()).filter(id -> id <= drafts.size()).map(Long::intValue);
    var found =
        number.or(() ->
            drafts.stream()
                .filter(draft ->
                    draft.title.equals(name.text())
                        || draft.titleEn.equals(Optional.of(name.text())))
                .map(Draft::id)
                .findFirst());
    if (found.isEmpty()) {
      var titles =
          drafts.stream()
              .flatMap(draft -> Stream.concat(Stream.of(draft.title), draft.titleEn.stream()))
              .filter(title -> !title.isEmpty())
              .toList();
      problems.add(
          RulesReason.UNKNOWN_STAGE,
          name.place(),
          Spelling.nearest(name.text(), titles),
          name.text());
    }
    return found;
  }

  private void checkJoin(Stage stage, List<Stage> stages) {
    if (stage.joins().isEmpty()) {
      return;
    }
    var place = drafts.get(stage.id() - 1).in.place(Key.UNFILLED);
    var target = stages.get(stage.joins().get() - 1);
    if (target.id() <= stage.id()) {
      problems.add(RulesReason.STAGE_NOT_LATER, place, String.valueOf(target.id()));
    } else if (stage.places() instanceof StagePlaces.All
        || target.places() instanceof StagePlaces.All) {
      problems.add(RulesReason.JOIN_WITH_ALL, place);
    }
  }

  /** Finds stages that nobody can be in, and groups that are in no stage. */
  private void checkPools(List<Stage> stages) {
    var reached = new ArrayList<Set<Label>>();
    for (var stage : stages) {
      var pool = new HashSet<>(stage.groups().isEmpty() ? groups : stage.groups());
      if (!stage.fromWinnersOf().isEmpty()) {
        var from = new HashSet<Label>();
        stage.fromWinnersOf().forEach(id -> from.addAll(reached.get(id - 1)));
        pool.retainAll(from);
      }
      for (var id : stage.exceptWinnersOf()) {
        if (takesEverybody(stages.get(id - 1))) {
          pool.removeAll(reached.get(id - 1));
        }
      }
      if (pool.isEmpty()) {
        var place = drafts.get(stage.id() - 1).in.place(Key.STAGE_TITLE);
        problems.add(RulesReason.POOL_EMPTY, place, String.valueOf(stage.id()));
      }
      reached.add(pool);
    }
    var drawn = new HashSet<Label>();
    reached.forEach(drawn::addAll);
    unused = groups.stream().filter(group -> !drawn.contains(group)).toList();
  }

  private static boolean takesEverybody(Stage stage) {
    return stage.places() instanceof StagePlaces.All
        && stage.fromWinnersOf().isEmpty()
        && stage.exceptWinnersOf().isEmpty();
  }

  private static Optional<Long> stageNumber(String text) {
    return wholeNumber(text, Long.MAX_VALUE);
  }

  private static Optional<Long> wholeNumber(String text, long max) {
    var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return plain.matches("[1-9][0-9]{0,17}")
        ? Optional.of(Long.parseLong(plain)).filter(number -> number <= max)
        : Optional.empty();
  }
}
