package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.beacon.TestBeacon;
import twoseal.cli.Run;
import twoseal.core.Bytes;
import twoseal.core.Digest;

/** A draw step by step, each party with its own key, as the README tells it. */
class DrawStepsTest {
  private static final TestBeacon BEACON =
      new TestBeacon(Digest.tagged("law").bytes(), 1_767_225_600L, 1);
  private static final Pattern ROUND = Pattern.compile("round: (\\d+)");
  private static final String RULES =
      """
      title: 年会抽奖
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
        delta: 3s
        margin: 0s
        contributors: [court/dice committed]
      """;

  @TempDir Path folder;

  @BeforeEach
  void settle() throws IOException {
    var lines = new StringBuilder("姓名,手机号\n");
    for (var i = 0; i < 20; i++) {
      lines.append("张").append((char) ('一' + i)).append(",100000000").append(10 + i).append('\n');
    }
    Files.writeString(folder.resolve("entries.csv"), lines);
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    for (var person : List.of("office/admin", "office/notary", "maker/boss", "court/dice")) {
      ok("keys new --name " + person + " --out " + person.replace('/', '-') + ".p12");
    }
    ok("keys new --name town.example/ledger --out log.p12");
    ok(
        "ledger new --data ledger --log-key log.p12 --origin town.example/ledger --office office"
            + " --office-name 公证处 --admin-key office-admin.p12 --admin-name 管理员 --yes");
    for (var organisation : List.of("maker", "court")) {
      ledger(
          "registry organisation --name " + organisation + " --organisation " + organisation,
          "office-admin");
    }
    admit("office/notary", "notary");
    admit("maker/boss", "organiser");
    admit("court/dice", "contributor");
  }

  @Test
  void fromTheRulesToAPromotedAlternate() throws Exception {
    ledger("draw new rules.yaml --rehearsal", "maker-boss");
    ok("list commit entries.csv --rules rules.yaml --out final-list");
    ledger("draw list --draw R-1 --folder final-list", "maker-boss");
    var commitment =
        ok("contribute commit --draw R-1 --as court/dice --out dice.contribution").out().strip();
    seal(commitment);
    ok(
        "contribute reveal dice.contribution --key court-dice.p12 --yes --ledger"
            + " town.example/ledger --out reveal.note");
    ok("note submit reveal.note --data ledger --log-key log.p12");
    var press = ledger("draw press --draw R-1 --signing-time 1", "maker-boss", "office-notary");
    var found = ROUND.matcher(press.err());
    assertThat(found.find()).as(press.err()).isTrue();
    result(Long.parseLong(found.group(1)));
    ledger("draw decline --draw R-1 --stage 1 --order 1", "maker-boss", "office-notary");
    ledger("draw promote --draw R-1 --stage 1 --for 1", "maker-boss", "office-notary");
    var bundle =
        ok(
            "draw bundle --draw R-1 --folder final-list --out b.zip --data ledger --log-key"
                + " log.p12");
    assertThat(bundle.out()).contains("promoted").contains("given up");
    assertThat(ok("verify b.zip --list final-list/list-public.csv").out()).contains("VER-29");
    assertThat(ok("draw status --data ledger --log-key log.p12").out()).contains("complete");
    assertThat(ok("fsck --data ledger").out()).contains("Sound");
  }

  @Test
  void aListThatIsNotOfTheRulesNeverReachesTheLedger() {
    ledger("draw new rules.yaml --rehearsal", "maker-boss");
    ok("list commit entries.csv --group-default other --out other-list");
    var before = ok("log checkpoint --data ledger --log-key log.p12").out();
    var run =
        run(
            "draw list --draw R-1 --folder other-list --data ledger --log-key log.p12 --yes"
                + " --key maker-boss.p12");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("groups").contains("--rules");
    assertThat(ok("log checkpoint --data ledger --log-key log.p12").out()).isEqualTo(before);
    assertThat(run("list check entries.csv --rules rules.yaml --name-column 姓名").exit())
        .isEqualTo(2);
  }

  /** One of two keys is not enough to enter it, but enough to write a note for the other. */
  private void seal(String commitment) {
    var seal =
        "draw seal rules.yaml --draw R-1 --data ledger --log-key log.p12 --yes --key maker-boss.p12"
            + " --commitment "
            + commitment;
    var words = new ArrayList<>(List.of(seal.split(" ")));
    words.add("--chain");
    words.add(BEACON.chain().text());
    var alone = run(words);
    assertThat(alone.exit()).as(alone.err()).isEqualTo(2);
    assertThat(alone.err()).contains("2 signatures");
    words.add("--out");
    words.add("seal.note");
    assertThat(run(words).exit()).isZero();
    ok("note sign seal.note --key office-notary.p12 --yes");
    ok("note submit seal.note --data ledger --log-key log.p12");
  }

  /** Before its time nobody has the round, and another round's signature is refused. */
  private void result(long round) throws InterruptedException {
    var result = "draw result --draw R-1 --data ledger --log-key log.p12 --key court-dice.p12";
    assertThat(run(result).err()).contains("nobody has it yet");
    var due = Instant.ofEpochSecond(BEACON.chain().timeOf(round));
    var left = Duration.between(Instant.now(), due);
    if (left.isPositive()) {
      Thread.sleep(left.plusMillis(100)); // the true wait of the draw, not one for a race to end
    }
    var other = run(result + " --signature " + Bytes.hex(BEACON.signature(round + 1)));
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains("draw.beacon");
    ok(result + " --signature " + Bytes.hex(BEACON.signature(round)));
  }

  private void admit(String person, String role) {
    ledger(
        "registry person --name " + role + " --person " + person + " --role " + role,
        "office-admin",
        person.replace('/', '-'));
  }

  private Run ledger(String command, String... keys) {
    var words = new StringBuilder(command + " --data ledger --log-key log.p12 --yes");
    for (var key : keys) {
      words.append(" --key ").append(key).append(".p12");
    }
    return ok(words.toString());
  }

  private Run ok(String command) {
    var run = run(command);
    assertThat(run.exit()).as(command + "\n" + run.out() + run.err()).isZero();
    return run;
  }

  private Run run(String command) {
    return run(List.of(command.split(" ")));
  }

  /** Words behind the first, a command's, that name a file of the test's folder become paths. */
  private Run run(List<String> words) {
    var args = new ArrayList<>(words);
    args.subList(1, args.size())
        .replaceAll(word -> isFile(word) ? folder.resolve(word).toString() : word);
    return new Run.Stage()
        .environment("TWOSEAL_PASSPHRASE", "correct horse battery")
        .environment("TWOSEAL_LOG_PASSPHRASE", "correct horse battery")
        .run(args.toArray(String[]::new));
  }

  private static boolean isFile(String word) {
    return word.matches("ledger|[a-z]+-list(/.*)?|[^/]+\\.(p12|note|yaml|csv|zip|contribution)");
  }
}
