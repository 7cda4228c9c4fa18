package twoseal.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The service under many: {@code serve ENTRIES SECONDS FOLDER} serves a rehearsal with a list of so
 * many entries and enters a remark every second; {@code listen URL N SECONDS} listens N times and
 * tells the delay from an entry's time to its arrival, then the same of the least feed there can be
 * ({@code bare BYTES SECONDS}, which it starts itself); {@code look URL ENTRIES SECONDS} looks
 * entries up by random numbers with wrk, then their proofs.
 */
public final class ServerBench {
  private static final long SECOND_MS = 1_000;
  private static final int SPARE_S = 60;

  private ServerBench() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "serve" -> serve(Long.parseLong(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
      case "bare" -> bare(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      case "listen" ->
          listen(URI.create(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      case "look" -> {
        look(args[1], args[2], "", args[3]);
        look(args[1], args[2], "/proof", args[3]);
      }
      default -> throw new IllegalArgumentException("serve, bare, listen or look, not " + args[0]);
    }
  }

  private static void serve(long entries, int seconds, Path folder) throws Exception {
    var office = new BenchOffice(folder);
    var draw = new ServedDraw(office, entries);
    try (var server = office.serve()) {
      System.out.println(server.uri());
      for (var second = 0; second < seconds; second++) {
        Thread.sleep(SECOND_MS);
        draw.remark("second " + second);
      }
      System.out.println(Memory.told());
    }
  }

  private static void bare(int bytes, int seconds) throws Exception {
    try (var feed = new BareFeed(bytes)) {
      System.out.println(feed.uri());
      Thread.sleep(seconds * SECOND_MS);
    }
  }

  private static void listen(URI server, int listeners, int seconds) throws Exception {
    var bytes = Listeners.listen("the service", server, listeners, seconds);
    var life = Integer.toString(seconds + SPARE_S);
    var peer = Child.start(List.of(), ServerBench.class, "bare", Integer.toString(bytes), life);
    try {
      Listeners.listen("bare", URI.create(peer.line()), listeners, seconds);
    } finally {
      peer.end();
    }
  }

  private static void look(String server, String entries, String what, String seconds)
      throws Exception {
    var script = Files.createTempFile("look", ".lua");
    Files.writeString(
        script,
        "math.randomseed(os.time())\nrequest = function()\n"
            + "  return wrk.format('GET', '/api/v1/draws/R-1/entries/' .. math.random(1, "
            + entries
            + ") .. '"
            + what
            + "')\nend\n");
    var command =
        new ArrayList<>(List.of("wrk", "-t1", "-c32", "-d" + seconds + "s", "--latency", "-s"));
    command.add(script.toString());
    command.add(server);
    var run = new ProcessBuilder(command).inheritIO().start();
    run.waitFor();
    Files.delete(script);
  }
}
