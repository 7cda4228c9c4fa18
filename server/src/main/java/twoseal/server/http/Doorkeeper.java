package twoseal.server.http;

import java.util.Optional;

/** Knows who is calling. Whether a role may call a route, the table says. */
public interface Doorkeeper {
  /**
   * Who is calling, by cookie or bearer token; empty for whoever is not signed in, also where a
   * cookie is of a session that ended.
   *
   * @throws Problem 401 on a bearer token that does not hold
   */
  Optional<Caller> caller(Call call);

  /**
   * Lets a signed-in caller pass to a route that its access allows, public ones too.
   *
   * @throws Problem 403 if a browser's request that changes something lacks the session's token, or
   *     if the account has something to do first
   */
  void admit(Route route, Call call, Caller caller);
}
