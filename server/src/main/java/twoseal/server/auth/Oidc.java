package twoseal.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.server.http.Call;
import twoseal.server.http.JsonText;
import twoseal.server.http.Problem;

/**
 * Asks an identity provider who somebody is: authorisation code with PKCE (RFC 7636). What was
 * begun is bound to the browser that began it: state, nonce and verifier travel in an encrypted
 * cookie, so nothing waits here.
 */
final class Oidc {
  /** How long somebody may take to sign in at the provider. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final String USE = "oidc";
  private static final int TIMEOUT_MS = 5_000;
  private static final int BYTES_MAX = 1 << 18;
  private static final Duration METADATA_LIFE = Duration.ofHours(1);

  /** Never {@code none}, never a key that both sides share. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final OidcOptions options;
  private final Secrets secrets;
  private final InstantSource clock;
  private final Optional<URI> publicUrl;
  private final JsonText json = new JsonText();
  private Optional<Provider> provider = Optional.empty();

  Oidc(OidcOptions options, Secrets secrets, InstantSource clock, Optional<URI> publicUrl) {
    this.options = options;
    this.secrets = secrets;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /** What a browser takes along, and where it goes. */
  record Begun(URI provider, String cookie) {}

  /**
   * Whom the provider named.
   *
   * @param email if it says that it verified it
   */
  record Somebody(String issuer, String subject, Optional<String> email) {}

  private record Cookie(String state, String nonce, String verifier, long untilMs) {}

  private record Provider(
      OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, long untilMs) {}

  /** Whether a verified email address leads to an account. */
  boolean byEmail() {
    return options.byEmail();
  }

  /**
   * Begins.
   *
   * @throws Problem 503 if the provider does not answer
   */
  Begun begin(Call call) {
    var state = new State();
    var nonce = new Nonce();
    var verifier = new CodeVerifier();
    var request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                Scope.parse(options.byEmail() ? "openid email" : "openid"),
                new ClientID(options.client()),
                callback(call))
            .endpointURI(provider().metadata.getAuthorizationEndpointURI())
            .state(state)
            .nonce(nonce)
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build();
    var cookie =
        new Cookie(
            state.getValue(),
            nonce.getValue(),
            verifier.getValue(),
            clock.millis() + LIFE.toMillis());
    var sealed = secrets.seal(USE, json.write(cookie));
    return new Begun(
        request.toURI(), Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
  }

  /**
   * Ends what this browser began.
   *
   * @throws Problem 401 if it did not, or the provider does not confirm it; 503 if that does not
   *     answer
   */
  Somebody end(Call call) {
    var begun = cookie(call).orElseThrow(Oidc::failed);
    var state = call.query("state").orElse("");
    var isOurs =
        clock.millis() < begun.untilMs
            && MessageDigest.isEqual(Bytes.utf8(begun.state), Bytes.utf8(state));
    var code = call.query("code").filter(text -> !text.isBlank());
    if (!isOurs || code.isEmpty()) {
      throw failed();
    }
    try {
      return ask(call, begun, new AuthorizationCode(code.get()));
    } catch (IOException unreachable) {
      throw new Problem(503, "session.oidc-unreachable").because(unreachable);
    } catch (ParseException | JOSEException | BadJOSEException refused) {
      throw failed().because(refused);
    }
  }

  private Somebody ask(Call call, Cookie begun, AuthorizationCode code)
      throws IOException, ParseException, JOSEException, BadJOSEException {
    var known = provider();
    var client = new ClientID(options.client());
    var grant = new AuthorizationCodeGrant(code, callback(call), new CodeVerifier(begun.verifier));
    var request =
        new TokenRequest.Builder(
                known.metadata.getTokenEndpointURI(),
                new ClientSecretBasic(client, new Secret(options.secret())),
                grant)
            .build()
            .toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MS);
    request.setReadTimeout(TIMEOUT_MS);
    request.setFollowRedirects(false);
    var answer = OIDCTokenResponseParser.parse(request.send());
    if (!answer.indicatesSuccess()
        || !(answer.toSuccessResponse() instanceof OIDCTokenResponse given)) {
      throw failed();
    }
    var tokens = given.getOIDCTokens();
    var idToken = tokens.getIDToken();
    if (idToken == null) {
      throw failed();
    }
    var claims =
        new IDTokenValidator(
                known.metadata.getIssuer(),
                client,
                new JWSVerificationKeySelector<>(ALGORITHMS, known.keys),
                null)
            .validate(idToken, new Nonce(begun.nonce));
    var subject = claims.getSubject().getValue();
    var email =
        Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
            ? Optional.ofNullable(claims.getStringClaim("email"))
            : Optional.<String>empty();
    if (options.byEmail() && email.isEmpty()) {
      email = userInfo(known, tokens.getBearerAccessToken(), subject);
    }
    return new Somebody(options.issuer().toString(), subject, email);
  }

  /** Many providers name the address only there (OpenID Connect Core 1.0 section 5.4). */
  private static Optional<String> userInfo(Provider known, BearerAccessToken token, String subject)
      throws IOException, ParseException {
    var endpoint = known.metadata.getUserInfoEndpointURI();
    if (endpoint == null || token == null) {
      return Optional.empty();
    }
    var request = new UserInfoRequest(endpoint, token).toHTTPRequest();
    request.setConnectTimeout(TIMEOUT_MS);
    request.setReadTimeout(TIMEOUT_MS);
    request.setFollowRedirects(false);
    var answer = UserInfoResponse.parse(request.send());
    if (!answer.indicatesSuccess()) {
      return Optional.empty();
    }
    var info = answer.toSuccessResponse().getUserInfo();
    var isOfSubject = info != null && subject.equals(info.getSubject().getValue());
    return isOfSubject && Boolean.TRUE.equals(info.getEmailVerified())
        ? Optional.ofNullable(info.getEmailAddress())
        : Optional.empty();
  }

  /** The provider's metadata (OpenID Connect Discovery 1.0), asked for when first needed. */
  private synchronized Provider provider() {
    var kept = provider.filter(known -> clock.millis() < known.untilMs);
    if (kept.isPresent()) {
      return kept.get();
    }
    try {
      var metadata =
          OIDCProviderMetadata.resolve(new Issuer(options.issuer()), TIMEOUT_MS, TIMEOUT_MS);
      var keys =
          JWKSourceBuilder.<SecurityContext>create(
                  metadata.getJWKSetURI().toURL(),
                  new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, BYTES_MAX))
              .build();
      var found = new Provider(metadata, keys, clock.millis() + METADATA_LIFE.toMillis());
      provider = Optional.of(found);
      return found;
    } catch (GeneralException | IOException unreachable) {
      throw new Problem(503, "session.oidc-unreachable").because(unreachable);
    }
  }

  private Optional<Cookie> cookie(Call call) {
    try {
      return Cookies.oidc(call)
          .flatMap(text -> secrets.unseal(USE, Base64.getUrlDecoder().decode(text)))
          .map(bytes -> json.read(bytes, Cookie.class));
    } catch (IllegalArgumentException | MalformedException another) {
      return Optional.empty();
    }
  }

  private URI callback(Call call) {
    var here =
        publicUrl
            .map(url -> url.getScheme() + "://" + url.getRawAuthority())
            .orElseGet(
                () -> (call.isSecure() ? "https://" : "http://") + call.header("Host").orElse("-"));
    try {
      return URI.create(here + "/api/v1/session/oidc/callback");
    } catch (IllegalArgumentException noHost) {
      throw new Problem(400, "bad-request").because(noHost);
    }
  }

  private static Problem failed() {
    return new Problem(401, "session.oidc-failed");
  }
}
