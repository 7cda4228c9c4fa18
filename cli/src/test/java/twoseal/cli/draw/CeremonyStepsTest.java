package twoseal.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A ceremony step by step: dice, paper, envelopes, no network. */
// Cites: DRAW-21, DRAW-7, DRAW-8, SEED-3.
class CeremonyStepsTest extends Steps {
  private static final String THROWS = "1535264142".repeat(5);
  private static final String NONCE_THROWS = "6231453126".repeat(10);

  @Override
  String rules() {
    return """
      contributors: [maker/secret committed, court/dice committed, bank/dice committed]
    entropy: ceremony
    """;
  }

  @Test
  void threeSecretsOfThreeOrganisations() throws Exception {
    Files.writeString(
        folder.resolve("rules.yaml"),
        Files.readString(folder.resolve("rules.yaml")).replace("delta: 3s", "delta: 10m"));
    organisation("bank");
    for (var person : List.of("maker/secret", "bank/dice")) {
      keys(person);
      admit(person, "contributor");
    }
    ledger("draw new rules.yaml --rehearsal", "maker-boss");
    ok("list commit entries.csv --rules rules.yaml --out final-list");
    ledger("draw list --draw R-1 --folder final-list", "maker-boss");
    var secret = commit("maker/secret", "");
    var court = commit("court/dice", " --dice " + THROWS + " --nonce-dice " + NONCE_THROWS);
    var bank = commit("bank/dice", " --dice " + THROWS);
    var seal =
        seal(
            List.of(
                "--commitment",
                secret + ":7",
                "--commitment",
                court + ":8",
                "--commitment",
                bank + ":9"));
    assertThat(seal.exit()).as(seal.err()).isZero();
    assertThat(seal.err()).contains(" envelope 7\n", "chain: -\n");
    var early =
        run(
            "contribute reveal maker-secret.contribution --data ledger --log-key log.p12 --yes"
                + " --key maker-secret.p12");
    assertThat(early.exit()).isEqualTo(1);
    assertThat(early.out() + early.err()).contains("not the time of the reveals");
    ledger("draw press --draw R-1", "maker-boss", "office-notary");
    ledger("contribute reveal maker-secret.contribution", "maker-secret");
    nobody();
    var result = "draw result --draw R-1 --data ledger --log-key log.p12 --key court-dice.p12";
    assertThat(run(result).err()).contains("not everything is opened");
    ok("contribute print court-dice.contribution --out court.txt");
    ledger("draw reveal --draw R-1 --paper court.txt", "office-notary");
    typed();
    assertThat(ok(result).out()).contains("complete");
    assertThat(
            ok("draw bundle --draw R-1 --folder final-list --out b.zip --data ledger --log-key"
                    + " log.p12")
                .out())
        .contains("verdict: recomputed");
    assertThat(ok("fsck --data ledger").out()).contains("Sound");
  }

  /** Whose value it is has to be said: the seal's contributors are named. */
  private void nobody() {
    var reveal = "draw reveal --draw R-1 --value " + "00".repeat(32) + " --key office-notary.p12";
    for (var typed : List.of("nobody", "maker/boss")) {
      var refused =
          run(reveal + " --contributor " + typed + " --data ledger --log-key log.p12 --yes");
      assertThat(refused.exit()).as(refused.out()).isEqualTo(4);
      assertThat(refused.err())
          .contains(typed + " is no contributor of R-1", "maker/secret, court/dice, bank/dice");
    }
    var elsewhere =
        run(reveal + " --contributor nobody --yes --ledger town.example/ledger --out x.note");
    assertThat(elsewhere.exit()).isEqualTo(4);
    assertThat(elsewhere.err()).contains("organisation/person", "draw status --draw R-1");
  }

  /** The paper as a person types it: one digit wrong first, then right, in small letters. */
  private void typed() {
    var sheet = ok("contribute print bank-dice.contribution").out();
    var reveal =
        List.of(
            ("draw reveal --draw R-1 --paper - --data ledger --log-key log.p12 --yes --key"
                    + " office-notary.p12")
                .split(" "));
    var wrong = sheet.replaceFirst("(?m)^V2/4 +3", "V2/4   4");
    var refused = run(wrong.getBytes(StandardCharsets.UTF_8), reveal);
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.err()).contains("V2/4").doesNotContain("V1/4").doesNotContain("N1/2");
    var lower = sheet.replaceAll("(?m)^([VN])(.*)$", "$1$2").replace("  ", "   ");
    var taken = run(lower.getBytes(StandardCharsets.UTF_8), reveal);
    assertThat(taken.exit()).as(taken.err()).isZero();
  }

  private String commit(String person, String more) {
    var file = person.replace('/', '-') + ".contribution";
    return ok("contribute commit --draw R-1 --as " + person + " --out " + file + more)
        .out()
        .strip();
  }
}
