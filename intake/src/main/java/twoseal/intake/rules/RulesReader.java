package twoseal.intake.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.draw.Rules;
import twoseal.draw.Stage;
import twoseal.intake.rules.SealSettings.Contribution;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/** Reads the whole file, section by section. */
final class RulesReader {
  /**
   * The most bytes that rules and contributors may take of a command note's 60,000 ([NOTE-7]); the
   * rest is for the seal's other fields and the signatures.
   */
  static final int RULES_BYTES_MAX = 50_000;

  /** The group where the rules name none. */
  static final Label ONLY_GROUP = new Label("全体");

  static final int RELAYS_MAX = 16;
  static final int URL_BYTES_MAX = 300;

  private static final int COMMITTED_LINE_BYTES = 200;

  /** What stands at the top; a value is absent where it could not be read. */
  private record Heading(
      Optional<String> title,
      Optional<String> titleEn,
      Optional<String> organiser,
      Optional<String> purpose,
      String entropy,
      Optional<Long> scheduledS) {
    /** To be called where there are no problems. */
    Rules rules(ListSettings list, List<Label> groups, List<Stage> stages) {
      return new Rules(
          title.orElseThrow(),
          titleEn,
          organiser.orElseThrow(),
          purpose.orElseThrow(),
          entropy,
          scheduledS.orElseThrow(),
          list.columns().stream().map(Label::new).toList(),
          ListReader.maskingText(list.masked()),
          groups,
          stages);
    }
  }

  private final SectionReader file;
  private final Problems problems;
  private final Map<Label, Place> groupPlaces = new HashMap<>();

  RulesReader(Yaml root, Problems problems) {
    this.file = new SectionReader(Section.FILE, Section.FILE.shown(), root, problems);
    this.problems = problems;
  }

  /** Empty only where there are problems. */
  Optional<RulesFile> read() {
    var heading = heading();
    var before = problems.size();
    var groups = groups();
    var hasGroups = problems.size() == before;
    var list =
        file.required(Key.LIST)
            .map(yaml -> new SectionReader(Section.LIST, Key.LIST.shown(), yaml, problems))
            .map(section -> new ListReader(section, problems));
    hasGroups &= list.map(this::checkGroupColumn).orElse(true);
    var settings = list.flatMap(reader -> reader.read(groups.getFirst()));
    var stages =
        new StagesReader(
            file.required(Key.STAGES),
            hasGroups ? Optional.of(groups) : Optional.empty(),
            list.filter(ListReader::hasSeats).isPresent(),
            problems);
    var read = stages.read();
    for (var group : stages.unused()) {
      var place = groupPlaces.getOrDefault(group, file.place(Key.GROUPS));
      problems.add(RulesReason.UNUSED_GROUP, place, group.text());
    }
    var seal =
        file.required(Key.SEAL)
            .map(yaml -> new SectionReader(Section.SEAL, Key.SEAL.shown(), yaml, problems))
            .map(section -> new SealReader(section, problems));
    var isCeremony = heading.entropy.equals(Rules.CEREMONY);
    var sealSettings = seal.map(reader -> reader.read(heading.scheduledS, isCeremony));
    var relays = relays();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    var rules = heading.rules(settings.orElseThrow(), groups, read);
    checkWhole(rules, sealSettings.orElseThrow());
    var marks =
        new RulesFile.Marks(
            groupPlaces,
            file.place(Key.GROUPS),
            seal.orElseThrow().chainPlace(),
            seal.orElseThrow().deltaPlace(),
            stages.marks());
    return Optional.of(
        new RulesFile(rules, settings.orElseThrow(), sealSettings.orElseThrow(), relays, marks));
  }

  private Heading heading() {
    var bytesMax = StagesReader.TITLE_BYTES_MAX;
    return new Heading(
        file.line(file.requiredText(Key.TITLE), Key.TITLE, bytesMax),
        file.line(file.text(Key.TITLE_EN), Key.TITLE_EN, bytesMax),
        file.requiredText(Key.ORGANISER).flatMap(this::organiser),
        file.word(file.requiredText(Key.PURPOSE), Choice.PURPOSES),
        file.word(file.text(Key.ENTROPY), Choice.ENTROPIES).orElse(Rules.BEACON),
        file.requiredText(Key.SCHEDULED).flatMap(this::time));
  }

  private Optional<String> organiser(Yaml.Text value) {
    try {
      return Optional.of(PersonName.requireId(value.text()));
    } catch (MalformedException noId) {
      problems.add(RulesReason.ID, value.place(), value.text());
      return Optional.empty();
    }
  }

  private Optional<Long> time(Yaml.Text value) {
    var timeS = Moments.time(value.text());
    if (timeS.isEmpty()) {
      problems.add(RulesReason.TIME, value.place(), value.text());
    }
    return timeS;
  }

  /** At least one, ascending. */
  private List<Label> groups() {
    for (var name : file.names(Key.GROUPS, ListRoot.GROUPS_MAX)) {
      groupPlaces.put(new Label(name.text()), name.place());
    }
    return groupPlaces.isEmpty()
        ? List.of(ONLY_GROUP)
        : groupPlaces.keySet().stream().sorted().toList();
  }

  /** Whether the groups are those that were meant. */
  private boolean checkGroupColumn(ListReader list) {
    if (list.hasGroupColumn() && !file.has(Key.GROUPS)) {
      problems.add(RulesReason.GROUPS_NEEDED, list.place(), Key.GROUPS.shown());
      return false;
    }
    if (!list.hasGroupColumn() && groupPlaces.size() > 1) {
      problems.add(RulesReason.GROUP_COLUMN_NEEDED, file.place(Key.LIST), Key.GROUP_COLUMN.shown());
    }
    return true;
  }

  private List<URI> relays() {
    var relays = new ArrayList<URI>();
    for (var text : file.texts(Key.RELAYS, RELAYS_MAX)) {
      var url = relay(text.text());
      if (url.isEmpty()) {
        problems.add(RulesReason.URL, text.place(), text.text());
      } else if (relays.contains(url.get())) {
        problems.add(RulesReason.REPEATED_ITEM, text.place(), text.text());
      } else {
        relays.add(url.get());
      }
    }
    return List.copyOf(relays);
  }

  private static Optional<URI> relay(String text) {
    try {
      var url = new URI(text);
      var isRelay =
          text.length() <= URL_BYTES_MAX
              && List.of("https", "http").contains(String.valueOf(url.getScheme()))
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      return isRelay ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException noUrl) {
      return Optional.empty();
    }
  }

  /** What only the whole can show; the core's own judgement is the last. */
  private void checkWhole(Rules rules, SealSettings seal) {
    var text = new Fields.Writer("rules", 1);
    rules.write(text);
    var bytes =
        Bytes.utf8(text.text()).length
            + seal.contributors().stream().mapToInt(RulesReader::lineBytes).sum();
    if (bytes > RULES_BYTES_MAX) {
      problems.add(
          RulesReason.RULES_TOO_LONG,
          Place.START,
          String.valueOf(bytes),
          String.valueOf(RULES_BYTES_MAX));
    }
    rules
        .contradiction()
        .ifPresent(
            sentence -> problems.add(RulesReason.CONTRADICTION, file.place(Key.STAGES), sentence));
  }

  private static int lineBytes(Contribution contribution) {
    return switch (contribution) {
      case Contribution.Committed _ -> COMMITTED_LINE_BYTES;
      case Contribution.Live(_, var hex) -> COMMITTED_LINE_BYTES + hex.length();
    };
  }
}
