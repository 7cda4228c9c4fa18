package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Cheats.before;
import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.Cheats.replacing;
import static twoseal.verifier.Cheats.signedBy;
import static twoseal.verifier.VerId.COMMANDS;
import static twoseal.verifier.VerId.COMPLETENESS;
import static twoseal.verifier.VerId.SHAKES;
import static twoseal.verifier.VerId.SHAKE_PROOF;
import static twoseal.verifier.VerId.SIGNERS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Cheats on what the audience shook: [VER-30], [VER-33], [DRAW-19], [DRAW-20]. */
final class CheatsOnShakes {
  private final Cheats table = new Cheats();

  private CheatsOnShakes() {}

  static List<Case> all() {
    var on = new CheatsOnShakes();
    on.batches();
    on.closes();
    on.proofs();
    on.proofsOfBundles();
    return on.table.cases;
  }

  private void batches() {
    table.pressed(
        COMPLETENESS,
        "a batch left out",
        before("close", s -> s.ledger.hidden.add(s.ledger.entries.size() - 1)));
    table.pressed(SHAKES, "a batch's number twice", edit("shake-2", "batch: 2", "batch: 1"));
    table.pressed(SHAKES, "a batch's number left out", edit("shake-2", "batch: 2", "batch: 3"));
    table.pressed(COMMANDS, "a batch of nobody", edit("shake-2", "shakes: 3", "shakes: 0"));
    table.pressed(COMMANDS, "a batch too large", edit("shake-2", "shakes: 3", "shakes: 65537"));
    table.pressed(COMMANDS, "a batch too many", edit("shake-2", "batch: 2", "batch: 10001"));
    table.pressed(
        SHAKES,
        "a batch after the close",
        before("press", s -> s.step("more", "draw.shake", s.of() + third(s), Story.CHEAT)));
    table.until(
        "result-1",
        SHAKES,
        "a batch after the press",
        before("result-1", s -> s.step("more", "draw.shake", s.of() + third(s), Story.CHEAT)));
    table.early(
        SHAKES,
        "a batch before the seal",
        before(
            "seal", s -> s.step("early", "draw.shake", s.of() + s.shakes.batch(1), Story.CHEAT)));
    table.pressed(SIGNERS, "a batch by a notary", signedBy("shake-1", Signing.key(Story.NOTARY)));
  }

  private void closes() {
    table.pressed(
        SHAKES, "a close that is not over the batches", edit("close", "root: ....", "root: 0000"));
    table.pressed(
        SHAKES, "a close that forgets a batch", edit("close", "batches: 2", "batches: 1"));
    table.pressed(
        SHAKES, "a close that counts shakes of nobody", edit("close", "shakes: 7", "shakes: 8"));
    table.pressed(
        SHAKES,
        "closed twice",
        before(
            "press", s -> s.step("again", "draw.close", s.of() + s.shakes.close(), Story.NOTARY)));
    table.pressed(SHAKES, "a press before the close", s -> s.without.add("close"));
    table.until(
        "result-1",
        SHAKES,
        "a close after the press",
        s -> {
          s.without.add("close");
          s.before.put(
              "result-1",
              t -> t.step("late", "draw.close", t.of() + t.shakes.close(), Story.NOTARY));
        });
    table.pressed(SIGNERS, "a close by a contributor", signedBy("close", Signing.key("lab/c1")));
  }

  /** [SEED-11], against a root that is known otherwise. */
  private void proofs() {
    var shakes = new TestShakes("D-1", 1, 4, 3, 5);
    var proof = shakes.proof(2, 1);
    proof("of another version", shakes.x(), proof, replacing("proof/1", "proof/2"));
    proof("of another root", "ab".repeat(32), proof, p -> p);
    proof("of another shake", shakes.x(), proof, replacing("shake: ....", "shake: 0000"));
    proof("of another place", shakes.x(), proof, replacing("index: 1", "index: 0"));
    proof("beyond the batch", shakes.x(), proof, replacing("index: 1", "index: 3"));
    proof("of another batch", shakes.x(), proof, replacing("batch: 2", "batch: 1"));
    proof("beyond the batches", shakes.x(), proof, replacing("batch: 2", "batch: 4"));
    proof("with another node", shakes.x(), proof, replacing("node: ....", "node: 0000"));
    proof("with a node missing", shakes.x(), proof, replacing("path: 2\nnode: .*", "path: 1"));
    proof("with a line more", shakes.x(), proof, p -> p + "more: 1\n");
  }

  private void proof(String what, String root, String proof, UnaryOperator<String> change) {
    table.cases.add(
        new Case(
            "shake proof: " + what,
            Optional.of(SHAKE_PROOF),
            Entrance.Way.SHAKE,
            List.of(change.apply(proof).getBytes(UTF_8), root.getBytes(UTF_8))));
  }

  private void proofsOfBundles() {
    var story = new Story();
    story.until = Optional.of("press");
    var proof = story.shakes.proof(2, 1);
    var bundle = story.bundle();
    var changed = bundle.clone();
    changed[changed.length - 1]++;
    bundleProof("a refused bundle", proof, changed);
    bundleProof("another ledger", proof.replace("ledger: demo", "ledger: other"), bundle);
    bundleProof("another draw", proof.replace("D-1", "D-2"), bundle);
    bundleProof("another attempt", proof.replace("attempt: 1", "attempt: 2"), bundle);
    bundleProof("more batches", proof.replace("batches: 2", "batches: 3"), bundle);
    bundleProof("a larger batch", proof.replace("shakes: 3", "shakes: 4"), bundle);
    bundleProof("a shake dropped", new TestShakes("D-1", 1, 4, 4).proof(2, 3), bundle);
    var sealed = new Story();
    sealed.until = Optional.of("close");
    bundleProof("nothing pressed yet", proof, sealed.bundle());
    var byDefault = new Story();
    byDefault.without.addAll(Set.of("press", "decline", "promote"));
    bundleProof("a default press", proof, byDefault.bundle());
  }

  private void bundleProof(String what, String proof, byte[] bundle) {
    table.cases.add(
        new Case(
            "shake proof: " + what,
            Optional.of(SHAKE_PROOF),
            Entrance.Way.SHAKE_OF_BUNDLE,
            List.of(proof.getBytes(UTF_8), bundle)));
  }

  /** One batch more than there are, as if it had always been there. */
  private static String third(Story story) {
    return new TestShakes(story.draw, 1, 4, 3, 2).batch(3);
  }
}
