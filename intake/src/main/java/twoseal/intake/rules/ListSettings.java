package twoseal.intake.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.intake.IdentityKind;
import twoseal.intake.ListMapping;
import twoseal.intake.Mask;
import twoseal.list.Label;

/**
 * What the columns of a list mean. Columns are named as the list's header names them.
 *
 * @param columns of the private record, in order ([LIST-2]); at least one
 * @param identity columns that together tell one entry from another; empty for no duplicate check
 * @param masked parts of the published name, in order; at least one
 * @param groupColumn column of the label; where there is none all entries have {@code group}
 * @param group the first group of the rules, the only one where there is no group column
 * @param weightColumn column of the tickets; 1 each where there is none
 * @param seatsColumn column of the seats; 1 each where there is none
 */
public record ListSettings(
    List<String> columns,
    List<Identity> identity,
    List<Masked> masked,
    Optional<String> groupColumn,
    Label group,
    Optional<String> weightColumn,
    Optional<String> seatsColumn) {
  /** An identity column. */
  public record Identity(String column, IdentityKind kind) {}

  /** A column of which something is published. */
  public record Masked(String column, Mask mask) {}

  public ListSettings {
    columns = List.copyOf(columns);
    identity = List.copyOf(identity);
    masked = List.copyOf(masked);
    if (columns.isEmpty() || masked.isEmpty()) {
      throw new IllegalArgumentException("a record column and a masked column at least");
    }
  }

  /**
   * What the intake of lists asks for.
   *
   * @param groups of the rules; no other label may come
   */
  public ListMapping mapping(List<Label> groups) {
    return new ListMapping(
        columns,
        identity.stream().map(i -> new ListMapping.Identity(i.column(), i.kind())).toList(),
        masked.stream().map(m -> new ListMapping.Masked(m.column(), m.mask())).toList(),
        groupColumn,
        group,
        Set.copyOf(groups),
        weightColumn,
        seatsColumn);
  }
}
