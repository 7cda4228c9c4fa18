package twoseal.desk.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.Language;

/**
 * A session that a program begins with a key of the ledger (spec/openapi.yaml, {@code
 * /session/challenge} and {@code /session/token}). Whatever the service sends to be signed, nothing
 * is signed but a sign-in of this very person.
 *
 * @param token for {@code Authorization: Bearer}; who has it is the person until it is over
 * @param ledger the ledger that the service named
 * @param expiresMs when it is over
 */
public record ProgramSession(String token, String person, String ledger, long expiresMs) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int ANSWER_BYTES_MAX = 16_384;
  private static final int STATUS_OK = 200;
  private static final int NONCE_BYTES = 32;
  private static final String CHALLENGE = "api/v1/session/challenge";
  private static final String TOKEN = "api/v1/session/token";

  /**
   * Signs in.
   *
   * @param service its address, with or without a slash at the end
   * @param ledger the only ledger whose sign-in is signed; any if it is empty
   * @param language of what the service says when it refuses
   * @throws Complaint if it cannot be reached, refuses, or sends something else to be signed
   */
  public static ProgramSession begin(
      URI service, Signer signer, Optional<String> ledger, Language language) {
    var base = URI.create(service + (service.toString().endsWith("/") ? "" : "/"));
    var person = signer.key().name();
    try (var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build()) {
      var asked = "{\"person\":\"" + person + "\"}";
      var text =
          member(post(client, base.resolve(CHALLENGE), "application/json", asked, language), "text")
              .orElseThrow(() -> noService(base));
      var named = requireSignIn(text, person, ledger);
      var note = SignedNote.sign(text, signer).format();
      var given = post(client, base.resolve(TOKEN), "text/plain", note, language);
      var token = member(given, "token").orElseThrow(() -> noService(base));
      var expires = member(given, "expiresMs").orElseThrow(() -> noService(base));
      return new ProgramSession(token, person, named, Long.parseLong(expires));
    } catch (NumberFormatException noTime) {
      throw noService(base).because(noTime);
    }
  }

  /** The ledger that a text names which is a person's sign-in, and nothing else. */
  private static String requireSignIn(String text, String person, Optional<String> ledger) {
    String named;
    try {
      var in = new Fields.Reader(text, "sign-in", 1);
      named = in.text("ledger");
      var who = in.text("person");
      in.hex("nonce", NONCE_BYTES);
      in.time("until");
      in.end();
      if (!who.equals(person)) {
        throw Complaint.refused("complaint.session-not-yours", who, person);
      }
    } catch (MalformedException another) {
      throw Complaint.refused("complaint.session-no-sign-in", another.expected()).because(another);
    }
    if (ledger.isPresent() && !ledger.get().equals(named)) {
      throw Complaint.refused("complaint.session-ledger", named, ledger.get());
    }
    return named;
  }

  private static Map<String, String> post(
      HttpClient client, URI to, String type, String body, Language language) {
    try {
      var request =
          HttpRequest.newBuilder(to)
              .timeout(TIMEOUT)
              .header("Content-Type", type)
              .header("Accept-Language", language.toString())
              .POST(BodyPublishers.ofString(body))
              .build();
      var answer =
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
      return members(to, answer);
    } catch (IOException failed) {
      var why = Optional.ofNullable(failed.getMessage()).orElse(failed.getClass().getSimpleName());
      throw Complaint.input("complaint.session-unreachable", to, why).because(failed);
    } catch (IllegalArgumentException noAddress) {
      throw Complaint.usage("complaint.session-address", to).because(noAddress);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Complaint.input("complaint.session-unreachable", to, "interrupted").because(stopped);
    }
  }

  private static Map<String, String> members(URI to, HttpResponse<byte[]> answer) {
    Map<String, String> members;
    try {
      members = members(answer.body());
    } catch (JacksonException | IllegalArgumentException other) {
      throw noService(to).because(other);
    }
    if (answer.statusCode() != STATUS_OK) {
      throw Complaint.refused(
          "complaint.session-refused",
          to,
          member(members, "detail").orElse(Integer.toString(answer.statusCode())),
          member(members, "next").orElse("-"));
    }
    return members;
  }

  /** Texts and numbers of the outermost object. */
  private static Map<String, String> members(byte[] body) {
    var found = new HashMap<String, String>();
    try (var in =
        new JsonFactory().createParser(ObjectReadContext.empty(), new ByteArrayInputStream(body))) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object");
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = in.currentName();
        if (in.nextToken().isScalarValue()) {
          found.put(name, in.getString());
        } else {
          in.skipChildren();
        }
      }
    }
    return found;
  }

  private static Optional<String> member(Map<String, String> members, String name) {
    return Optional.ofNullable(members.get(name));
  }

  private static Complaint noService(URI at) {
    return Complaint.input("complaint.session-no-service", at);
  }
}
