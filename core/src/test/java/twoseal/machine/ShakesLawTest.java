package twoseal.machine;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Role;
import twoseal.draw.CloseShakes;
import twoseal.draw.ShakeBatch;
import twoseal.draw.Shakes;

/** The law of shakes, a line per step, its outcome at the end. */
// Cites: DRAW-19, DRAW-20, DRAW-11, SEED-2.
class ShakesLawTest extends DrawTown {
  private final List<ShakeBatch> entered = new ArrayList<>();

  @Test
  void batchesComeInOrderWithTheirFiles() {
    shaken();
    law(batch(1, 3), "draw.not-sealed", "office/operator");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    law(batch(1, 3), "draw.signers", "maker/boss");
    law(batch(1, 3), "draw.signers", "office/notary");
    law(batch(2, 3), "draw.batch", "office/operator");
    var without = batch(1, 3);
    town.files.clear();
    law(without, "draw.batch", "office/operator");
    var first = batch(1, 3);
    law(but(first, 2, first.root()), "draw.batch", "office/operator");
    law(but(first, 3, Digest.ZERO), "draw.batch", "office/operator");
    law(first, "accepted", "office/operator");
    law(first, "draw.batch", "office/operator");
    law(batch(3, 1), "draw.batch", "office/operator");
    law(batch(2, 1), "accepted", "office/operator");
  }

  @Test
  void filesThatAreNoShakesAreRefusedAndNothingBreaks() {
    shaken();
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    for (var noise : List.of(new byte[0], new byte[31], new byte[33])) {
      var hash = Digest.sha256(noise);
      town.files.put(hash, noise);
      law(new ShakeBatch(CASE, 1, 1, 1, Digest.ZERO, hash), "draw.batch", "office/operator");
    }
  }

  @Test
  void batchesAreSoManyAndNoMore() {
    shaken();
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    town.state.put("draw/R-1/shakes", "9999");
    law(batch(10_000, 1), "accepted", "office/operator");
    law(batch(10_001, 1), "draw.batch", "office/operator");
  }

  @Test
  void theCloseAddsThemUpAndThePressNamesIt() {
    shaken();
    law(close(0), "draw.not-sealed", "office/operator");
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    enter(3);
    enter(1);
    law(press(round()), "draw.not-closed", "maker/boss", "office/notary");
    law(close(0), "draw.signers", "court/dice");
    law(close(0), "draw.signers", "office/notary", "office/operator");
    law(close(1), "draw.batch", "office/operator");
    law(close(2), "draw.batch", "office/notary");
    law(close(3), "draw.batch", "maker/boss");
    law(close(0), "accepted", "maker/boss");
    law(close(0), "draw.closed", "maker/boss");
    law(batch(3, 1), "draw.closed", "office/operator");
    law(press(round()), "draw.press-differs", "maker/boss", "office/notary");
    shakes = Shakes.root(entered);
    var round = round();
    law(press(round), "accepted", "maker/boss", "office/notary");
    law(batch(3, 1), "draw.pressed", "office/operator");
    law(close(0), "draw.pressed", "office/operator");
    town.nowS = BEACON.chain().timeOf(round);
    shakes = Digest.ZERO;
    law(result(1, drawn(round), List.of()), "draw.result-differs", "court/dice");
    shakes = Shakes.root(entered);
    decided(round);
    law(batch(3, 1), "draw.complete", "office/operator");
    law(close(0), "draw.complete", "office/operator");
  }

  @Test
  void withoutBatchesTheCloseIsOfNothing() {
    shaken();
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    law(close(0), "accepted", "office/notary");
    law(press(round()), "accepted", "maker/boss", "office/notary");
  }

  @Test
  void underTheDefaultPressShakesDoNotCount() {
    shaken();
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
    enter(5);
    law(close(0), "accepted", "office/operator");
    var round = BEACON.chain().firstRoundAtOrAfter(town.nowS + 1_000 + DELTA_S);
    town.nowS += 1_001;
    law(batch(2, 1), "draw.press-by", "office/operator");
    law(close(0), "draw.press-by", "office/operator");
    town.nowS = BEACON.chain().timeOf(round);
    shakes = Shakes.root(entered);
    law(result(1, drawn(round), List.of()), "draw.result-differs", "court/dice");
    shakes = Digest.ZERO;
    law(result(1, drawn(round), List.of()), "accepted", "court/dice");
  }

  private void shaken() {
    listed();
    town.admit("office/operator", Role.OPERATOR);
  }

  private void enter(int count) {
    var batch = batch(entered.size() + 1L, count);
    law(batch, "accepted", "office/operator");
    entered.add(batch);
  }

  /** A batch whose file is with the ledger. */
  private ShakeBatch batch(long number, int count) {
    var shakes = new ArrayList<Digest>();
    for (var i = 0; i < count; i++) {
      shakes.add(Shakes.made(CASE, 1, Bytes.be64(number), Bytes.be64(i)));
    }
    var batch = new Shakes(shakes);
    var hash = Digest.sha256(batch.file());
    town.files.put(hash, batch.file());
    return new ShakeBatch(CASE, 1, number, count, batch.root(), hash);
  }

  private static ShakeBatch but(ShakeBatch batch, long shakes, Digest root) {
    return new ShakeBatch(CASE, 1, batch.batch(), shakes, root, batch.fileHash());
  }

  /** The close of what was entered, or one that is wrong in one thing. */
  private CloseShakes close(int wrong) {
    var right = CloseShakes.of(CASE, 1, entered);
    return new CloseShakes(
        CASE,
        1,
        right.batches() + (wrong == 1 ? 1 : 0),
        right.shakes() + (wrong == 2 ? 1 : 0),
        wrong == 3 ? Digest.tagged("junk") : right.root());
  }
}
