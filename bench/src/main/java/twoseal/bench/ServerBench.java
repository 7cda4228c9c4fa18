package twoseal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import twoseal.core.Ed25519;
import twoseal.core.Signer;
import twoseal.ledger.Clock;
import twoseal.server.Proceedings;
import twoseal.server.Server;
import twoseal.server.Settings;
import twoseal.server.auth.Auth;
import twoseal.server.auth.Secrets;

/**
 * The service under many: {@code serve ENTRIES SECONDS FOLDER} serves a rehearsal with a list of so
 * many entries and enters a remark every second; {@code listen URL N SECONDS} listens N times and
 * tells the delay from an entry's time to its arrival; {@code look URL ENTRIES SECONDS} looks
 * entries up by random numbers with wrk.
 */
public final class ServerBench {
  private static final Pattern TIME = Pattern.compile("\"timeMs\":(\\d+)");
  private static final double PERCENT = 100.0;

  private ServerBench() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "serve" -> serve(Long.parseLong(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
      case "listen" ->
          listen(URI.create(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      case "look" -> look(args[1], args[2], args[3]);
      default -> throw new IllegalArgumentException("serve, listen or look, not " + args[0]);
    }
  }

  /** What changes something; nobody has an account. */
  private static Server.Acting acting(Path folder, ServedDraw draw) throws IOException {
    var kept = Files.createDirectories(folder.resolve("server"));
    var auth =
        new Auth(
            kept,
            Secrets.passing(),
            draw.engine(),
            InstantSource.system(),
            Auth.Options.defaults());
    var key = Signer.of("office/service", new byte[Ed25519.SEED_BYTES]);
    var service = new Proceedings.Service(key, Optional.empty(), List.of());
    return new Server.Acting(auth, Proceedings.open(draw.engine(), kept, service, Clock.system()));
  }

  private static void serve(long entries, int seconds, Path folder) throws Exception {
    Files.createDirectories(folder);
    var draw = new ServedDraw(folder, entries);
    var settings = Settings.read(folder, _ -> null).with(Settings.Key.LISTEN, "127.0.0.1:0");
    try (var server =
        Server.start(folder, settings, draw.engine(), Clock.system(), acting(folder, draw))) {
      System.out.println(server.uri());
      for (var second = 0; second < seconds; second++) {
        Thread.sleep(1_000);
        draw.remark("second " + second);
      }
      System.out.println(memory());
    }
  }

  private static void listen(URI server, int listeners, int seconds) throws Exception {
    var delays = new ConcurrentLinkedQueue<Long>();
    var connected = new AtomicInteger();
    var failed = new AtomicInteger();
    var sockets = new ConcurrentLinkedQueue<Socket>();
    for (var i = 0; i < listeners; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = new Socket(server.getHost(), server.getPort())) {
              sockets.add(socket);
              listen(socket, connected, delays);
            } catch (IOException gone) {
              failed.incrementAndGet();
            }
          });
      if (i % 100 == 0) {
        Thread.sleep(20);
      }
    }
    Thread.sleep(seconds * 1_000L);
    System.out.printf(
        "%d listeners, %d connected, %d failed, %d entries arrived%n",
        listeners, connected.get(), failed.get(), delays.size());
    var sorted = delays.stream().sorted().toList();
    for (var percent : List.of(50.0, 99.0, 99.9, PERCENT)) {
      if (!sorted.isEmpty()) {
        var at = (int) Math.min(sorted.size() - 1, sorted.size() * percent / PERCENT);
        System.out.printf("p%s: %d ms%n", percent, sorted.get(at));
      }
    }
    for (var socket : sockets) {
      socket.close();
    }
  }

  /** Entries from before it came are not counted. */
  private static void listen(
      Socket socket, AtomicInteger connected, ConcurrentLinkedQueue<Long> delays)
      throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/draws/R-1/events HTTP/1.1\r\nHost: bench\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
    var lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 2_048);
    var sinceMs = System.currentTimeMillis();
    connected.incrementAndGet();
    var isEntry = false;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      isEntry = line.startsWith("event: ") ? line.equals("event: entry") : isEntry;
      var time = line.startsWith("data: ") && isEntry ? TIME.matcher(line) : null;
      if (time != null && time.find() && Long.parseLong(time.group(1)) > sinceMs) {
        delays.add(System.currentTimeMillis() - Long.parseLong(time.group(1)));
      }
    }
  }

  private static void look(String server, String entries, String seconds) throws Exception {
    var script = Files.createTempFile("look", ".lua");
    Files.writeString(
        script,
        "math.randomseed(os.time())\nrequest = function()\n"
            + "  return wrk.format('GET', '/api/v1/draws/R-1/entries/' .. math.random(1, "
            + entries
            + "))\nend\n");
    var command =
        new ArrayList<>(List.of("wrk", "-t1", "-c32", "-d" + seconds + "s", "--latency", "-s"));
    command.add(script.toString());
    command.add(server);
    var run = new ProcessBuilder(command).inheritIO().start();
    run.waitFor();
    Files.delete(script);
  }

  private static String memory() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return String.join(
          ", ",
          lines.filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM")).toList());
    }
  }
}
