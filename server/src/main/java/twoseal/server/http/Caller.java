package twoseal.server.http;

import twoseal.core.PersonName;
import twoseal.core.Role;

/**
 * Who is asking. It says nothing about what may be entered on the ledger: signatures alone do.
 *
 * @param username of the account; a program that signed in by a key has its person's name
 * @param byToken a program with a bearer token, not a browser with a cookie
 * @param needsKey has no key of their own on the ledger yet: until then only that key's acts are
 *     theirs
 */
public record Caller(
    String username, PersonName person, Role role, boolean byToken, boolean needsKey) {
  /** Somebody who has a key. */
  public Caller(String username, PersonName person, Role role, boolean byToken) {
    this(username, person, role, byToken, false);
  }
}
