package twoseal.server.http;

import twoseal.core.PersonName;
import twoseal.core.Role;

/**
 * Who is asking. It says nothing about what may be entered on the ledger: signatures alone do.
 *
 * @param username of the account; a program that signed in by a key has its person's name
 * @param byToken a program with a bearer token, not a browser with a cookie
 */
public record Caller(String username, PersonName person, Role role, boolean byToken) {}
