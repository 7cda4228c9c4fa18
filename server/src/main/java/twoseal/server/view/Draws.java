package twoseal.server.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Clock;
import twoseal.server.http.JsonText;
import twoseal.server.http.Problem;

/** The draws that somebody looks at; the least recently looked at are forgotten and read again. */
public final class Draws {
  private static final int KEPT_MAX = 256;

  private final Chronicle chronicle;
  private final Lists lists;
  private final Backstage backstage;
  private final JsonText json;
  private final Clock clock;
  private final Map<CaseNumber, LiveDraw> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** The draws of a ledger, with the lists beside it. */
  public Draws(Chronicle chronicle, Lists lists, Backstage backstage, JsonText json, Clock clock) {
    this.chronicle = chronicle;
    this.lists = lists;
    this.backstage = backstage;
    this.json = json;
    this.clock = clock;
  }

  /** What is read of the ledger. */
  Chronicle chronicle() {
    return chronicle;
  }

  Lists lists() {
    return lists;
  }

  Backstage backstage() {
    return backstage;
  }

  JsonText json() {
    return json;
  }

  long nowMs() {
    return clock.nowMs();
  }

  /**
   * A draw.
   *
   * @throws Problem 404 if there is none of that number
   */
  LiveDraw live(CaseNumber draw) {
    if (!chronicle.knows(draw)) {
      throw Problem.notFound();
    }
    synchronized (kept) {
      var live =
          kept.computeIfAbsent(
              draw, number -> new LiveDraw(chronicle, lists, backstage, json, number));
      if (kept.size() > KEPT_MAX) {
        kept.remove(kept.keySet().iterator().next());
      }
      return live;
    }
  }

  /**
   * An attempt of a draw as of now.
   *
   * @throws Problem 404 if there is no such draw or attempt
   */
  Look look(CaseNumber draw, Optional<Integer> attempt) {
    return live(draw).look(attempt, nowMs()).orElseThrow(Problem::notFound);
  }
}
