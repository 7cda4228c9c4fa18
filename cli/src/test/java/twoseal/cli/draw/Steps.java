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
import org.junit.jupiter.api.io.TempDir;
import twoseal.beacon.TestBeacon;
import twoseal.cli.Run;
import twoseal.core.Bytes;
import twoseal.core.Digest;

/** Where draws are played step by step: a ledger, its people, their keys, a list of twenty. */
abstract class Steps {
  static final TestBeacon BEACON = new TestBeacon(Digest.tagged("law").bytes(), 1_767_225_600L, 1);
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
      """;

  @TempDir Path folder;

  /** What the rules say beyond the common part. */
  abstract String rules();

  @BeforeEach
  void settle() throws IOException {
    var lines = new StringBuilder("姓名,手机号\n");
    for (var i = 0; i < 20; i++) {
      lines.append("张").append((char) ('一' + i)).append(",100000000").append(10 + i).append('\n');
    }
    Files.writeString(folder.resolve("entries.csv"), lines);
    Files.writeString(folder.resolve("rules.yaml"), RULES + rules());
    for (var person : List.of("office/admin", "office/notary", "maker/boss", "court/dice")) {
      keys(person);
    }
    ok("keys new --name town.example/ledger --out log.p12");
    ok(
        "ledger new --data ledger --log-key log.p12 --origin town.example/ledger --office office"
            + " --office-name 公证处 --admin-key office-admin.p12 --admin-name 管理员 --yes");
    for (var organisation : List.of("maker", "court")) {
      organisation(organisation);
    }
    admit("office/notary", "notary");
    admit("maker/boss", "organiser");
    admit("court/dice", "contributor");
  }

  void keys(String person) {
    ok("keys new --name " + person + " --out " + person.replace('/', '-') + ".p12");
  }

  void organisation(String id) {
    ledger("registry organisation --name " + id + " --organisation " + id, "office-admin");
  }

  void admit(String person, String role) {
    ledger(
        "registry person --name " + role + " --person " + person + " --role " + role,
        "office-admin",
        person.replace('/', '-'));
  }

  /** Presses and gives the round. */
  long press() {
    var press = ledger("draw press --draw R-1 --signing-time 3", "maker-boss", "office-notary");
    var found = ROUND.matcher(press.err());
    assertThat(found.find()).as(press.err()).isTrue();
    return Long.parseLong(found.group(1));
  }

  /** Enters the results of a round once it is due. */
  void result(long round) throws InterruptedException {
    await(round);
    ok(
        "draw result --draw R-1 --data ledger --log-key log.p12 --key court-dice.p12 --signature "
            + Bytes.hex(BEACON.signature(round)));
  }

  static void await(long round) throws InterruptedException {
    var due = Instant.ofEpochSecond(BEACON.chain().timeOf(round));
    var left = Duration.between(Instant.now(), due);
    if (left.isPositive()) {
      Thread.sleep(left.plusMillis(100)); // the true wait of the draw, not one for a race to end
    }
  }

  /** Seals with both keys. */
  Run seal(List<String> more) {
    var words =
        new ArrayList<>(
            List.of(
                ("draw seal rules.yaml --draw R-1 --data ledger --log-key log.p12 --yes"
                        + " --key maker-boss.p12 --key office-notary.p12")
                    .split(" ")));
    words.addAll(more);
    return run(words);
  }

  Run ledger(String command, String... keys) {
    var words = new StringBuilder(command + " --data ledger --log-key log.p12 --yes");
    for (var key : keys) {
      words.append(" --key ").append(key).append(".p12");
    }
    return ok(words.toString());
  }

  Run ok(String command) {
    var run = run(command);
    assertThat(run.exit()).as(command + "\n" + run.out() + run.err()).isZero();
    return run;
  }

  Run run(String command) {
    return run(List.of(command.split(" ")));
  }

  Run run(List<String> words) {
    return run(new byte[0], words);
  }

  /** Words behind the first, a command's, that name a file of the test's folder become paths. */
  Run run(byte[] in, List<String> words) {
    var args = new ArrayList<>(words);
    args.subList(1, args.size()).replaceAll(this::inFolder);
    return new Run.Stage()
        .in(in)
        .environment("TWOSEAL_PASSPHRASE", "correct horse battery")
        .environment("TWOSEAL_LOG_PASSPHRASE", "correct horse battery")
        .run(args.toArray(String[]::new));
  }

  private String inFolder(String word) {
    if (word.startsWith("1=")) {
      return "1=" + inFolder(word.substring(2));
    }
    return isFile(word) ? folder.resolve(word).toString() : word;
  }

  private static boolean isFile(String word) {
    return word.matches(
        "ledger|[a-z]+-list(/.*)?|[^/]+\\.(p12|note|yaml|csv|zip|contribution|txt|bin)");
  }
}
