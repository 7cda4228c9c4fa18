package twoseal.intake.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import twoseal.draw.Rules;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;
import twoseal.intake.rules.SealSettings.Contribution;
import twoseal.intake.rules.SealSettings.PressBy;
import twoseal.list.Label;

/** Writes a rules file: one form, every key with a comment where it first stands. */
final class RulesText {
  private static final String INDENT = "  ";

  /** Written without quotes: YAML takes these for text wherever they stand. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{IsHan}A-Za-z0-9]([\\p{IsHan}A-Za-z0-9 ./+-]|:(?=[0-9/]))*");

  private static final String HEAD =
      """
      # 规则文件：项与可选值中英文均可，说明见 docs/rules.md。
      # Rules of a draw: keys and words in Chinese or English; see docs/rules.md.
      """;

  private static final String SAMPLE =
      """
      title: 会员答谢抽奖
      title-en: Members' prize draw
      organiser: organiser
      scheduled: 2027-01-01 19:30
      list:
        columns: [姓名, 证件号码, 手机号]
      stages:
        - title: 一等奖
          title-en: First prize
          places: 1
          alternates: 2
        - title: 二等奖
          title-en: Second prize
          places: 10
          alternates: 5
          except-winners-of: earlier
      seal:
        press-by: 2h
      """;

  private final RulesFile file;
  private final Language language;
  private final StringBuilder out = new StringBuilder(HEAD);
  private final Set<Key> explained = EnumSet.noneOf(Key.class);

  RulesText(RulesFile file, Language language) {
    this.file = file;
    this.language = language;
  }

  static String template(String purpose, Language language) {
    return RulesFile.read(SAMPLE + "purpose: " + purpose + "\n").text(language);
  }

  String text() {
    var rules = file.rules();
    out.append('\n');
    line("", Key.TITLE, rules.title());
    optional("", Key.TITLE_EN, rules.titleEn());
    line("", Key.ORGANISER, rules.organiser());
    line("", Key.PURPOSE, Choice.PURPOSES.spelling(rules.purpose(), language));
    line("", Key.ENTROPY, Choice.ENTROPIES.spelling(rules.entropy(), language));
    line("", Key.SCHEDULED, Moments.timeText(rules.scheduledS()));
    items("", Key.GROUPS, rules.groups().stream().map(Label::text).toList());
    list();
    open("", Key.STAGES);
    rules.stages().forEach(this::stage);
    seal();
    if (!file.relays().isEmpty()) {
      open("", Key.RELAYS);
      file.relays().forEach(url -> out.append("  - ").append(scalar(url.toString())).append('\n'));
    }
    return out.toString();
  }

  private void list() {
    var list = file.list();
    open("", Key.LIST);
    items(INDENT, Key.COLUMNS, list.columns());
    if (list.identity().isEmpty()) {
      line(INDENT, Key.IDENTITY, language == Language.CHINESE ? "无" : "none");
    } else {
      open(INDENT, Key.IDENTITY);
      list.identity()
          .forEach(i -> column(i.column(), Choice.IDENTITIES.spelling(i.kind(), language)));
    }
    open(INDENT, Key.MASKING);
    list.masked().forEach(m -> column(m.column(), Choice.MASKS.spelling(m.mask(), language)));
    optional(INDENT, Key.GROUP_COLUMN, list.groupColumn());
    optional(INDENT, Key.WEIGHT_COLUMN, list.weightColumn());
    optional(INDENT, Key.SEATS_COLUMN, list.seatsColumn());
  }

  private void stage(Stage stage) {
    var from = out.length();
    var indent = INDENT + INDENT;
    line(indent, Key.STAGE_TITLE, stage.title());
    optional(indent, Key.STAGE_TITLE_EN, stage.titleEn());
    if (!stage.groups().isEmpty()) {
      items(indent, Key.STAGE_GROUPS, stage.groups().stream().map(Label::text).toList());
    }
    ids(indent, Key.FROM, stage.fromWinnersOf());
    ids(indent, Key.EXCEPT, stage.exceptWinnersOf());
    var places =
        stage.places() instanceof StagePlaces.Seats
            ? stage.places().text()
            : Choice.PLACES.spelling(stage.places().text(), language);
    line(indent, Key.PLACES, places);
    if (!(stage.places() instanceof StagePlaces.All)) {
      line(indent, Key.ALTERNATES, Long.toString(stage.alternates()));
    }
    if (file.list().seatsColumn().isPresent() || stage.overfill() == OverfillRule.STOP) {
      line(indent, Key.OVERFLOW, Choice.OVERFLOWS.spelling(stage.overfill(), language));
    }
    stage
        .joins()
        .ifPresent(id ->
            line(indent, Key.UNFILLED, (language == Language.CHINESE ? "并入 " : "join ") + id));
    // The item's dash stands before its first key, which may have a comment line above it.
    var first = out.indexOf(indent + Key.STAGE_TITLE.spelling(language) + ": ", from);
    out.replace(first, first + indent.length(), "  - ");
  }

  private void seal() {
    var seal = file.seal();
    open("", Key.SEAL);
    if (file.rules().entropy().equals(Rules.BEACON)) {
      line(INDENT, Key.CHAIN, Choice.CHAINS.spelling(seal.chain(), language));
    }
    line(INDENT, Key.DELTA, Moments.durationText(seal.deltaS()));
    line(INDENT, Key.MARGIN, Moments.durationText(seal.marginS()));
    var pressBy =
        switch (seal.pressBy()) {
          case PressBy.At(var epochS) -> Moments.timeText(epochS);
          case PressBy.AfterSeal(var durationS) -> Moments.durationText(durationS);
        };
    line(INDENT, Key.PRESS_BY, pressBy);
    if (file.rules().entropy().equals(Rules.BEACON)) {
      line(INDENT, Key.SKIP_NOTICE, Moments.durationText(seal.skipNoticeS()));
      line(INDENT, Key.SKIPS_MAX, Long.toString(seal.skipsMax()));
    }
    if (!seal.contributors().isEmpty()) {
      open(INDENT, Key.CONTRIBUTORS);
      seal.contributors()
          .forEach(c -> out.append("    - ").append(scalar(contributor(c))).append('\n'));
    }
  }

  private String contributor(Contribution contribution) {
    var isChinese = language == Language.CHINESE;
    return switch (contribution) {
      case Contribution.Committed(var person) -> person + (isChinese ? " 承诺" : " committed");
      case Contribution.Live(var person, var hex) -> person + (isChinese ? " 现场 " : " live ") + hex;
    };
  }

  private void ids(String indent, Key key, List<Integer> ids) {
    if (!ids.isEmpty()) {
      items(indent, key, ids.stream().map(String::valueOf).toList());
    }
  }

  private void optional(String indent, Key key, Optional<String> value) {
    value.ifPresent(text -> line(indent, key, text));
  }

  private void line(String indent, Key key, String value) {
    begin(indent, key).append(' ').append(scalar(value)).append('\n');
  }

  private void items(String indent, Key key, List<String> items) {
    var texts = items.stream().map(RulesText::scalar).toList();
    begin(indent, key).append(" [").append(String.join(", ", texts)).append("]\n");
  }

  private void open(String indent, Key key) {
    begin(indent, key).append('\n');
  }

  private void column(String name, String word) {
    out.append("    ").append(scalar(name)).append(": ").append(scalar(word)).append('\n');
  }

  private StringBuilder begin(String indent, Key key) {
    if (explained.add(key)) {
      // The first key of an item stands behind its dash, the comment above it.
      var level = key == Key.STAGE_TITLE ? INDENT : indent;
      for (var told : Language.values()) {
        out.append(level).append("# ").append(key.about(told)).append('\n');
      }
    }
    return out.append(indent).append(key.spelling(language)).append(':');
  }

  /** The text as YAML writes it; quoted unless it is plainly text. Values have no line breaks. */
  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !text.endsWith(" ")
        ? text
        : "'" + text.replace("'", "''") + "'";
  }
}
