package twoseal.desk.beacon;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.BeaconCheck;
import twoseal.beacon.BeaconVerifier;
import twoseal.desk.Complaint;

/**
 * Asks drand relays for a round's signature. Relays are not trusted: a signature counts only if the
 * chain's key made it, so one honest relay is enough and none can choose. Their {@code randomness}
 * is never read.
 */
public final class Relays {
  /** The public relays of drand's chains. */
  public static final List<URI> PUBLIC =
      List.of(
          URI.create("https://api.drand.sh"),
          URI.create("https://api2.drand.sh"),
          URI.create("https://api3.drand.sh"),
          URI.create("https://drand.cloudflare.com"));

  /** How long all relays together may take. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** The most bytes of an answer that are read. */
  public static final int ANSWER_BYTES_MAX = 16_384;

  private static final int STATUS_OK = 200;

  private Relays() {}

  /** What came of asking. */
  public sealed interface Answer {
    /** A signature that holds, in hexadecimal, and who brought it. */
    record Holds(String signature, URI relay) implements Answer {}

    /** Nothing that holds; why, relay by relay. */
    record Nothing(List<String> why) implements Answer {}
  }

  private sealed interface Said {
    record Good(String signature, URI relay) implements Said {}

    record Bad(URI relay, String why) implements Said {}
  }

  /**
   * The signature of a round, verified.
   *
   * @return 48 bytes
   * @throws Complaint if no relay brings one that holds in {@link #TIMEOUT}
   */
  public static byte[] fetch(BeaconChain chain, long round, List<URI> relays) {
    return switch (ask(chain, round, relays, TIMEOUT)) {
      case Answer.Holds(var signature, var _) -> HexFormat.of().parseHex(signature);
      case Answer.Nothing(var why) ->
          throw Complaint.input("complaint.no-relay", round, String.join("; ", why));
    };
  }

  /** Asks all relays at once and takes the first signature that holds. */
  public static Answer ask(BeaconChain chain, long round, List<URI> relays, Duration timeout) {
    var said = new LinkedBlockingQueue<Said>();
    var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
    try {
      for (var relay : relays) {
        ask(client, chain, round, relay, timeout, said);
      }
      return first(said, relays, timeout);
    } finally {
      client.shutdownNow();
    }
  }

  private static Answer first(LinkedBlockingQueue<Said> said, List<URI> relays, Duration timeout) {
    var why = new ArrayList<String>();
    var endNs = System.nanoTime() + timeout.toNanos();
    try {
      while (why.size() < relays.size()) {
        switch (said.poll(endNs - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          case Said.Good(var signature, var relay) -> {
            return new Answer.Holds(signature, relay);
          }
          case Said.Bad(var relay, var reason) -> why.add(relay + ": " + reason);
          case null -> {
            why.add("timeout after " + timeout.toSeconds() + " s");
            return new Answer.Nothing(List.copyOf(why));
          }
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      why.add("interrupted");
    }
    return new Answer.Nothing(List.copyOf(why));
  }

  private static void ask(
      HttpClient client,
      BeaconChain chain,
      long round,
      URI relay,
      Duration timeout,
      LinkedBlockingQueue<Said> said) {
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(address(chain, round, relay)).timeout(timeout).build();
    } catch (IllegalArgumentException noAddress) {
      said.add(new Said.Bad(relay, "not an HTTP address"));
      return;
    }
    var _ =
        client
            .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX))
            .handle((response, failure) ->
                said.add(
                    failure == null
                        ? judge(chain, round, relay, response)
                        : new Said.Bad(relay, reason(failure))));
  }

  private static Said judge(
      BeaconChain chain, long round, URI relay, HttpResponse<byte[]> response) {
    if (response.statusCode() != STATUS_OK) {
      return new Said.Bad(relay, "status " + response.statusCode());
    }
    try {
      var signature = signature(response.body());
      return switch (BeaconVerifier.holds(chain, round, signature)) {
        case BeaconCheck.Holds() -> new Said.Good(HexFormat.of().formatHex(signature), relay);
        case BeaconCheck.Refused(var reason) ->
            new Said.Bad(relay, "signature refused: " + reason.name().toLowerCase(Locale.ROOT));
      };
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return new Said.Bad(relay, "not a round in JSON");
    }
  }

  /** The member {@code signature} of the outermost object. */
  static byte[] signature(byte[] body) {
    try (var in =
        new JsonFactory().createParser(ObjectReadContext.empty(), new ByteArrayInputStream(body))) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("no object");
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        var name = in.currentName();
        var value = in.nextToken();
        if (name.equals("signature") && value == JsonToken.VALUE_STRING) {
          return HexFormat.of().parseHex(in.getString());
        }
        in.skipChildren();
      }
      throw new IllegalArgumentException("no signature");
    }
  }

  private static URI address(BeaconChain chain, long round, URI relay) {
    var base = relay.toString();
    var slash = base.endsWith("/") ? "" : "/";
    return URI.create(base + slash + chain.hash() + "/public/" + round);
  }

  private static String reason(Throwable failure) {
    var cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    var message = cause.getMessage();
    var name = cause.getClass().getSimpleName();
    return cause instanceof IOException && message != null ? name + " " + message : name;
  }
}
