package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.SignedNote;
import twoseal.desk.note.FreshHeader;
import twoseal.registry.RegistryCommand;

/**
 * The service as it is shipped, killed in the middle of a draw, or moved to another machine there:
 * nothing acknowledged is lost, nothing is drawn twice, and the draw goes on to its end.
 */
class ServiceKilledTest {
  private static final int STAGES = 2;

  /** From the press to a while after its number is due. */
  private static final int KILL_WITHIN_MS = 11_000;

  private static final long BETWEEN_REMARKS_NS = 100_000_000;
  private static final Pattern INDEX = Pattern.compile("\"index\":([0-9]+)");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aKillInTheMiddleOfADrawLosesNothing() throws Exception {
    var seed = new Random().nextLong();
    var data = folder.resolve("data");
    var port = Service.freePort();
    var acknowledged = new TreeMap<Long, String>();
    Listener listener;
    Rehearsing office;
    try (var first = Service.first(data, port)) {
      office = Rehearsing.of(data, first);
      office.prepare();
      listener = new Listener(first.uri());
      listener.begin();
      office.script.run("pressing-only.txt");
      var killNs =
          System.nanoTime()
              + TimeUnit.MILLISECONDS.toNanos(new Random(seed).nextInt(KILL_WITHIN_MS));
      while (System.nanoTime() < killNs) {
        remark(office, first.uri(), acknowledged);
        LockSupport.parkNanos(BETWEEN_REMARKS_NS);
      }
      first.kill();
    }
    try (var second = Service.start(data, port)) {
      assertThat(second.said()).as("seed %d", seed).contains("Serving at");
      office.script.run("waiting.txt");
      var whole = entries(second.uri());
      TheProgram.await(() -> listener.heard().size() >= whole.size());
      assertThat(listener.heard()).as("seed %d", seed).isEqualTo(whole);
      assertThat(Collections.frequency(kinds(whole), "draw.result"))
          .as("seed %d", seed)
          .isEqualTo(STAGES);
      assertThat(kinds(whole)).as("seed %d", seed).containsOnlyOnce("draw.press", "draw.complete");
      acknowledged.forEach(
          (index, text) -> assertThat(get(second.uri(), "ledger/entries/" + index)).contains(text));
      var drawn = get(second.uri(), "draws/R-1/result.csv").lines().skip(1).toList();
      assertThat(drawn).as("seed %d", seed).isNotEmpty().doesNotHaveDuplicates();
      listener.end();
      assertThat(second.end()).isEqualTo(143);
    }
    fsck(data, seed);
  }

  @Test
  void aDrawMovesToAnotherMachineInItsMiddle() throws Exception {
    var data = Files.createDirectories(folder.resolve("here"));
    Files.writeString(data.resolve("twoseal.conf"), "backup-folder = ../backups\n");
    var there = folder.resolve("there");
    Rehearsing office;
    try (var first = Service.first(data, 0)) {
      office = Rehearsing.of(data, first);
      office.prepare();
      office.script.run("pressing-only.txt");
      office.script.run("backup.txt");
      first.kill();
    }
    var backup = folder.resolve("backups").resolve(office.script.kept("folder"));
    copy(backup, there);
    // It is in no backup; its keeper brings it.
    Files.copy(data.resolve("keys/passphrase"), there.resolve("keys/passphrase"));
    try (var early = Service.start(there, 0)) {
      assertThat(early.exit()).isEqualTo(3);
      assertThat(early.said()).contains("is a backup", "log restore");
    }
    delete(there.resolve("ledger"));
    var from = backup.resolve("ledger").toString();
    var to = there.resolve("ledger").toString();
    var restored = TheProgram.run(folder, "log", "restore", from, "--data", to, "--lang", "en");
    assertThat(restored.exit()).as(restored.output()).isZero();
    assertThat(restored.output()).contains("No witness is registered");
    try (var second = Service.start(there, 0)) {
      office.script.moveTo(second.uri());
      office.script.run("waiting.txt");
      office.script.run("reading.txt");
      assertThat(Collections.frequency(kinds(entries(second.uri())), "draw.result"))
          .isEqualTo(STAGES);
      var bundle = folder.resolve("bundle.zip");
      Files.write(bundle, bytes(second.uri(), "draws/R-1/bundle"));
      var verified = TheProgram.run(folder, "verify", "--lang", "en", bundle.toString());
      assertThat(verified.exit()).as(verified.output()).isZero();
      assertThat(second.end()).isEqualTo(143);
    }
    fsck(there, 0);
  }

