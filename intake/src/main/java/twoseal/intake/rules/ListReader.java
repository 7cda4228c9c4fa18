package twoseal.intake.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import twoseal.draw.Rules;
import twoseal.intake.IdentityKind;
import twoseal.intake.Mask;
import twoseal.list.Label;

/** Reads the section {@code list}. */
final class ListReader {
  private static final Set<String> NAMES = Set.of("姓名", "名称", "户主姓名", "name", "Name");
  private static final Map<String, IdentityKind> IDENTITIES =
      Map.ofEntries(
          Map.entry("身份证", IdentityKind.ID_CARD),
          Map.entry("身份证号", IdentityKind.ID_CARD),
          Map.entry("身份证号码", IdentityKind.ID_CARD),
          Map.entry("公民身份号码", IdentityKind.ID_CARD),
          Map.entry("id-card", IdentityKind.ID_CARD),
          Map.entry("证件号码", IdentityKind.DOCUMENT),
          Map.entry("证件号", IdentityKind.DOCUMENT),
          Map.entry("统一社会信用代码", IdentityKind.CREDIT_CODE),
          Map.entry("信用代码", IdentityKind.CREDIT_CODE));
  private static final Set<String> PHONES = Set.of("手机", "手机号", "手机号码", "电话", "联系电话", "phone");

  private final SectionReader list;
  private final Problems problems;
  private final List<String> columns;

  ListReader(SectionReader list, Problems problems) {
    this.list = list;
    this.problems = problems;
    var _ = list.required(Key.COLUMNS);
    this.columns =
        list.names(Key.COLUMNS, Rules.COLUMNS_MAX).stream().map(Yaml.Text::text).toList();
  }

  List<String> columns() {
    return columns;
  }

  /** Whether entries may take more than one seat. */
  boolean hasSeats() {
    return list.has(Key.SEATS_COLUMN);
  }

  boolean hasGroupColumn() {
    return list.has(Key.GROUP_COLUMN);
  }

  Place place() {
    return list.place(Key.GROUP_COLUMN);
  }

  /** Empty only where there are problems. */
  Optional<ListSettings> read(Label group) {
    var groupColumn = list.name(Key.GROUP_COLUMN);
    var weightColumn = list.name(Key.WEIGHT_COLUMN);
    var seatsColumn = list.name(Key.SEATS_COLUMN);
    var identity = identity();
    var masked = masked(identity);
    return problems.isEmpty()
        ? Optional.of(
            new ListSettings(
                columns, identity, masked, groupColumn, group, weightColumn, seatsColumn))
        : Optional.empty();
  }

  /** What is told of the masks in the announcement. */
  static String maskingText(List<ListSettings.Masked> masked) {
    return String.join(
        "；",
        masked.stream()
            .map(part ->
                switch (part.mask()) {
                  case SURNAME -> part.column() + "：首字与星号 (first character)";
                  case LAST4 -> part.column() + "：星号与后四位 (last four)";
                  case FULL -> part.column() + "：全部 (in full)";
                })
            .toList());
  }

  private List<ListSettings.Identity> identity() {
    if (list.value(Key.IDENTITY).orElse(null) instanceof Yaml.Text text) {
      var _ = SectionReader.word(text, Choice.NONE, problems);
      return List.of();
    }
    var before = problems.size();
    var kinds =
        list.has(Key.IDENTITY)
            ? list.perColumn(
                Key.IDENTITY,
                columns,
                text -> SectionReader.word(text, Choice.IDENTITIES, problems))
            : usualIdentity();
    if (kinds.isEmpty() && !columns.isEmpty() && problems.size() == before) {
      problems.add(RulesReason.IDENTITY_NEEDED, list.place(Key.IDENTITY), Key.IDENTITY.shown());
    }
    return kinds.entrySet().stream()
        .map(line -> new ListSettings.Identity(line.getKey(), line.getValue()))
        .toList();
  }

  private List<ListSettings.Masked> masked(List<ListSettings.Identity> identity) {
    var before = problems.size();
    var masks =
        list.has(Key.MASKING)
            ? list.perColumn(
                Key.MASKING, columns, text -> SectionReader.word(text, Choice.MASKS, problems))
            : usualMasks(identity);
    if (masks.isEmpty() && !columns.isEmpty() && problems.size() == before) {
      problems.add(RulesReason.MASKING_NEEDED, list.place(Key.MASKING), Key.MASKING.shown());
    }
    return masks.entrySet().stream()
        .map(line -> new ListSettings.Masked(line.getKey(), line.getValue()))
        .toList();
  }

  /** Documents by their usual names; phones where there is no document. */
  private Map<String, IdentityKind> usualIdentity() {
    var kinds = new LinkedHashMap<String, IdentityKind>();
    columns.stream()
        .filter(IDENTITIES::containsKey)
        .forEach(column -> kinds.put(column, IDENTITIES.get(column)));
    if (kinds.isEmpty()) {
      columns.stream()
          .filter(PHONES::contains)
          .findFirst()
          .ifPresent(column -> kinds.put(column, IdentityKind.PHONE));
    }
    return kinds;
  }

  /** The surname and the last four of documents and phones, by their usual names. */
  private Map<String, Mask> usualMasks(List<ListSettings.Identity> identity) {
    var identified = new ArrayList<String>();
    identity.forEach(part -> identified.add(part.column()));
    var masks = new LinkedHashMap<String, Mask>();
    for (var column : columns) {
      if (NAMES.contains(column)) {
        masks.put(column, Mask.SURNAME);
      } else if (identified.contains(column) || PHONES.contains(column)) {
        masks.put(column, Mask.LAST4);
      }
    }
    return masks;
  }
}
