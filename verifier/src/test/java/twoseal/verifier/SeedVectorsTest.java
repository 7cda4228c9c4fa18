package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Seeds of ceremonies and trees of shakes that were computed elsewhere, from spec/seed.md. */
// Cites: SEED-2, SEED-3, SEED-4, SEED-6, SEED-7, SEED-8, SEED-10, SEED-11.
class SeedVectorsTest {
  /** [SEED-3], [SEED-4], [SEED-6], [SEED-7], [SEED-8] */
  @Test
  void ceremonies() throws Exception {
    var vector = read("ceremony.txt");
    var of = new Command.Case(vector.get("draw"), Long.parseLong(vector.get("attempt")));
    var contributors = new ArrayList<Command.Contributor>();
    var all = new HashMap<String, Command.Reveal>();
    for (long i = 1; i <= 4; i++) {
      var person = vector.get("contributor-" + i);
      var value = vector.get("value-" + i);
      var nonce = vector.get("nonce-" + i);
      var commitment = vector.get("commitment-" + i);
      assertThat(Seed.commitment(of, person, value, nonce)).isEqualTo(commitment);
      contributors.add(new Command.Contributor(person, false, commitment, Optional.of(i)));
      all.put(person, new Command.Reveal(of, person, value, Optional.of(nonce)));
    }
    assertThat(vector.get("value-1")).isEqualTo(ascii(vector.get("dice")));
    assertThat(vector.get("nonce-1"))
        .isEqualTo(Bytes.hex(Bytes.sha256(Bytes.unhex(ascii(vector.get("nonce-dice"))))));
    seed(vector, "all", contributors, all);
    all.remove(vector.get("contributor-3"));
    var without3 = seed(vector, "without-3", contributors, all);
    assertThat(Seed.seed(true, without3)).isEqualTo(vector.get("rehearsal-seed-without-3"));
    seed(vector, "none", contributors, Map.of());
  }

  private static Seed.Material seed(
      Vector vector,
      String which,
      List<Command.Contributor> contributors,
      Map<String, Command.Reveal> revealed) {
    var reveals = Seed.reveals(contributors, revealed);
    assertThat(reveals).isEqualTo(vector.get("reveals-" + which));
    var material =
        new Seed.Material(vector.get("seal-digest"), Bytes.ZEROS_32, reveals, "ceremony", 0, "");
    var seed = Seed.seed(false, material);
    assertThat(seed).isEqualTo(vector.get("seed-" + which));
    assertThat(Bytes.hex(Seed.stageKey(seed, 1))).isEqualTo(vector.get("stage-key-1-" + which));
    return material;
  }

  /** [SEED-2], [SEED-10] */
  @Test
  void shakes() throws Exception {
    var vector = read("shakes.txt");
    assertThat(
            Bytes.tagged(
                "twoseal/draw/shake/1",
                Bytes.lp(vector.get("draw")),
                Bytes.be32(Integer.parseInt(vector.get("attempt"))),
                Bytes.unhex(vector.get("random")),
                Bytes.unhex(vector.get("sensors"))))
        .isEqualTo(vector.get("shake"));
    var whole = new HashTree(Shakes.BATCH_NODE);
    for (int b = 1; b <= 4; b++) {
      var batch = vector.get("batch-" + b);
      var tree = new HashTree(Shakes.SHAKE_NODE);
      var count = batch.length() / 64;
      for (int i = 0; i < count; i++) {
        tree.add(Shakes.leaf(batch.substring(64 * i, 64 * i + 64)));
      }
      assertThat(tree.root()).isEqualTo(vector.get("root-" + b));
      assertThat(Bytes.hex(Bytes.sha256(Bytes.unhex(batch))))
          .isEqualTo(vector.get("file-hash-" + b));
      whole.add(Shakes.leaf(new Shakes.Batch(count, tree.root())));
      assertThat(whole.root()).isEqualTo(vector.get("x-of-first-" + b));
    }
  }

  /** [SEED-11] */
  @Test
  void shakeProofs() throws Exception {
    var vector = read("shakes.txt");
    var proof = vector.get("proof").replace("\\n", "\n");
    var answer = ShakeCheck.check(proof, vector.get("x-of-first-4"));
    assertThat(answer.holds()).as(answer.toString()).isTrue();
    assertThat(ShakeCheck.check(proof, vector.get("x-of-first-3")).holds()).isFalse();
  }

  /** Lines {@code name: value}. */
  private record Vector(Map<String, String> values) {
    String get(String name) {
      return Optional.ofNullable(values.get(name)).orElseThrow();
    }
  }

  private static Vector read(String file) throws IOException {
    var values = new HashMap<String, String>();
    for (var line : Files.readAllLines(Path.of("../spec/vectors/seed", file))) {
      if (!line.startsWith("#")) {
        values.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
      }
    }
    return new Vector(values);
  }

  private static String ascii(String text) {
    return Bytes.hex(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
