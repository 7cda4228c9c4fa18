package twoseal.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A small HTTP server over a {@link Site}: bounded bodies, a bounded number of requests at once,
 * slow clients cut off. TLS is the reverse proxy's that stands before it.
 */
public final class WebServer implements AutoCloseable {
  /** The most requests that are answered at once; others are told to come again. */
  public static final int REQUESTS_MAX = 256;

  private static final int BACKLOG = 256;
  private static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";
  private static final String RESPONSE_SECONDS = "sun.net.httpserver.maxRspTime";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(REQUESTS_MAX);
  private final Site site;

  private WebServer(HttpServer server, Site site) {
    this.server = server;
    this.site = site;
  }

  /**
   * Begins to answer.
   *
   * @param address port 0 for any that is free
   * @throws IOException if the port is taken
   */
  static WebServer start(InetSocketAddress address, Site site) throws IOException {
    limit(REQUEST_SECONDS, "30");
    limit(RESPONSE_SECONDS, "600");
    var web = new WebServer(HttpServer.create(address, BACKLOG), site);
    web.server.setExecutor(web.threads);
    web.server.createContext("/", web::answer);
    web.server.start();
    return web;
  }

  /** Where it answers. */
  public URI uri() {
    var at = server.getAddress();
    var host = at.getAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!places.tryAcquire()) {
        send(exchange, Answer.say(Answer.UNAVAILABLE, "too many requests at once"));
        return;
      }
      try {
        send(exchange, answerOf(exchange));
      } finally {
        places.release();
      }
    }
  }

  private Answer answerOf(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(site.bodyBytesMax() + 1);
    if (body.length > site.bodyBytesMax()) {
      return Answer.say(Answer.TOO_LARGE, "at most " + site.bodyBytesMax() + " bytes");
    }
    try {
      return site.answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
    } catch (RuntimeException failed) {
      // One request must not end the server; what is wrong is told to who asked.
      return Answer.say(Answer.INTERNAL, "cannot answer: " + failed);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Cache-Control", answer.caching());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    // Other people's verifier pages read logs and witnesses too, and there is no secret here.
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    var length = answer.body().length();
    try (var bytes = answer.body().bytes()) {
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
      bytes.transferTo(exchange.getResponseBody());
    }
  }

  /** The JDK's server has these limits as properties alone; who set them knows better. */
  private static void limit(String property, String seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, seconds);
    }
  }
}
