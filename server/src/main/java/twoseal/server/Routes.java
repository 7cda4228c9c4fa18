package twoseal.server;

import java.util.List;
import java.util.stream.Stream;
import twoseal.server.http.Handler;
import twoseal.server.http.Problem;
import twoseal.server.http.Route;
import twoseal.server.ops.Alarms;
import twoseal.server.view.DrawPages;
import twoseal.server.view.EntryPages;
import twoseal.server.view.Feed;
import twoseal.server.view.LedgerPages;
import twoseal.server.view.RegisterPages;

/**
 * The whole interface as one table: method, path, who may, who answers; in the order of
 * spec/openapi.yaml, which a test compares with it, both ways.
 */
final class Routes {
  private static final Handler LATER =
      _ -> {
        throw new Problem(503, "busy");
      };

  private Routes() {}

  /**
   * Who answers.
   *
   * @param auth the lines of sessions, accounts, audit and people
   */
  record Parts(
      List<Route> auth,
      RegisterPages register,
      DrawPages draws,
      EntryPages entries,
      LedgerPages ledger,
      Feed feed,
      Alarms alarms,
      Handler backup) {}

  /** The table. */
  static List<Route> table(Parts parts) {
    return Stream.of(
            parts.auth(),
            acts(),
            preparing(),
            draws(parts),
            live(parts),
            record(),
            ledger(parts),
            operations(parts))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> acts() {
    return List.of(
        Route.of("GET", "/acts", "signed-in", LATER),
        Route.of("POST", "/acts", "signed-in", LATER),
        Route.of("GET", "/acts/{id}", "signed-in own", LATER),
        Route.of("DELETE", "/acts/{id}", "signed-in own", LATER),
        Route.of("POST", "/acts/{id}/signatures", "signed-in own", LATER),
        Route.of("POST", "/commands", "public", LATER));
  }

  private static List<Route> preparing() {
    return List.of(
        Route.of("POST", "/rules/check", "signed-in", LATER),
        Route.of("GET", "/preparations", "organiser notary administrator", LATER),
        Route.of("POST", "/preparations", "organiser notary", LATER),
        Route.of("GET", "/preparations/{id}", "organiser notary administrator own", LATER),
        Route.of("PUT", "/preparations/{id}", "organiser notary own", LATER),
        Route.of("DELETE", "/preparations/{id}", "organiser notary own", LATER),
        Route.of("GET", "/draws/{draw}/lists", "organiser notary administrator own", LATER),
        Route.of("POST", "/draws/{draw}/lists", "organiser own", LATER),
        Route.of("GET", "/draws/{draw}/lists/{id}", "organiser notary administrator own", LATER),
        Route.of("PUT", "/draws/{draw}/lists/{id}/content", "organiser own", LATER),
        Route.of("GET", "/draws/{draw}/lists/{id}/errors.csv", "organiser notary own", LATER),
        Route.of("POST", "/draws/{draw}/lists/{id}/confirm", "organiser notary own", LATER),
        Route.of("GET", "/draws/{draw}/objections", "organiser notary administrator own", LATER),
        Route.of("POST", "/draws/{draw}/objections", "organiser notary own", LATER),
        Route.of("PUT", "/draws/{draw}/objections/{id}/answer", "organiser notary own", LATER),
        Route.of(
            "PUT",
            "/draws/{draw}/commitment",
            "contributor organiser notary witness operator observer own",
            LATER));
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
        Route.of("GET", "/draws/{draw}/entries/{number}/proof", "public", parts.entries()::proof));
  }

  private static List<Route> live(Parts parts) {
    return List.of(
        Route.of("GET", "/draws/{draw}/events", "public", parts.feed()::events),
        Route.of("POST", "/draws/{draw}/beacon", "organiser notary operator own", LATER),
        Route.of("PUT", "/draws/{draw}/show", "notary organiser own", LATER),
        Route.of("POST", "/draws/{draw}/shakes", "public", LATER),
        Route.of("GET", "/draws/{draw}/shakes/{shake}", "public", LATER));
  }

  private static List<Route> record() {
    return List.of(
        Route.of(
            "GET", "/draws/{draw}/record", "organiser notary administrator observer own", LATER),
        Route.of("PUT", "/draws/{draw}/record", "notary", LATER),
        Route.of("POST", "/draws/{draw}/record/close", "notary", LATER),
        Route.of(
            "GET",
            "/draws/{draw}/record.txt",
            "organiser notary administrator observer own",
            LATER),
        Route.of("GET", "/draws/{draw}/papers/{paper}", "public", LATER));
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
