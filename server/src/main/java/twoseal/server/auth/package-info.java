/**
 * Who is asking: accounts and their passwords, second factors, sessions, sign-in by a ledger key or
 * an identity provider, and the audit of all that. What a person may put on the ledger is never
 * decided here: that is the signature's matter.
 */
@NullMarked
package twoseal.server.auth;

import org.jspecify.annotations.NullMarked;
