package twoseal.intake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import twoseal.list.Label;

/**
 * Which columns of a file mean what. Columns are named as the header names them, or by position
 * ({@code 1}, {@code 2}, ...) where there is no header.
 *
 * @param record private values, in the order of the rules' {@code columns}
 * @param identity columns that together tell one entry from another; empty for no duplicate check
 * @param masked parts of the published name, joined by a space
 * @param group column of the label; where there is none all entries have {@code label}
 * @param label of all entries without group column
 * @param allowed the only labels the rules know; empty where any may come
 * @param weight column of the tickets; 1 where there is none
 * @param seats column of the seats; 1 where there is none
 */
public record ListMapping(
    List<String> record,
    List<Identity> identity,
    List<Masked> masked,
    Optional<String> group,
    Label label,
    Set<Label> allowed,
    Optional<String> weight,
    Optional<String> seats) {
  private static final Set<String> NAME = Set.of("姓名", "名称", "户主姓名", "name");
  private static final Set<String> ID_CARD =
      Set.of("身份证", "身份证号", "身份证号码", "公民身份号码", "id-card", "idcard");
  private static final Set<String> DOCUMENT = Set.of("证件号码", "证件号", "id", "identity");
  private static final Set<String> CREDIT_CODE = Set.of("统一社会信用代码", "信用代码", "credit-code");
  private static final Set<String> PHONE =
      Set.of("手机", "手机号", "手机号码", "电话", "联系电话", "phone", "mobile");
  private static final Set<String> GROUP = Set.of("组别", "分组", "类别", "group");
  private static final Set<String> WEIGHT = Set.of("权重", "weight");
  private static final Set<String> SEATS = Set.of("名额", "seats");

  /** An identity column. */
  public record Identity(String column, IdentityKind kind) {}

  /** A column of which something is published. */
  public record Masked(String column, Mask mask) {}

  public ListMapping {
    record = List.copyOf(record);
    identity = List.copyOf(identity);
    masked = List.copyOf(masked);
    allowed = Set.copyOf(allowed);
    if (record.isEmpty() || masked.isEmpty()) {
      throw new IllegalArgumentException("a record column and a masked column at least");
    }
  }

  /**
   * Guesses from the usual Chinese and English header names: everything but group, weight and seats
   * is private; documents identify, phones where there is no document; the name is masked to the
   * surname, document and phone to the last four.
   *
   * @param label of all entries where no column is the group
   * @param allowed the only labels the rules know; empty where any may come
   */
  public static Function<List<String>, ListMapping> automatic(Label label, Set<Label> allowed) {
    return header -> guess(header, label, allowed);
  }

  /** Columns that the mapping needs, each once. */
  Set<String> columns() {
    var columns = new LinkedHashSet<>(record);
    identity.forEach(part -> columns.add(part.column()));
    masked.forEach(part -> columns.add(part.column()));
    group.ifPresent(columns::add);
    weight.ifPresent(columns::add);
    seats.ifPresent(columns::add);
    return columns;
  }

  private static ListMapping guess(List<String> header, Label label, Set<Label> allowed) {
    var group = find(header, GROUP);
    var weight = find(header, WEIGHT);
    var seats = find(header, SEATS);
    var record = new ArrayList<>(header);
    group.ifPresent(record::remove);
    weight.ifPresent(record::remove);
    seats.ifPresent(record::remove);
    record.removeIf(String::isEmpty);
    var identity = new ArrayList<Identity>();
    find(header, ID_CARD).ifPresent(c -> identity.add(new Identity(c, IdentityKind.ID_CARD)));
    find(header, DOCUMENT).ifPresent(c -> identity.add(new Identity(c, IdentityKind.DOCUMENT)));
    find(header, CREDIT_CODE)
        .ifPresent(c -> identity.add(new Identity(c, IdentityKind.CREDIT_CODE)));
    var phone = find(header, PHONE);
    if (identity.isEmpty()) {
      phone.ifPresent(c -> identity.add(new Identity(c, IdentityKind.PHONE)));
    }
    var masked = new ArrayList<Masked>();
    find(header, NAME).ifPresent(c -> masked.add(new Masked(c, Mask.SURNAME)));
    identity.forEach(part -> masked.add(new Masked(part.column(), Mask.LAST4)));
    phone
        .filter(c -> identity.stream().noneMatch(part -> part.column().equals(c)))
        .ifPresent(c -> masked.add(new Masked(c, Mask.LAST4)));
    if (masked.isEmpty() || record.isEmpty()) {
      // Named so that the refusal tells which column is looked for.
      return new ListMapping(
          List.of("姓名"),
          List.of(),
          List.of(new Masked("姓名", Mask.SURNAME)),
          group,
          label,
          allowed,
          weight,
          seats);
    }
    return new ListMapping(record, identity, masked, group, label, allowed, weight, seats);
  }

  private static Optional<String> find(List<String> header, Set<String> names) {
    return header.stream()
        .filter(column -> names.contains(column.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
