package twoseal.server.auth;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the routes of accounts and sessions answer, member by member as in the contract. */
final class Answers {
  private Answers() {}

  record Office(String name, Optional<String> nameEn, String origin, String logKey) {}

  record Session(
      boolean signedIn,
      Optional<Account> account,
      Optional<String> csrf,
      List<String> needs,
      Office office,
      boolean oidc,
      Optional<List<DemoSignIn>> demo) {}

  record OfOrganisation(String id, Optional<String> name) {}

  record Account(
      String username,
      String name,
      String person,
      String role,
      Optional<OfOrganisation> organisation,
      boolean totp,
      boolean keyOnLedger,
      Optional<String> key,
      boolean keyFile,
      twoseal.server.auth.Account.State state,
      long openedMs,
      OptionalLong lastSeenMs,
      Optional<String> subject,
      Optional<String> email) {}

  record Accounts(List<Account> items, Optional<String> next) {}

  record Opened(Account account, String oneTimePassword) {}

  record AuditLine(
      long timeMs,
      String who,
      String what,
      Optional<String> about,
      Optional<String> detail,
      Optional<String> from) {}

  record Audit(List<AuditLine> items, Optional<String> next) {}

  record Totp(String secret, String uri) {}

  record Challenge(String text) {}

  record Token(String token, String person, long expiresMs) {}
}
