package twoseal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Many who listen to one draw's feed, each on a connection of their own. */
final class Listeners {
  private static final Pattern TIME = Pattern.compile("\"timeMs\":(\\d+)");
  private static final List<Double> PERCENTS = List.of(50.0, 90.0, 99.0, 100.0);
  private static final double PERCENT = 100.0;
  private static final int TOGETHER = 100;
  private static final int PAUSE_MS = 20;
  private static final int SETTLE_MS = 5_000;
  private static final int LINE_BYTES = 2_048;
  private static final long SECOND_MS = 1_000;

  private final Queue<Long> delays = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connected = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile long sinceMs = Long.MAX_VALUE;

  private Listeners() {}

  /**
   * Connects so many, waits until they have what was there before, listens so long and tells the
   * delays from an entry's time to its arrival; returns an entry's mean length in bytes.
   */
  static int listen(String who, URI server, int count, int seconds) throws Exception {
    var all = new Listeners();
    for (var i = 1; i <= count; i++) {
      Thread.ofVirtual().start(() -> all.listen(server));
      if (i % TOGETHER == 0) {
        Thread.sleep(PAUSE_MS);
      }
    }
    while (all.connected.get() + all.failed.get() < count) {
      Thread.sleep(PAUSE_MS);
    }
    Thread.sleep(SETTLE_MS);
    all.sinceMs = System.currentTimeMillis();
    Thread.sleep(seconds * SECOND_MS);
    all.tell(who);
    for (var socket : all.sockets) {
      socket.close();
    }
    return (int) (all.bytes.get() / Math.max(1, all.delays.size()));
  }

  private void tell(String who) {
    var sorted = delays.stream().sorted().toList();
    System.out.printf(
        "%s: %d listeners, %d failed, %d entries arrived%n",
        who, connected.get(), failed.get(), sorted.size());
    for (var percent : PERCENTS) {
      if (!sorted.isEmpty()) {
        var at = (int) Math.min(sorted.size() - 1, sorted.size() * percent / PERCENT);
        System.out.printf("  p%s: %d ms%n", percent, sorted.get(at));
      }
    }
  }

  private void listen(URI server) {
    try (var socket = new Socket(server.getHost(), server.getPort())) {
      sockets.add(socket);
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/draws/R-1/events HTTP/1.1\r\nHost: bench\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      read(
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), LINE_BYTES));
    } catch (IOException gone) {
      if (sinceMs == Long.MAX_VALUE) {
        failed.incrementAndGet();
      }
    }
  }

  private void read(BufferedReader lines) throws IOException {
    var isEntry = false;
    var isFirst = true;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (isFirst && line.startsWith("data: ")) {
        connected.incrementAndGet();
        isFirst = false;
      }
      isEntry = line.startsWith("event: ") ? line.equals("event: entry") : isEntry;
      if (isEntry && line.startsWith("data: ")) {
        arrived(line);
      }
    }
  }

  private void arrived(String line) {
    var time = TIME.matcher(line);
    if (time.find() && Long.parseLong(time.group(1)) > sinceMs) {
      delays.add(System.currentTimeMillis() - Long.parseLong(time.group(1)));
      bytes.addAndGet(line.length());
    }
  }
}
