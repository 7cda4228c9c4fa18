package twoseal.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;
import twoseal.core.Checkpoint;
import twoseal.core.SignedNote;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Survey;

/** What an operator does when the ledger's disk is gone ([SUC-1] to [SUC-7], docs/ledger.md). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterTheFireTest {
  private static final String ORIGIN = "town.example/ledger";
  private static final String PASSPHRASE = "correct horse battery";
  private static final long SEEN_S = 1_780_000_000L;
  private static final String RULES =
      """
      title: 抽奖
      organiser: maker
      purpose: prize-draw
      scheduled: 2027-01-09 19:30
      list:
        columns: [姓名, 手机号]
        identity: {手机号: phone}
        masking: {姓名: surname}
      stages:
        - {title: 一等奖, places: 2, alternates: 2}
      seal:
        press-by: 1h
        contributors: [court/dice committed]
      """;

  private Path folder = Path.of("");

  private final Map<String, byte[]> shown = new ConcurrentHashMap<>();
  private HttpServer web;
  private String address = "";

  AfterTheFireTest() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** A ledger with a draw, a backup, and entries after it that the witness saw; then it burns. */
  @BeforeAll
  void settle(@TempDir Path shared) throws Exception {
    folder = shared;
    serve();
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Files.writeString(folder.resolve("entries.csv"), "姓名,手机号\n张一,10000000010\n张二,10000000011\n");
    for (var person : List.of("office/admin", "office/notary", "maker/boss", "court/dice")) {
      ok("keys new --name " + person + " --out " + person.replace('/', '-') + ".p12");
    }
    ok("keys new --name court/witness --cosign --out court-witness.p12");
    ok("keys new --name town.example/ledger --out log.p12");
    ok("keys new --name town.example/ledger-2 --out log-2.p12");
    ok(
        "ledger new --data ledger --log-key log.p12 --origin town.example/ledger --office office"
            + " --office-name 公证处 --admin-key office-admin.p12 --admin-name 管理员 --yes");
    for (var organisation : List.of("maker", "court")) {
      entered("registry organisation --name n --organisation " + organisation, "office-admin");
    }
    for (var role :
        Map.of(
                "office/notary", "notary",
                "maker/boss", "organiser",
                "court/dice", "contributor",
                "court/witness", "witness")
            .entrySet()) {
      var person = role.getKey();
      entered(
          "registry person --name n --person " + person + " --role " + role.getValue(),
          "office-admin",
          person.replace('/', '-'));
    }
    entered("draw new rules.yaml", "maker-boss");
    ok("ledger backup --data ledger --out backup");
    cosign("early");
    entered("ledger remark --text 备份之后", "office-notary");
    entered("draw new rules.yaml", "maker-boss");
    cosign("late");
    ok("log export --data ledger --log-key log.p12 --out export");
    delete(folder.resolve("ledger"));
  }

  @AfterAll
  void end() {
    web.stop(0);
  }

  private void serve() {
    web.createContext(
        "/",
        exchange -> {
          var body = shown.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
          exchange.sendResponseHeaders(
              body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    web.start();
    address = "http://127.0.0.1:" + web.getAddress().getPort();
  }

  private String late() {
    return " --witness " + address + "/late";
  }

  /** The witness shows the ledger's checkpoint of now. */
  private void cosign(String when) throws Exception {
    var note = SignedNote.parse(ok("log checkpoint --data ledger --log-key log.p12").out());
    var cosigner =
        KeyFile.open(folder.resolve("court-witness.p12"), PASSPHRASE.toCharArray())
            .cosigner()
            .orElseThrow();
    var cosigned = note.with(cosigner.cosign(Checkpoint.parse(note.text()), SEEN_S));
    shown.put("/" + when + "/" + Survey.witnessPath(ORIGIN), cosigned.bytes());
  }

  @Test
  void aBackupThatIsBehindDoesNotOpen() {
    var nobody = run("log restore backup --data behind-ledger");
    assertThat(nobody.exit()).isEqualTo(1);
    assertThat(nobody.err()).contains("not every witness was heard", "court/witness");
    var down = run("log restore backup --data behind-ledger --witness " + address + "/down");
    assertThat(down.err()).contains(address + "/down: status 404");
    var behind = run("log restore backup --data behind-ledger" + late());
    assertThat(behind.exit()).isEqualTo(1);
    assertThat(behind.err()).contains("entries 8 to 9", "twoseal log succeed");
    assertThat(folder.resolve("behind-ledger")).doesNotExist();
    assertThat(run("log restore backup --data behind-ledger --lang zh" + late()).err())
        .contains("条目 8 至 9");
  }

  @Test
  void withAPeerNothingIsLost() throws Exception {
    try (var files = Files.walk(folder.resolve("export"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = folder.resolve("export").relativize(file).toString();
        shown.put("/mirror/" + name, Files.readAllBytes(file));
      }
    }
    var run =
        ok("log restore backup --data whole-ledger --json --peer " + address + "/mirror" + late());
    assertThat(run.json()).containsEntry("size", "10").containsEntry("fetched", "2");
    assertThat(ok("fsck --data whole-ledger").out()).contains("Sound");
    assertThat(ok("draw status --data whole-ledger --log-key log.p12").out())
        .contains("D-1", "D-2");
    assertThat(run("log restore backup --data whole-ledger" + late()).exit()).isEqualTo(4);
  }

  @Test
  void whoGoesOnUnheardPutsItOnTheLedger() {
    var unsigned = run("log restore backup --data unheard-ledger --unwitnessed 停电");
    assertThat(unsigned.exit()).isEqualTo(2);
    ok(
        "log restore backup --data unheard-ledger --unwitnessed 停电 --key office-admin.p12 --log-key"
            + " log.p12");
    assertThat(ok("log show --index 8 --data unheard-ledger --log-key log.p12").out())
        .contains("ledger.remark", "停电", "court/witness");
  }

  @Test
  void aForkIsKept() {
    // The log key signs another history for the witness than the one that was backed up.
    ok(
        "ledger new --data other-ledger.zip --log-key log.p12 --origin town.example/ledger --office"
            + " office --office-name 公证处 --admin-key office-admin.p12 --admin-name 管理员 --yes");
    var forked =
        SignedNote.parse(ok("log checkpoint --data other-ledger.zip --log-key log.p12").out());
    try {
      var cosigner =
          KeyFile.open(folder.resolve("court-witness.p12"), PASSPHRASE.toCharArray())
              .cosigner()
              .orElseThrow();
      shown.put(
          "/fork/" + Survey.witnessPath(ORIGIN),
          forked.with(cosigner.cosign(Checkpoint.parse(forked.text()), SEEN_S)).bytes());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    for (var command :
        List.of(
            "log restore backup --data forked-ledger --witness " + address + "/fork",
            succeed("--witness " + address + "/fork")
                .replace("next-ledger", "forked-ledger")
                .replace("to-sign", "never"))) {
      var run = run(command);
      assertThat(run.exit()).as(command).isEqualTo(1);
      assertThat(run.err()).contains("forked", "-fork");
    }
    assertThat(folder.resolve("forked-ledger-fork")).isDirectory();
    assertThat(folder.resolve("forked-ledger")).doesNotExist();
  }

  private static String succeed(String more) {
    return "log succeed backup --data next-ledger --log-key log-2.p12 --admin-key office-admin.p12"
        + " --key maker-boss.p12 --admissions to-sign.zip --reason 机房火灾 --yes "
        + more;
  }

  @Test
  void aSuccessorSaysWhatWasLost() throws Exception {
    assertThat(run(succeed("")).err()).contains("not every witness was heard");
    var low = run(succeed("--next-draw 3" + late()));
    assertThat(low.exit()).isEqualTo(2);
    assertThat(low.err()).contains("--next-draw");
    assertThat(run(succeed(late()).replace("log-2", "log")).err()).contains("same name");
    assertThat(run(succeed(late()).replace("office-admin", "office-notary")).err())
        .contains("not an administrator");
    assertThat(folder.resolve("next-ledger")).doesNotExist();

    var run = ok(succeed("--json" + late()));
    assertThat(run.json())
        .containsEntry("kept", "8")
        .containsEntry("lost", "2")
        .containsEntry("nextDraw", "2001")
        .containsEntry("nextRehearsal", "2001");
    assertThat(run.field("toSign.2")).endsWith("office.notary.note");
    var succession = ok("log show --index 1 --data next-ledger --log-key log-2.p12").out();
    assertThat(succession)
        .contains("witnessed-size: 10", "open-draw: D-1", "cosignature: court/witness+");
    for (var person : List.of("office.notary:office-notary", "court.dice:court-dice")) {
      var note =
          run.field("toSign.2").replace("office.notary", person.substring(0, person.indexOf(':')));
      var key = person.substring(person.indexOf(':') + 1) + ".p12";
      ok("note sign " + note + " --yes --key " + key);
      ok("note submit " + note + " --data next-ledger --log-key log-2.p12");
    }
    aDrawOnTheSuccessor();
    assertThat(ok("fsck --data next-ledger").out()).contains("Sound");
  }

  /** Its number is one that nobody can have got before, and its verdict opens with the loss. */
  private void aDrawOnTheSuccessor() throws Exception {
    var announced =
        ok("draw new rules.yaml --data next-ledger --log-key log-2.p12 --yes --key maker-boss.p12");
    assertThat(announced.out()).contains("D-2001");
    ok("list commit entries.csv --rules rules.yaml --out final-list");
    ok(
        "draw list --draw D-2001 --folder final-list --data next-ledger --log-key log-2.p12 --yes"
            + " --key maker-boss.p12");
    var commitment =
        ok("contribute commit --draw D-2001 --as court/dice --out dice.contribution").out().strip();
    ok(
        "draw seal rules.yaml --draw D-2001 --data next-ledger --log-key log-2.p12 --yes --key"
            + " maker-boss.p12 --key office-notary.p12 --commitment "
            + commitment);
    var bundle =
        ok(
            "draw bundle --draw D-2001 --folder final-list --out b.zip --data next-ledger --log-key"
                + " log-2.p12");
    assertThat(bundle.out())
        .contains("*** SUCCESSOR: of the ledger town.example/ledger the first 8 entries are kept");
    var verified = ok("verify --lang en b.zip");
    assertThat(verified.out()).startsWith("*** SUCCESSOR").contains("机房火灾", "D-1");
    assertThat(ok("draw status --data next-ledger --log-key log-2.p12").out()).contains("D-2001");
  }

  private void entered(String command, String... keys) {
    var words = new StringBuilder(command + " --data ledger --log-key log.p12 --yes");
    for (var key : keys) {
      words.append(" --key ").append(key).append(".p12");
    }
    ok(words.toString());
  }

  private Run ok(String command) {
    var run = run(command);
    assertThat(run.exit()).as(command + "\n" + run.out() + run.err()).isZero();
    return run;
  }

  /**
   * Words behind the first two, a command's, that name a file of the test's folder become paths.
   */
  private Run run(String command) {
    var args = new ArrayList<>(Arrays.asList(command.split(" +")));
    args.subList(2, args.size())
        .replaceAll(word -> isFile(word) ? folder.resolve(word).toString() : word);
    return new Run.Stage()
        .environment("TWOSEAL_PASSPHRASE", PASSPHRASE)
        .environment("TWOSEAL_LOG_PASSPHRASE", PASSPHRASE)
        .run(args.toArray(String[]::new));
  }

  private static boolean isFile(String word) {
    return word.matches(
        "ledger|backup|export|[a-z]+-(list|ledger)|[a-z0-9-]+\\.(p12|yaml|csv|zip|contribution)");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
