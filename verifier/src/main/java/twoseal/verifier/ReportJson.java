package twoseal.verifier;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A report as JSON (RFC 8259); members in alphabetic order, so that the same report is the same
 * text.
 */
final class ReportJson {
  private ReportJson() {}

  static String of(Report report) {
    return json(
        object(
            "verdict", report.verdict().word().en(),
            "checks", report.checks().stream().map(ReportJson::check).toList(),
            "reasons", report.reasons(),
            "opening", report.opening(),
            "remarks", report.remarks(),
            "facts", report.facts().map(ReportJson::facts),
            "inputSha256", report.inputSha256(),
            "build", report.build(),
            "policyDigest", report.policyDigest()));
  }

  private static Map<String, Object> check(Report.Check check) {
    return object(
        "id", check.id().number(),
        "title", check.id().title(),
        "state", check.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "found", check.found());
  }

  private static Map<String, Object> facts(Report.Facts facts) {
    var sealed = facts.lastSealed();
    var list = sealed.list();
    return object(
        "caseNumber", facts.caseNumber(),
        "rehearsal", facts.isRehearsal(),
        "title", facts.title(),
        "titleEn", facts.titleEn(),
        "organiser", facts.organiser(),
        "fingerprint", sealed.fingerprint(),
        "listRoot", list.root(),
        "entries", list.entries(),
        "tickets", Long.toString(list.tickets()),
        "stages", sealed.stages().stream().map(ReportJson::stage).toList(),
        "attempts", facts.attempts().stream().map(ReportJson::attempt).toList());
  }

  /** The members above of the whole are those of the last attempt that was sealed. */
  private static Map<String, Object> attempt(Report.Attempt attempt) {
    var stages = attempt.sealed().map(Report.Sealed::stages).orElse(List.of());
    return object(
        "number", attempt.number(),
        "progress", attempt.progress().name().toLowerCase(Locale.ROOT),
        "reasonOfNext", attempt.reasonOfNext(),
        "fingerprint", attempt.sealed().map(Report.Sealed::fingerprint),
        "listRoot", attempt.sealed().map(s -> s.list().root()),
        "stages", stages.stream().map(ReportJson::stage).toList());
  }

  private static Map<String, Object> stage(Report.Stage stage) {
    return object(
        "id", stage.id(),
        "title", stage.title(),
        "titleEn", stage.titleEn(),
        "winners", stage.winners(),
        "alternates", stage.alternates(),
        "unfilled", stage.unfilled(),
        "placed", stage.placed().stream().map(ReportJson::placed).toList());
  }

  private static Map<String, Object> placed(Report.Placed placed) {
    var members =
        object(
            "order", placed.order(),
            "winner", placed.isWinner(),
            "promoted", placed.isPromoted(),
            "gone", placed.gone().isPresent(),
            "group", placed.group(),
            "number", placed.number(),
            "name", placed.name());
    placed
        .gone()
        .ifPresent(gone ->
            members.putAll(object("disqualified", gone.isDisqualified(), "code", gone.code())));
    return members;
  }

  private static Map<String, Object> object(Object... namesAndValues) {
    var members = new TreeMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }

  private static String json(Object value) {
    return switch (value) {
      case String s -> string(s);
      case Sentence s -> json(object("zh", s.zh(), "en", s.en()));
      case Optional<?> o -> o.isPresent() ? json(o.get()) : "null";
      case List<?> l ->
          l.stream()
              .map(ReportJson::json)
              .collect(java.util.stream.Collectors.joining(",", "[", "]"));
      case Map<?, ?> m ->
          m.entrySet().stream()
              .map(e -> string((String) e.getKey()) + ":" + json(e.getValue()))
              .collect(java.util.stream.Collectors.joining(",", "{", "}"));
      default -> value.toString(); // numbers and booleans
    };
  }

  private static String string(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
