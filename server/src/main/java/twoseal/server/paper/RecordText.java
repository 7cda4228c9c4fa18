package twoseal.server.paper;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import twoseal.core.Fields;
import twoseal.server.paper.SupervisionRecords.NewSupervisionRecord;
import twoseal.server.paper.SupervisionRecords.Step;

/**
 * The exact text of a supervision record, in the form of [NOTE-4], so that there is one form of
 * each record and every character in it is seen. Texts of several lines are counted lines; blank
 * ones are left out.
 */
final class RecordText {
  private static final String KIND = "supervision-record";

  private RecordText() {}

  /**
   * Whose record it is, and when it was closed.
   *
   * @param origin of the ledger
   * @param closedS in seconds since 1970
   */
  record Head(
      String origin, String draw, String title, int attempt, String closedBy, long closedS) {}

  /**
   * Writes it.
   *
   * @throws twoseal.core.MalformedException if something in it cannot stand in a text ([NOTE-4])
   */
  static String of(Head head, NewSupervisionRecord record, List<Step> steps) {
    var out =
        new Fields.Writer(KIND, 1)
            .line("ledger", head.origin())
            .line("draw", head.draw())
            .number("attempt", head.attempt())
            .line("title", head.title())
            .optional("place", line(record.place()))
            .number("people", record.people().size());
    for (var person : record.people()) {
      out.optional("name", line(person.name())).optional("role", line(person.role()));
    }
    out.number("steps", steps.size());
    for (var step : steps) {
      out.number("step", step.index())
          .time("time", step.timeMs() / 1_000)
          .line("digest", step.digest())
          .line("what", step.what().zh())
          .line("what-en", step.what().en());
    }
    out.number("incidents", record.incidents().size());
    for (var incident : record.incidents()) {
      out.time("time", incident.timeMs() / 1_000);
      lines(out, "incident", incident.text());
    }
    out.number("recordings", record.recordings().size());
    for (var recording : record.recordings()) {
      out.optional("recording", line(recording.name()))
          .number("bytes", recording.bytes())
          .line("sha256", recording.sha256());
    }
    lines(out, "statement", record.statement());
    return out.line("closed-by", head.closedBy()).time("closed", head.closedS()).text();
  }

  private static void lines(Fields.Writer out, String name, String text) {
    var lines = text.lines().map(RecordText::line).flatMap(Optional::stream).toList();
    out.number(String.format(Locale.ROOT, "%s-lines", name), lines.size());
    lines.forEach(line -> out.line(name, line));
  }

  /** One line without spaces at its ends; a lone hyphen would read as nothing. */
  private static Optional<String> line(String text) {
    var line = Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
    return Optional.of(line).filter(l -> !l.isEmpty() && !l.equals("-"));
  }
}
