package twoseal.server;

import java.util.List;
import java.util.stream.Stream;
import twoseal.server.http.Handler;
import twoseal.server.http.Route;
import twoseal.server.ops.Alarms;
import twoseal.server.view.DrawPages;
import twoseal.server.view.EntryPages;
import twoseal.server.view.Feed;
import twoseal.server.view.LedgerPages;
import twoseal.server.view.RegisterPages;

/**
 * The whole interface as one table: method, path, who may, who answers. What everybody reads stands
 * here; what changes something brings its own lines. A test compares the table with
 * spec/openapi.yaml, both ways.
 */
final class Routes {
  private Routes() {}

  /**
   * Who answers.
   *
   * @param others the lines of what changes something
   */
  record Parts(
      List<Route> others,
      RegisterPages register,
      DrawPages draws,
      EntryPages entries,
      LedgerPages ledger,
      Feed feed,
      Alarms alarms,
      Handler backup) {}

  /** The table. */
  static List<Route> table(Parts parts) {
    return Stream.of(draws(parts), ledger(parts), operations(parts), parts.others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> draws(Parts parts) {
    return List.of(
        Route.of("GET", "/draws", "public", parts.register()::register),
        Route.of("GET", "/draws/{draw}", "public", parts.draws()::draw),
        Route.of("GET", "/draws/{draw}/results", "public", parts.draws()::results),
        Route.of("GET", "/draws/{draw}/result.csv", "public", parts.draws()::resultFile),
        Route.of("GET", "/draws/{draw}/list-public.csv", "public", parts.draws()::publicList),
        Route.of("GET", "/draws/{draw}/bundle", "public", parts.draws()::bundle),
        Route.of("GET", "/draws/{draw}/entries/{number}", "public", parts.entries()::byNumber),
        Route.of("GET", "/draws/{draw}/codes/{code}", "public", parts.entries()::byCode),
        Route.of("GET", "/draws/{draw}/entries/{number}/proof", "public", parts.entries()::proof),
        Route.of("GET", "/draws/{draw}/events", "public", parts.feed()::events));
  }

  private static List<Route> ledger(Parts parts) {
    return List.of(
        Route.of("GET", "/ledger", "public", parts.ledger()::head),
        Route.of("GET", "/ledger/entries", "public", parts.ledger()::entries),
        Route.of("GET", "/ledger/entries/{index}", "public", parts.ledger()::entry),
        Route.of("GET", "/ledger/entries/{index}/receipt", "public", parts.ledger()::receipt));
  }

  private static List<Route> operations(Parts parts) {
    return List.of(
        Route.of("GET", "/alarms", "administrator operator notary", parts.alarms()::alarms),
        Route.of("POST", "/backups", "administrator operator", parts.backup()));
  }
}