  private void fsck(Path data, long seed) throws Exception {
    var fsck = TheProgram.run(folder, "fsck", "--data", data.resolve("ledger").toString());
    assertThat(fsck.exit()).as("seed %d: %s", seed, fsck.output()).isZero();
  }

  /** Enters a remark about the draw, and writes down what was acknowledged. */
  private void remark(Rehearsing office, URI service, Map<Long, String> acknowledged)
      throws Exception {
    var text = "remark " + acknowledged.size();
    var command = new RegistryCommand.Remark(Optional.of("R-1"), Optional.empty(), text);
    var note = SignedNote.sign(command.text(FreshHeader.of(Rehearsing.ORIGIN)), office.admin);
    var request =
        HttpRequest.newBuilder(service.resolve("/api/v1/commands"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(note.format()));
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() == 200) {
      var index = INDEX.matcher(answer.body());
      assertThat(index.find()).as(answer.body()).isTrue();
      acknowledged.put(Long.parseLong(index.group(1)), text);
    }
  }

  private String get(URI service, String path) {
    try {
      return new String(bytes(service, path), java.nio.charset.StandardCharsets.UTF_8);
    } catch (Exception failed) {
      throw new AssertionError(path, failed);
    }
  }

  private byte[] bytes(URI service, String path) throws Exception {
    var request = HttpRequest.newBuilder(service.resolve("/api/v1/" + path)).build();
    var answer = client.send(request, BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  /** The draw's entries from its first: each one's id and kind. */
  private List<String> entries(URI service) {
    var heard = new Heard();
    get(service, "draws/R-1/events?until=now").lines().forEach(heard::line);
    return heard.entries();
  }

  private static List<String> kinds(List<String> entries) {
    return entries.stream().map(entry -> entry.substring(entry.indexOf(' ') + 1)).toList();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** The entries of a stream of events, line by line. */
  private static final class Heard {
    private static final Pattern KIND = Pattern.compile("\"kind\":\"([a-z.-]+)\"");

    private final List<String> entries = new ArrayList<>();
    private String id = "";

    synchronized void line(String line) {
      if (line.startsWith("id:")) {
        id = line.substring("id:".length()).strip();
      } else if (line.startsWith("data:") && !id.isEmpty()) {
        var kind = KIND.matcher(line);
        assertThat(kind.find()).as(line).isTrue();
        entries.add(id + " " + kind.group(1));
        id = "";
      }
    }

    synchronized List<String> entries() {
      return List.copyOf(entries);
    }
  }

  /** A page that listens, and comes back with the last id whenever it was cut off. */
  private final class Listener {
    private final Heard heard = new Heard();
    private final URI events;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::listen);
    private volatile boolean isEnded;

    Listener(URI service) {
      this.events = service.resolve("/api/v1/draws/R-1/events");
    }

    void begin() {
      thread.start();
    }

    List<String> heard() {
      return heard.entries();
    }

    void end() {
      isEnded = true;
    }

    private void listen() {
      while (!isEnded) {
        var request = HttpRequest.newBuilder(events);
        var last = heard.entries();
        if (!last.isEmpty()) {
          var entry = last.getLast();
          request.header("Last-Event-ID", entry.substring(0, entry.indexOf(' ')));
        }
        try {
          client.send(request.build(), BodyHandlers.ofLines()).body().forEach(heard::line);
        } catch (IOException | java.io.UncheckedIOException cutOff) {
          LockSupport.parkNanos(BETWEEN_REMARKS_NS);
        } catch (InterruptedException ended) {
          return;
        }
      }
    }
  }
}
