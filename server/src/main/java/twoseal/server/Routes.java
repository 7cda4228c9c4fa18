package twoseal.server;

import java.util.List;
import java.util.stream.Stream;
import twoseal.server.http.Handler;
import twoseal.server.http.Problem;
import twoseal.server.http.Route;

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

  /** The table. */
  static List<Route> table() {
    return Stream.of(
            session(),
            people(),
            acts(),
            preparing(),
            draws(),
            live(),
            record(),
            ledger(),
            operations())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> session() {
    return List.of(
        Route.of("GET", "/session", "public", LATER),
        Route.of("POST", "/session", "public", LATER),
        Route.of("DELETE", "/session", "public", LATER),
        Route.of("PUT", "/session/password", "signed-in", LATER),
        Route.of("POST", "/session/totp", "signed-in", LATER),
        Route.of("PUT", "/session/totp", "signed-in", LATER),
        Route.of("GET", "/session/key-file", "signed-in", LATER),
        Route.of("PUT", "/session/key-file", "signed-in", LATER),
        Route.of("DELETE", "/session/key-file", "signed-in", LATER),
        Route.of("GET", "/session/oidc", "public", LATER),
        Route.of("GET", "/session/oidc/callback", "public", LATER),
        Route.of("POST", "/session/challenge", "public", LATER),
        Route.of("POST", "/session/token", "public", LATER));
  }

  private static List<Route> people() {
    return List.of(
        Route.of("GET", "/accounts", "administrator", LATER),
        Route.of("POST", "/accounts", "administrator", LATER),
        Route.of("POST", "/accounts/{username}/reset", "administrator", LATER),
        Route.of("POST", "/accounts/{username}/close", "administrator", LATER),
        Route.of("GET", "/audit", "administrator", LATER),
        Route.of("GET", "/people", "public", LATER));
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

  private static List<Route> draws() {
    return List.of(
        Route.of("GET", "/draws", "public", LATER),
        Route.of("GET", "/draws/{draw}", "public", LATER),
        Route.of("GET", "/draws/{draw}/results", "public", LATER),
        Route.of("GET", "/draws/{draw}/result.csv", "public", LATER),
        Route.of("GET", "/draws/{draw}/list-public.csv", "public", LATER),
        Route.of("GET", "/draws/{draw}/bundle", "public", LATER),
        Route.of("GET", "/draws/{draw}/entries/{number}", "public", LATER),
        Route.of("GET", "/draws/{draw}/codes/{code}", "public", LATER),
        Route.of("GET", "/draws/{draw}/entries/{number}/proof", "public", LATER));
  }

  private static List<Route> live() {
    return List.of(
        Route.of("GET", "/draws/{draw}/events", "public", LATER),
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
        Route.of("GET", "/draws/{draw}/papers/{paper}", "public", LATER),
        Route.of("GET", "/papers.css", "public", LATER));
  }

  private static List<Route> ledger() {
    return List.of(
        Route.of("GET", "/ledger", "public", LATER),
        Route.of("GET", "/ledger/entries", "public", LATER),
        Route.of("GET", "/ledger/entries/{index}", "public", LATER),
        Route.of("GET", "/ledger/entries/{index}/receipt", "public", LATER));
  }

  private static List<Route> operations() {
    return List.of(
        Route.of("GET", "/alarms", "administrator operator notary", LATER),
        Route.of("POST", "/backups", "administrator operator", LATER));
  }
}
