package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's server and a witness as processes of their own ([WIT-4], [WIT-8], [WIT-12]). */
class WitnessTest {
  private static final String ORIGIN = "town.example/ledger";
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+/");
  private static final Pattern VKEY = Pattern.compile("(?m)^Key +(\\S+)$");

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void end() throws InterruptedException {
    for (var process : processes) {
      process.destroyForcibly().waitFor();
    }
    client.close();
  }

  /**
   * Killed anywhere, it goes on; then the operator forks the ledger, and the keeper hears of it.
   */
  @Test
  void aWitnessThatIsKilledGoesOnAndAForkIsHeardOf() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    openLedger();
    var logVkey =
        VKEY.matcher(ok("keys", "show", at("log.p12"))).results().findFirst().orElseThrow();
    var server = start("serve.log", "log", "serve", "--data", at("ledger"));
    var url = URL.matcher(waitFor("serve.log", URL)).results().findFirst().orElseThrow().group();
    var hook = hook();
    var witness =
        new String[] {
          "witness",
          "--key",
          at("court-w.p12"),
          "--data",
          at("witness"),
          "--url",
          url,
          "--log-vkey",
          logVkey.group(1),
          "--interval",
          "50",
          "--on-warning",
          hook.toString()
        };
    copy(folder.resolve("ledger"), folder.resolve("other"));
    for (var i = 0; i < 2; i++) {
      var running = start("witness-" + i + ".log", witness);
      running.waitFor(1_200 + random.nextInt(1_500), TimeUnit.MILLISECONDS);
      running.destroyForcibly().waitFor();
      remark("ledger", "remark " + i);
    }
    var once = run(Stream.concat(Stream.of(witness), Stream.of("--once")).toArray(String[]::new));
    assertThat(once.exit()).as("seed %d: %s", seed, once.output()).isZero();
    var size = ok("log", "checkpoint", "--data", at("ledger")).lines().toList().get(1);
    var cosigned = get(url + "cosigned/latest");
    assertThat(cosigned.lines().toList().get(1)).as("seed %d", seed).isEqualTo(size);
    assertThat(cosigned).as("seed %d", seed).contains("— court/w ");
    var fsck = run("fsck", "--data", kept().toString());
    assertThat(fsck.exit()).as("seed %d: %s", seed, fsck.output()).isZero();

    // The same key, another history behind the same address.
    server.destroyForcibly().waitFor();
    remark("other", "another remark");
    var port = url.replaceAll(".*:([0-9]+)/", "$1");
    start("forked.log", "log", "serve", "--data", at("other"), "--listen", "127.0.0.1:" + port);
    waitFor("forked.log", URL);
    var held = run(Stream.concat(Stream.of(witness), Stream.of("--once")).toArray(String[]::new));
    assertThat(held.exit()).as("seed %d: %s", seed, held.output()).isEqualTo(1);
    assertThat(held.output()).as("seed %d", seed).contains("FORKED");
    assertThat(Files.readString(folder.resolve("heard"))).as("seed %d", seed).startsWith("fork ");
    var warning = Files.readString(folder.resolve("heard")).strip().substring("fork ".length());
    assertThat(Files.readString(Path.of(warning))).as("seed %d", seed).contains(ORIGIN, "Evidence");
  }

  private void openLedger() throws Exception {
    Files.writeString(folder.resolve("passphrase"), "correct horse battery\n");
    for (var name : List.of("office/admin", "court/w")) {
      keys(name, name.replace('/', '-'), name.startsWith("court"));
    }
    keys(ORIGIN, "log", false);
    ok(
        "ledger",
        "new",
        "--data",
        at("ledger"),
        "--log-key",
        at("log.p12"),
        "--log-passphrase-file",
        at("passphrase"),
        "--passphrase-file",
        at("passphrase"),
        "--origin",
        ORIGIN,
        "--office",
        "office",
        "--office-name",
        "office",
        "--admin-key",
        at("office-admin.p12"),
        "--admin-name",
        "admin",
        "--yes");
    enter("ledger", "registry", "organisation", "--organisation", "court", "--name", "court");
    enter(
        "ledger",
        "registry",
        "person",
        "--person",
        "court/w",
        "--name",
        "w",
        "--role",
        "witness",
        "--key",
        at("court-w.p12"));
  }

  private void keys(String name, String file, boolean isWitness) throws Exception {
    var command =
        new ArrayList<>(List.of("keys", "new", "--name", name, "--out", at(file + ".p12")));
    if (isWitness) {
      command.add("--cosign");
    }
    ok(command.toArray(String[]::new));
  }

  private void remark(String ledger, String text) throws Exception {
    enter(ledger, "ledger", "remark", "--text", text);
  }

  private void enter(String ledger, String... command) throws Exception {
    var rest =
        Stream.of(
            "--data",
            at(ledger),
            "--log-key",
            at("log.p12"),
            "--log-passphrase-file",
            at("passphrase"),
            "--key",
            at("office-admin.p12"),
            "--yes");
    ok(Stream.concat(Stream.of(command), rest).toArray(String[]::new));
  }

  /** A program that writes down what it was told. */
  private Path hook() throws IOException {
    var hook = folder.resolve("hook");
    Files.writeString(hook, "#!/bin/sh\necho \"$1 $2\" >>\"$(dirname \"$0\")/heard\"\n");
    assertThat(hook.toFile().setExecutable(true)).isTrue();
    return hook;
  }

  private Path kept() throws IOException {
    try (var logs = Files.list(folder.resolve("witness"))) {
      return logs.filter(log -> log.getFileName().toString().length() == 64)
          .findFirst()
          .orElseThrow()
          .resolve("ledger");
    }
  }

  private String get(String url) throws Exception {
    return client
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  private Process start(String output, String... args) throws IOException {
    var process = TheProgram.start(folder.resolve(output), english(args));
    processes.add(process);
    return process;
  }

  private String waitFor(String output, Pattern wanted) {
    TheProgram.await(() -> wanted.matcher(said(output)).find());
    return said(output);
  }

  private String said(String output) {
    try {
      return Files.readString(folder.resolve(output));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String ok(String... args) throws Exception {
    var run = run(args);
    assertThat(run.exit()).as(String.join(" ", args) + "\n" + run.output()).isZero();
    return run.output();
  }

  private TheProgram.Run run(String... args) throws Exception {
    return TheProgram.run(folder, english(args));
  }

  /** Every command that asks for a passphrase finds it in the file. */
  private String[] english(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--lang", "en"));
    var asks = List.of("keys new", "ledger remark", "registry organisation", "registry person");
    if (args[0].equals("witness") || asks.contains(args[0] + " " + args[1])) {
      all.addAll(List.of("--passphrase-file", at("passphrase")));
    }
    if (args[0].equals("keys") && args[1].equals("show")) {
      all.addAll(List.of("--passphrase-file", at("passphrase")));
    }
    return all.toArray(String[]::new);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
