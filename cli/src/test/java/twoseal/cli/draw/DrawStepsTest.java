package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;

/** A draw step by step, each party with its own key, as the README tells it. */
class DrawStepsTest extends Steps {
  @Override
  String rules() {
    return "  contributors: [court/dice committed]\n";
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
    refuseOthers(press());
    assertThat(
            run("draw result --draw R-1 --key court-dice.p12 --data ledger --log-key log.p12")
                .out())
        .contains("complete already");
    // Whoever only writes a note reads the folder and needs no key of the log.
    ok(
        "draw decline --draw R-1 --stage 1 --order 1 --data ledger --key maker-boss.p12 --yes"
            + " --out decline.note");
    ledger("draw decline --draw R-1 --stage 1 --order 1", "maker-boss", "office-notary");
    ledger("draw promote --draw R-1 --stage 1 --for 1", "maker-boss", "office-notary");
    var bundle =
        ok(
            "draw bundle --draw R-1 --folder final-list --out b.zip --data ledger --log-key"
                + " log.p12 --result result.csv");
    assertThat(Files.readString(folder.resolve("result.csv")))
        .contains("1,1,1,winner,")
        .containsPattern("1,1,1,winner,[^\\r]*,declined\r\n")
        .containsPattern("1,1,3,alternate,[^\\r]*,promoted for 1\r\n");
    assertThat(bundle.out()).contains("promoted").contains("given up");
    assertThat(ok("verify b.zip --list final-list/list-public.csv").out()).contains("VER-29");
    assertThat(ok("draw status --data ledger --log-key log.p12").out()).contains("complete");
    assertThat(ok("fsck --data ledger").out()).contains("Sound");
  }

  @Test
  void whoSignsThePressIsToldWhoHasGivenNothing() throws Exception {
    ledger("draw new rules.yaml --rehearsal", "maker-boss");
    ok("list commit entries.csv --rules rules.yaml --out final-list");
    ledger("draw list --draw R-1 --folder final-list", "maker-boss");
    seal(ok("contribute commit --draw R-1 --as court/dice --out dice.contribution").out().strip());
    assertThat(ledger("draw press --draw R-1", "maker-boss", "office-notary").err())
        .contains("court/dice has given nothing so far");
  }

  /** Files that are there stay as they are, a key above all. */
  @Test
  void nothingThatIsThereIsWrittenOver() throws Exception {
    ledger("draw new rules.yaml --rehearsal", "maker-boss");
    var early = run("draw bundle --draw R-1 --out b.zip --data ledger");
    assertThat(early.exit()).isEqualTo(1);
    assertThat(early.err()).contains("R-1 is not sealed yet");
    assertThat(folder.resolve("b.zip")).doesNotExist();
    var key = Files.readAllBytes(folder.resolve("maker-boss.p12"));
    var list = Files.readAllBytes(folder.resolve("entries.csv"));
    for (var command :
        List.of(
            "draw bundle --draw R-1 --out maker-boss.p12 --data ledger",
            "draw bundle --draw R-1 --out b.zip --result maker-boss.p12 --data ledger",
            "list check entries.csv --rules rules.yaml --errors entries.csv",
            "list commit entries.csv --rules rules.yaml --errors maker-boss.p12")) {
      var refused = run(command);
      assertThat(refused.exit()).as(command).isEqualTo(4);
      assertThat(refused.err()).contains("is there already and is not overwritten");
    }
    assertThat(Files.readAllBytes(folder.resolve("maker-boss.p12"))).isEqualTo(key);
    assertThat(Files.readAllBytes(folder.resolve("entries.csv"))).isEqualTo(list);
    for (var command :
        List.of(
            "list commit entries.csv --rules rules.yaml --out ledger",
            "log export --data ledger --out ledger")) {
      assertThat(run(command).err()).contains("ledger's own folder");
    }
    assertThat(ok("fsck --data ledger").out()).contains("Sound");
    assertThat(run("draw status --draw R-9 --data ledger").exit()).isEqualTo(4);
  }

  /** What is wrong is the name, and the advice is about names. */
  @Test
  void aContributorIsNamedAsAPersonIs() {
    var run = run("contribute commit --draw R-1 --as nobody --out dice.contribution");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("\"nobody\"", "<organisation>/<person>");
    assertThat(folder.resolve("dice.contribution")).doesNotExist();
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
  private void refuseOthers(long round) throws InterruptedException {
    var result = "draw result --draw R-1 --data ledger --log-key log.p12 --key court-dice.p12";
    assertThat(run(result).err()).contains("nobody has it yet");
    await(round);
    var other = run(result + " --signature " + Bytes.hex(BEACON.signature(round + 1)));
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains("draw.beacon");
    result(round);
  }
}
