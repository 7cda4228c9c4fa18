package twoseal.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A mapping bound to a header: names have become places from 0; -1 where there is no such column.
 */
@SuppressWarnings("ArrayRecordComponent") // Read a few times a row, never compared.
record Columns(
    List<String> header,
    int[] record,
    int[] identity,
    IdentityKind[] identityKinds,
    int[] masked,
    Mask[] masks,
    int group,
    int weight,
    int seats) {

  /**
   * Binds.
   *
   * @throws IntakeStop if a column is missing or stands twice; the errors name each
   */
  static Columns bind(ListMapping mapping, List<String> header, long line, ErrorLog errors)
      throws IOException {
    var before = errors.errors();
    for (var name : mapping.columns()) {
      var first = header.indexOf(name);
      var reason = first < 0 ? IntakeReason.MISSING_COLUMN : IntakeReason.REPEATED_COLUMN;
      if (first < 0 || header.lastIndexOf(name) != first) {
        errors.add(new LineError(line, Math.max(0, first + 1), name, reason, ""));
      }
    }
    if (errors.errors() > before) {
      throw new IntakeStop();
    }
    return new Columns(
        List.copyOf(header),
        mapping.record().stream().mapToInt(header::indexOf).toArray(),
        mapping.identity().stream().mapToInt(part -> header.indexOf(part.column())).toArray(),
        mapping.identity().stream().map(ListMapping.Identity::kind).toArray(IdentityKind[]::new),
        mapping.masked().stream().mapToInt(part -> header.indexOf(part.column())).toArray(),
        mapping.masked().stream().map(ListMapping.Masked::mask).toArray(Mask[]::new),
        place(mapping.group(), header),
        place(mapping.weight(), header),
        place(mapping.seats(), header));
  }

  private static int place(Optional<String> name, List<String> header) {
    return name.map(header::indexOf).orElse(-1);
  }
}
