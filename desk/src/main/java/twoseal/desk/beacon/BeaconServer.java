package twoseal.desk.beacon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.BeaconVerifier;
import twoseal.beacon.TestBeacon;

/**
 * A test beacon that answers as a drand relay does, on this machine only: {@code /chains}, {@code
 * /<chain hash>/info}, {@code /<chain hash>/public/<round>} and {@code .../public/latest}. A round
 * that is not due is answered with 425 and given to nobody.
 */
public final class BeaconServer implements AutoCloseable {
  private static final Pattern ROUND = Pattern.compile("[1-9][0-9]{0,12}");
  private static final int STATUS_OK = 200;
  private static final int STATUS_NOT_FOUND = 404;
  private static final int STATUS_METHOD = 405;
  private static final int STATUS_EARLY = 425;

  private final TestBeacon beacon;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService threads;

  private BeaconServer(
      TestBeacon beacon, InstantSource clock, HttpServer server, ExecutorService threads) {
    this.beacon = beacon;
    this.clock = clock;
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to answer on 127.0.0.1.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port is taken
   */
  public static BeaconServer start(TestBeacon beacon, int port, InstantSource clock)
      throws IOException {
    var local = InetAddress.ofLiteral("127.0.0.1");
    var server = HttpServer.create(new InetSocketAddress(local, port), 0);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var started = new BeaconServer(beacon, clock, server, threads);
    server.setExecutor(threads);
    server.createContext("/", started::answer);
    server.start();
    return started;
  }

  /** What {@link Relays} is given. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The beacon's chain. */
  public BeaconChain chain() {
    return beacon.chain();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, STATUS_METHOD, error("GET only"));
        return;
      }
      var path = exchange.getRequestURI().getPath();
      var chain = "/" + beacon.chain().hash();
      if (path.equals("/chains")) {
        send(exchange, STATUS_OK, chains());
      } else if (path.equals(chain + "/info")) {
        send(exchange, STATUS_OK, info());
      } else if (path.startsWith(chain + "/public/")) {
        round(exchange, path.substring((chain + "/public/").length()));
      } else {
        send(exchange, STATUS_NOT_FOUND, error("no such path"));
      }
    }
  }

  private void round(HttpExchange exchange, String word) throws IOException {
    long latest = beacon.chain().roundAt(clock.instant().getEpochSecond());
    if (!word.equals("latest") && !ROUND.matcher(word).matches()) {
      send(exchange, STATUS_NOT_FOUND, error("no such round"));
      return;
    }
    long round = word.equals("latest") ? latest : Long.parseLong(word);
    if (round < 1 || round > latest) {
      send(exchange, STATUS_EARLY, error("not yet due"));
      return;
    }
    var signature = beacon.signature(round);
    send(
        exchange,
        STATUS_OK,
        json(out -> {
          out.writeNumberProperty("round", round);
          out.writeStringProperty("randomness", BeaconVerifier.randomness(signature));
          out.writeStringProperty("signature", HexFormat.of().formatHex(signature));
        }));
  }

  private String info() {
    var chain = beacon.chain();
    return json(out -> {
      out.writeStringProperty("public_key", chain.publicKey());
      out.writeNumberProperty("period", chain.periodS());
      out.writeNumberProperty("genesis_time", chain.genesisTimeS());
      out.writeStringProperty("hash", chain.hash());
      out.writeStringProperty("groupHash", chain.groupHash());
      out.writeStringProperty("schemeID", BeaconChain.SCHEME);
      out.writeObjectPropertyStart("metadata");
      out.writeStringProperty("beaconID", chain.id());
      out.writeEndObject();
    });
  }

  private String chains() {
    return "[\"" + beacon.chain().hash() + "\"]";
  }

  private static String error(String message) {
    return json(out -> out.writeStringProperty("error", message));
  }

  private static String json(Consumer<JsonGenerator> fields) {
    var text = new StringWriter();
    try (var out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      fields.accept(out);
      out.writeEndObject();
    }
    return text.toString();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
