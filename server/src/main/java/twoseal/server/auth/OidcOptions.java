package twoseal.server.auth;

import java.net.URI;

/**
 * An identity provider (OpenID Connect Core 1.0).
 *
 * @param issuer as the provider names itself; its metadata lie at the well-known place below
 * @param byEmail a verified email address that an administrator entered at an account opens it, too
 */
public record OidcOptions(URI issuer, String client, String secret, boolean byEmail) {}
