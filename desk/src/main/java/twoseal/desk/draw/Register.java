package twoseal.desk.draw;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.State;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.OpenAttempt;
import twoseal.draw.Seal;
import twoseal.ledger.LedgerView;

/**
 * The public register of a ledger: every case number that it gave, without gaps, and every attempt.
 */
public record Register(List<Case> cases) {
  /**
   * A case.
   *
   * @param announced when, in UTC (ISO 8601), as all times here
   * @param attempts in order, the first at least
   */
  public record Case(
      CaseNumber number,
      String title,
      String organiser,
      String announced,
      List<Attempt> attempts) {}

  /**
   * An attempt; what has not happened yet is empty.
   *
   * @param reason for which it was opened; the first has none
   */
  public record Attempt(
      int attempt,
      AttemptState state,
      Optional<String> reason,
      Optional<String> fingerprint,
      Optional<String> sealed,
      Optional<String> pressed,
      Optional<String> complete) {}

  /**
   * The register as of now.
   *
   * @param nowMs in milliseconds since 1970, by which the states are told
   */
  public static Register of(LedgerView ledger, long nowMs) {
    var cases = new ArrayList<Case>();
    for (var number : Desk.look(ledger, Register::numbers)) {
      var history = CaseHistory.of(ledger, number);
      cases.add(Desk.look(ledger, number, file -> entry(file, history, nowMs)));
    }
    return new Register(cases);
  }

  /** Every case number that was given, draws first, in order. */
  public static List<CaseNumber> numbers(State state) {
    var numbers = new ArrayList<CaseNumber>();
    for (var kind : DrawKind.values()) {
      for (var n = CaseFile.first(state, kind); n <= CaseFile.count(state, kind); n++) {
        numbers.add(new CaseNumber(kind, n));
      }
    }
    return numbers;
  }

  private static Case entry(CaseFile current, CaseHistory history, long nowMs) {
    var rules = current.announcement().rules();
    var attempts = new ArrayList<Attempt>();
    for (var k = 1; k <= current.attempts(); k++) {
      attempts.add(attempt(current.at(k).orElseThrow(), history, nowMs));
    }
    return new Case(
        current.number(),
        rules.title(),
        rules.organiser(),
        time(history.whenMs(DrawCommand.Announce.class::isInstance)).orElseThrow(),
        attempts);
  }

  private static Attempt attempt(CaseFile file, CaseHistory history, long nowMs) {
    return new Attempt(
        file.attempt(),
        AttemptState.of(file, nowMs),
        file.opened().map(OpenAttempt::reason),
        Fingerprint.of(file),
        when(file, history, Seal.class),
        when(file, history, DrawCommand.Press.class),
        when(file, history, DrawCommand.Complete.class));
  }

  private static Optional<String> when(
      CaseFile file, CaseHistory history, Class<? extends DrawCommand.InDraw> kind) {
    return time(
        history.whenMs(
            command -> kind.isInstance(command) && kind.cast(command).attempt() == file.attempt()));
  }

  private static Optional<String> time(Optional<Long> ms) {
    return ms.map(at -> Instant.ofEpochMilli(at).toString());
  }
}
