package twoseal.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/** SEED-10 and SEED-11 against bytes made without this code. */
// Cites: SEED-10, SEED-11, SEED-2, BYTES-3.
class ShakesVectorsTest {
  private static final CaseNumber DRAW = CaseNumber.parse("D-7");

  private final VectorLines vector = VectorLines.of("seed/shakes.txt");

  @Test
  void aShakeIsWhatAPhoneMade() {
    assertThat(
            Shakes.made(
                CaseNumber.parse(vector.text("draw")),
                Integer.parseInt(vector.text("attempt")),
                vector.bytes("random"),
                vector.bytes("sensors")))
        .isEqualTo(vector.digest("shake"));
  }

  @Test
  void batchesAndX() {
    assertThat(Shakes.root(List.<ShakeBatch>of())).isEqualTo(Digest.ZERO);
    for (var count = 1; count <= 4; count++) {
      var batch = Shakes.read(vector.bytes("batch-" + count));
      assertThat(batch.root()).isEqualTo(vector.digest("root-" + count));
      assertThat(Digest.sha256(batch.file())).isEqualTo(vector.digest("file-hash-" + count));
      assertThat(Shakes.root(batches(count))).isEqualTo(vector.digest("x-of-first-" + count));
    }
  }

  @Test
  void theProofIsTheVectorsByteForByte() {
    var text = vector.text("proof").replace("\\n", "\n");
    var proof = ShakeProof.parse(text);
    assertThat(proof.holds()).isTrue();
    assertThat(proof.text()).isEqualTo(text);
    var batch = (int) proof.batch();
    var shakes = Shakes.read(vector.bytes("batch-" + batch));
    var made =
        ShakeProof.of(proof.ledger(), batches(4), batch, shakes, Math.toIntExact(proof.index()));
    assertThat(made).isEqualTo(proof);
  }

  @Test
  void everyShakeHasAProofAndNoOtherShakeHasIt() {
    for (var count = 1; count <= 4; count++) {
      for (var batch = 1; batch <= count; batch++) {
        var shakes = Shakes.read(vector.bytes("batch-" + batch));
        for (var index = 0; index < shakes.shakes().size(); index++) {
          var proof = ShakeProof.of("town.example/ledger", batches(count), batch, shakes, index);
          assertThat(proof.holds()).as(proof.text()).isTrue();
          assertThat(ShakeProof.parse(proof.text())).isEqualTo(proof);
          falsified(proof).forEach(other -> assertThat(other.holds()).as(other.text()).isFalse());
        }
      }
    }
  }

  @Test
  void proofsOfAnotherFormAreMalformed() {
    var text = vector.text("proof").replace("\\n", "\n");
    for (var wrong :
        List.of(
            text.replace("index: 4", "index: 5"),
            text.replace("batch: 3", "batch: 5"),
            text.replace("shake-proof/1", "shake-proof/2"),
            text + "more: 1\n",
            text.replace("path: 1\n", "path: 18\n"))) {
      assertThatThrownBy(() -> ShakeProof.parse(wrong)).isInstanceOf(MalformedException.class);
    }
  }

  /** The same proof with one thing changed. */
  private static List<ShakeProof> falsified(ShakeProof p) {
    var junk = Digest.tagged("junk");
    var longer = new ArrayList<>(p.path());
    longer.add(junk);
    var longerAbove = new ArrayList<>(p.batchPath());
    longerAbove.add(junk);
    var falsified = new ArrayList<ShakeProof>();
    falsified.add(with(p, junk, p.shakes(), p.index(), p.path(), p.batchPath(), p.root()));
    falsified.add(with(p, p.shake(), p.shakes() + 1, p.index(), p.path(), p.batchPath(), p.root()));
    falsified.add(with(p, p.shake(), p.shakes(), p.index(), longer, p.batchPath(), p.root()));
    falsified.add(with(p, p.shake(), p.shakes(), p.index(), p.path(), longerAbove, p.root()));
    falsified.add(with(p, p.shake(), p.shakes(), p.index(), p.path(), p.batchPath(), junk));
    if (p.shakes() > 1) {
      var other = p.index() == 0 ? 1 : p.index() - 1;
      falsified.add(with(p, p.shake(), p.shakes(), other, p.path(), p.batchPath(), p.root()));
    }
    return falsified;
  }

  private static ShakeProof with(
      ShakeProof p,
      Digest shake,
      long shakes,
      long index,
      List<Digest> path,
      List<Digest> batchPath,
      Digest root) {
    return new ShakeProof(
        p.ledger(),
        p.draw(),
        p.attempt(),
        shake,
        p.batch(),
        shakes,
        index,
        path,
        p.batches(),
        batchPath,
        root);
  }

  private List<ShakeBatch> batches(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> {
          var file = vector.bytes("batch-" + n);
          return new ShakeBatch(
              DRAW,
              1,
              n,
              file.length / Digest.BYTES,
              vector.digest("root-" + n),
              vector.digest("file-hash-" + n));
        })
        .toList();
  }

  @Test
  void filesAreWholeShakes() {
    for (var bytes : List.of(new byte[0], new byte[31], new byte[33 * 32 + 1])) {
      assertThatThrownBy(() -> Shakes.read(bytes)).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> Shakes.read(new byte[(Shakes.BATCH_MAX + 1) * Digest.BYTES]))
        .isInstanceOf(MalformedException.class);
    var largest = Bytes.concat(new byte[Shakes.BATCH_MAX * Digest.BYTES]);
    assertThat(Shakes.read(largest).shakes()).hasSize(Shakes.BATCH_MAX);
  }
}
