package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Export;
import twoseal.ledger.Fsck;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.Survey;
import twoseal.registry.RegistryCommand;
import twoseal.verifier.Verifier;

/**
 * The data folder that each release left behind (resources golden/, made once by golden/make of
 * that release's program) opens in this one: same entries, same state, same proofs. Nothing here
 * makes it anew; a difference is a finding, not a reason to.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final int KILLS = 4;

  @TempDir Path folder;

  static Stream<Path> releases() throws IOException {
    try (var releases = Files.list(GOLDEN)) {
      return releases.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void itOpensAndGoesOn(Path golden) throws Exception {
    var data = copy(golden.resolve("data"), folder.resolve("data"));
    requireExpected(golden, data);
    try (var ledger = open(golden, data)) {
      assertThat(ledger.recovery().stateRebuilt()).isFalse();
      assertThat(ledger.recovery().replayed()).isZero();
      assertThat(ledger.checkpoint().format())
          .isEqualTo(Files.readString(golden.resolve("expected-checkpoint")));
      Export.write(ledger, folder.resolve("export"));
      assertThat(sums(folder.resolve("export")))
          .isEqualTo(Files.readAllLines(golden.resolve("expected-export")));
      var remark = new RegistryCommand.Remark(Optional.of("R-1"), Optional.empty(), "goes on");
      var note =
          SignedNote.sign(
              remark.text(new Header("0".repeat(31) + "1", origin(golden))),
              key(golden, "office.notary-2"));
      assertThat(ledger.submit(note.bytes()).accepted()).isTrue();
    }
    assertThat(Fsck.run(data, (part, done) -> {}).findings()).isEmpty();
  }

  /** What is derived comes out the same from the log alone. */
  @ParameterizedTest
  @MethodSource("releases")
  void itIsReplayedToTheSameState(Path golden) throws Exception {
    var data = copy(golden.resolve("data"), folder.resolve("data"));
    Files.delete(data.resolve("state.db"));
    delete(data.resolve("tiles"));
    try (var ledger = open(golden, data)) {
      assertThat(ledger.recovery().stateRebuilt()).isTrue();
      assertThat(ledger.checkpoint().format())
          .isEqualTo(Files.readString(golden.resolve("expected-checkpoint")));
    }
    requireExpected(golden, data);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void itsBundleHasTheSameVerdict(Path golden) throws Exception {
    var bundle = Files.readAllBytes(golden.resolve("bundle.zip"));
    var report = new Verifier("golden").verify(bundle, Optional.empty());
    var expected = Files.readString(golden.resolve("expected-verdict.json"));
    assertThat("\"verdict\" : \"" + report.verdict().word().en() + "\"").isSubstringOf(expected);
    assertThat(members(facts(report.json()))).containsAll(members(facts(expected)));
    assertThat(checks(report.json())).containsAll(checks(expected));
  }

  /** Killed anywhere, a restore leaves nothing that opens; the next one begins anew. */
  @ParameterizedTest
  @MethodSource("releases")
  void aRestoreThatIsKilledBeginsAnew(Path golden) throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var web = witness(golden);
    var target = folder.resolve("restored");
    var command =
        new String[] {
          "log",
          "restore",
          golden.resolve("data").toString(),
          "--data",
          target.toString(),
          "--witness",
          "http://127.0.0.1:" + web.getAddress().getPort()
        };
    try {
      for (var kill = 0; kill < KILLS; kill++) {
        var process = TheProgram.start(folder.resolve("killed.log"), command);
        if (!process.waitFor(300 + random.nextInt(2_500), TimeUnit.MILLISECONDS)) {
          // Unix: SIGKILL, which no handler sees.
          process.destroyForcibly().waitFor();
        }
        if (Files.exists(target) && !Files.exists(target.resolve("restoring"))) {
          requireExpected(golden, target);
          delete(target);
        } else if (Files.exists(target)) {
          assertThat(Fsck.run(target, (part, done) -> {}).isSound()).as("seed %d", seed).isFalse();
        }
      }
      var run = TheProgram.run(folder, command);
      assertThat(run.exit()).as("seed %d: %s", seed, run.output()).isZero();
      requireExpected(golden, target);
      open(golden, target).close();
    } finally {
      web.stop(0);
    }
  }

  private static void requireExpected(Path golden, Path data) throws IOException {
    var expected = Files.readString(golden.resolve("expected-fsck.json"));
    var report = Fsck.run(data, (part, done) -> {});
    assertThat(report.isSound()).as(report.findings().toString()).isTrue();
    assertThat("\"entries\" : " + report.entries() + ",").isSubstringOf(expected);
    assertThat("\"stateDigest\" : \"" + report.stateDigest().hex() + "\"").isSubstringOf(expected);
    var root = report.checkpoint().orElseThrow().root();
    assertThat("\"root\" : \"" + root.hex() + "\"").isSubstringOf(expected);
  }

  /** The golden ledger's witness, who saw all of it. */
  private static HttpServer witness(Path golden) throws IOException {
    var note = SignedNote.parse(Files.readAllBytes(golden.resolve("expected-checkpoint")));
    var cosigner =
        KeyFile.open(golden.resolve("keys/court.witness-1.p12"), passphrase(golden))
            .cosigner()
            .orElseThrow();
    var checkpoint = Checkpoint.parse(note.text());
    var bytes = note.with(cosigner.cosign(checkpoint, 1_795_000_000L)).bytes();
    var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/" + Survey.witnessPath(checkpoint.origin()),
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    web.start();
    return web;
  }

  private static EmbeddedLedger open(Path golden, Path data) throws IOException {
    return EmbeddedLedger.open(
        data,
        key(golden, origin(golden).replace('/', '.')),
        Clock.system(),
        LedgerOptions.defaults());
  }

  private static String origin(Path golden) throws IOException {
    return Files.readString(golden.resolve("expected-checkpoint"))
        .lines()
        .findFirst()
        .orElseThrow();
  }

  private static Signer key(Path golden, String name) throws IOException {
    return KeyFile.open(golden.resolve("keys/" + name + ".p12"), passphrase(golden)).signer();
  }

  private static char[] passphrase(Path golden) throws IOException {
    return Files.readString(golden.resolve("keys/passphrase")).strip().toCharArray();
  }

  /** As sha256sum prints them. */
  private static List<String> sums(Path export) throws IOException {
    try (var files = Files.walk(export)) {
      var sums = new ArrayList<String>();
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var hash = Digest.sha256(Files.readAllBytes(file));
        sums.add(hash.hex() + "  ./" + export.relativize(file));
      }
      return sums;
    }
  }

  private static String facts(String report) {
    var from = report.indexOf("\"facts\":");
    assertThat(from).isPositive();
    return report.substring(from, report.indexOf(",\"inputSha256\"", from));
  }

  /** An object's members, each as its text: a later release may say more, but nothing else. */
  private static List<String> members(String object) {
    var members = new ArrayList<String>();
    var depth = 0;
    var inText = false;
    var from = object.indexOf('{') + 1;
    for (var at = from; at < object.length(); at++) {
      var c = object.charAt(at);
      inText ^= c == '"' && object.charAt(at - 1) != '\\';
      if (!inText) {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if ((c == ',' && depth == 0) || depth < 0) {
          members.add(object.substring(from, at));
          from = at + 1;
        }
      }
    }
    assertThat(members).hasSizeGreaterThan(5);
    return members;
  }

  /** Each check's id and what came of it. */
  private static List<String> checks(String report) {
    return Pattern.compile("\"id\":\"[A-Z]+-[0-9]+\",\"state\":\"[a-z-]+\"")
        .matcher(report)
        .results()
        .map(m -> m.group())
        .toList();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
