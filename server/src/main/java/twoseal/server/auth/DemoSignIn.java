package twoseal.server.auth;

import com.fasterxml.jackson.annotation.JsonIgnore;
import twoseal.core.PersonName;
import twoseal.core.Role;

/**
 * A sign-in of a demonstration, shown to everybody on the sign-in page. It has no second factor,
 * for whoever looks at a demonstration has no authenticator for it.
 *
 * @param passphrase of the key file
 * @param person on the ledger
 * @param keyFile the person's key, which the service keeps under that passphrase
 */
@SuppressWarnings("ArrayRecordComponent") // A file's bytes, written once and never compared.
public record DemoSignIn(
    String username,
    String password,
    String passphrase,
    String name,
    String role,
    @JsonIgnore PersonName person,
    @JsonIgnore byte[] keyFile) {
  Role roleOf() {
    return Role.of(role);
  }
}
