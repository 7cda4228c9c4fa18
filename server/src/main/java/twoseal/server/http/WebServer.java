package twoseal.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import twoseal.desk.Language;

/**
 * The web server: a table of routes and the site's other parts, behind limits and headers that
 * every answer has.
 */
public final class WebServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final String UNCACHED = "no-store";

  /** What every answer says. */
  private static final List<Reply.Field> HEADERS =
      List.of(
          new Reply.Field(
              "Content-Security-Policy",
              "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                  + " form-action 'self'; frame-ancestors 'none'"),
          new Reply.Field("X-Content-Type-Options", "nosniff"),
          new Reply.Field("Referrer-Policy", "no-referrer"),
          new Reply.Field("Cross-Origin-Opener-Policy", "same-origin"),
          new Reply.Field(
              "Permissions-Policy",
              "camera=(self), accelerometer=(self), gyroscope=(self), microphone=(),"
                  + " geolocation=(), payment=()"));

  private static final Reply.Field HSTS =
      new Reply.Field("Strict-Transport-Security", "max-age=31536000");

  /** Held, or its level would be forgotten. */
  private final Logger helidon = Logger.getLogger("io.helidon");

  private final io.helidon.webserver.WebServer server;
  private final Dispatcher dispatcher;
  private final JsonText json;
  private final Observer observer;
  private final Options options;
  private final Semaphore places;

  /**
   * How it listens.
   *
   * @param address port 0 for any that is free
   * @param behindProxy whether a proxy before it is trusted to say who calls and by which scheme
   */
  public record Options(
      InetSocketAddress address, Optional<Tls> tls, boolean behindProxy, Limits limits) {}

  /** What it serves. */
  public record Site(List<Route> table, List<Mount> mounts, Doorkeeper doorkeeper) {}

  private WebServer(Options options, Site site, JsonText json, Observer observer) {
    this.options = options;
    this.json = json;
    this.observer = observer;
    this.places = new Semaphore(options.limits.requestsMax());
    var writes = new RateLimit(options.limits.writesPerSecond(), System::nanoTime);
    this.dispatcher =
        new Dispatcher(new Router(site.table, site.mounts), site.doorkeeper, json, writes);
    // It tells of its start and end on the terminal, which is the program's to speak on.
    helidon.setLevel(Level.WARNING);
    this.server = configured();
  }

  /**
   * Begins to answer.
   *
   * @throws java.net.BindException if the port is taken
   * @throws IOException if it cannot begin for another reason
   */
  public static WebServer start(Options options, Site site, JsonText json, Observer observer)
      throws IOException {
    requireFree(options.address);
    var web = new WebServer(options, site, json, observer);
    web.server.start();
    if (!web.server.isRunning()) {
      throw new IOException("the web server did not start");
    }
    return web;
  }

  /** Helidon writes into its log that a port is taken, and tells nobody. */
  private static void requireFree(InetSocketAddress address) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(address);
    }
  }

  /** Where it answers. */
  public URI uri() {
    var host = options.address.getAddress().getHostAddress();
    return URI.create(
        (options.tls.isPresent() ? "https://" : "http://")
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + server.port()
            + "/");
  }

  /** Answers what it was asked, then ends; event streams are their owner's to end before. */
  @Override
  public void close() {
    server.stop();
  }

  private io.helidon.webserver.WebServer configured() {
    var limits = options.limits;
    var http1 =
        Http1Config.builder()
            .maxHeadersSize(Limits.HEADER_BYTES_MAX)
            .maxPrologueLength(Limits.LINE_BYTES_MAX)
            .build();
    var builder =
        io.helidon.webserver.WebServer.builder()
            .bindAddress(options.address)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .protocolsDiscoverServices(false)
            .addProtocol(http1)
            .maxTcpConnections(limits.connectionsMax())
            .idleConnectionTimeout(limits.readTimeout().multipliedBy(2))
            .connectionOptions(socket -> socket.readTimeout(limits.readTimeout()).tcpNoDelay(true))
            .directHandlers(this::tellBadRequests)
            .routing(routing -> routing.any(this::answer));
    options.tls.ifPresent(tls ->
        builder.tls(
            b -> b.sslContext(tls.context()).enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))));
    return builder.build();
  }

  private void answer(ServerRequest request, ServerResponse response) throws IOException {
    var began = System.nanoTime();
    if (!places.tryAcquire()) {
      var busy = new Problem(503, "busy").retryAfter(2);
      send(request, response, dispatcher.problem(busy, Language.EN));
      return;
    }
    var held = true;
    try {
      var answered = answerOf(request);
      if (answered.reply() instanceof Reply.Events events) {
        places.release();
        held = false;
        observer.answered(answered.name(), events.status(), System.nanoTime() - began);
        stream(response, events);
        return;
      }
      send(request, response, answered.reply());
      observer.answered(answered.name(), answered.reply().status(), System.nanoTime() - began);
    } finally {
      if (held) {
        places.release();
      }
    }
  }

  private Dispatcher.Answered answerOf(ServerRequest request) {
    try {
      return dispatcher.answer(new HelidonCall(request, json, options.behindProxy));
    } catch (Problem malformed) {
      return new Dispatcher.Answered("none", dispatcher.problem(malformed, Language.EN));
    }
  }

  private void send(ServerRequest request, ServerResponse response, Reply reply)
      throws IOException {
    response.status(reply.status());
    fill(response, reply);
    var isHead = request.prologue().method().text().equals("HEAD");
    switch (reply) {
      case Reply.Empty _ -> response.send();
      case Reply.Json(var _, var _, var value) -> {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        var bytes = json.write(value);
        if (isHead) {
          response.contentLength(bytes.length);
          response.send();
        } else {
          response.send(bytes);
        }
      }
      case Reply.Content content -> sendContent(response, content, isHead);
      case Reply.Written written -> sendWritten(response, written);
      case Reply.Events _ -> throw new IllegalStateException("events are streamed");
    }
  }

  private static void sendContent(ServerResponse response, Reply.Content content, boolean isHead)
      throws IOException {
    response.header(HeaderNames.CONTENT_TYPE, content.type());
    if (content.length() >= 0) {
      response.contentLength(content.length());
    }
    try (var bytes = content.bytes()) {
      if (isHead) {
        response.send();
      } else if (bytes instanceof java.io.ByteArrayInputStream whole) {
        response.send(whole.readAllBytes());
      } else {
        try (var out = response.outputStream()) {
          bytes.transferTo(out);
        }
      }
    }
  }

  /** The stream is closed at the end alone: its close would tell the client that this was all. */
  private static void sendWritten(ServerResponse response, Reply.Written written)
      throws IOException {
    response.header(HeaderNames.CONTENT_TYPE, written.type());
    var out = response.outputStream();
    try {
      written.writer().write(out);
    } catch (IOException | RuntimeException failed) {
      throw new CloseConnectionException("an answer was cut off", failed);
    }
    out.close();
  }

  private void stream(ServerResponse response, Reply.Events events) throws IOException {
    fill(response, events);
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header("X-Accel-Buffering", "no");
    try (var out = response.outputStream()) {
      events.stream()
          .run(bytes -> {
            out.write(bytes);
            out.flush();
          });
    } catch (InterruptedException ended) {
      throw new CloseConnectionException("the stream was ended", ended);
    }
  }

  private void fill(ServerResponse response, Reply reply) {
    HEADERS.forEach(field -> response.header(field.name(), field.value()));
    if (options.tls.isPresent()) {
      response.header(HSTS.name(), HSTS.value());
    }
    if (reply.fields().stream().noneMatch(field -> field.name().equals("Cache-Control"))) {
      response.header("Cache-Control", UNCACHED);
    }
    for (var field : reply.fields()) {
      response.headers().add(HeaderValues.create(field.name(), field.value()));
    }
  }

  /** What never gets as far as a route is told in the same form. */
  private void tellBadRequests(DirectHandlers.Builder handlers) {
    for (var type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, (_, kind, status, headers, _) -> told(kind, status));
    }
  }

  private DirectHandler.TransportResponse told(DirectHandler.EventType kind, Status status) {
    var problem =
        switch (kind) {
          case PAYLOAD_TOO_LARGE -> new Problem(413, "too-large", Limits.JSON_BYTES_MAX);
          case INTERNAL_ERROR -> new Problem(500, "mistake", "-");
          case BAD_REQUEST, FORBIDDEN, HTTP_VERSION_NOT_SUPPORTED, OTHER ->
              new Problem(400, "bad-request");
        };
    var reply = dispatcher.problem(problem, Language.EN);
    var response =
        DirectHandler.TransportResponse.builder()
            .status(status.code() >= 400 ? status : Status.create(problem.status()))
            .keepAlive(false)
            .header(HeaderNames.CONTENT_TYPE, "application/problem+json");
    HEADERS.forEach(f -> response.header(HeaderNames.create(f.name()), f.value()));
    return response.entity(all(reply)).build();
  }

  private static byte[] all(Reply.Content content) {
    try (var bytes = content.bytes()) {
      return bytes.readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
