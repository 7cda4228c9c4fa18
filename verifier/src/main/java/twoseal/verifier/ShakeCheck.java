package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.VerId.SHAKE_PROOF;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that a shake was not dropped, [SEED-11], [VER-33]. */
public final class ShakeCheck {
  /**
   * What somebody who shook learns.
   *
   * @param check that the shake is in the seed of the attempt
   * @param draw the case number, as the proof says
   * @param batch from 1
   * @param index the shake's place in its batch, from 0
   */
  public record Answer(
      Report.Check check, String draw, long attempt, String shake, long batch, long index) {
    public boolean holds() {
      return check.state() == Report.State.PASSED;
    }
  }

  /** What is read of a proof; hashes as hex. */
  private record Proof(
      String ledger,
      String draw,
      long attempt,
      String shake,
      long batch,
      long shakes,
      long index,
      List<String> path,
      long batches,
      List<String> batchPath,
      String root) {}

  private final Checks checks = new Checks();

  private ShakeCheck() {}

  /**
   * Checks a proof against a root X that is known otherwise.
   *
   * @param proof {@code twoseal/shake-proof/1}
   * @param root 64 hex digits
   * @throws Malformed if the proof cannot be read
   */
  public static Answer check(String proof, String root) {
    var check = new ShakeCheck();
    var read = check.read(proof);
    check.form().same("root", read.root(), root);
    check.path(read);
    return check.answer(read);
  }

  /**
   * Checks a proof against a bundle.
   *
   * @param build names the verifier's build
   * @throws Malformed if the proof cannot be read, or the bundle is refused: it says nothing then
   * @throws NotABundleException if the bytes are no bundle
   */
  public static Answer check(String proof, byte[] bundle, Optional<Policy> policy, String build)
      throws NotABundleException {
    var check = new ShakeCheck();
    var read = check.read(proof);
    var examined = new Verifier(build).examine(bundle, policy, List.of());
    check.checks.demand(
        SHAKE_PROOF,
        examined.report().verdict() != Verdict.REFUSED,
        "证明包不成立，请先看它的验证报告。",
        "The bundle is refused; see the report on it.");
    var draw = examined.draw().orElseThrow();
    var form = check.form();
    form.same("ledger", read.ledger(), draw.ledger());
    form.same("draw", read.draw(), draw.announced().draw());
    var sealed =
        draw.sealed().stream().filter(s -> s.frame().attempt() == read.attempt()).findFirst();
    if (form.require(
        sealed.isPresent() && sealed.get().pressEntry().isPresent(),
        "第 %s 次抽签没有启动，摇一摇没有计入种子",
        "attempt %s was not pressed; no shake is in its seed",
        read.attempt())) {
      check.batches(read, sealed.orElseThrow().shakes());
      check.path(read);
    }
    return check.answer(read);
  }

  private Proof read(String proof) {
    var fields = new Fields(proof.getBytes(UTF_8), form());
    var kind = fields.kind();
    form().demand(kind.equals("twoseal/shake-proof/1"), "首行是 %s", "its first line is %s", kind);
    var read =
        new Proof(
            fields.text("ledger"),
            fields.text("draw"),
            fields.number("attempt", 1, Limits.ATTEMPTS_MAX),
            fields.digest("shake"),
            fields.number("batch", 1, Limits.BATCHES_MAX),
            fields.number("shakes", 1, Limits.SHAKES_MAX),
            fields.number("index", 0, Limits.SHAKES_MAX),
            hashes(fields, "path", "node"),
            fields.number("batches", 1, Limits.BATCHES_MAX),
            hashes(fields, "batch-path", "batch-node"),
            fields.digest("root"));
    fields.end();
    form()
        .demand(
            read.index() < read.shakes() && read.batch() <= read.batches(),
            "没有第 %s 批第 %s 个",
            "there is no batch %s with a shake %s",
            read.batch(),
            read.index());
    return read;
  }

  /** That batch, counts and root are those on the ledger. */
  private void batches(Proof proof, Shakes shakes) {
    var form = form();
    form.same("root", proof.root(), shakes.root());
    form.same("batches", proof.batches(), (long) shakes.batches().size());
    if (proof.batch() <= shakes.batches().size()) {
      var batch = shakes.batches().get((int) proof.batch() - 1);
      form.same("shakes", proof.shakes(), batch.shakes());
    }
  }

  /** That the shake leads to the batch's root, and this to X. */
  private void path(Proof proof) {
    var leaf = Bytes.hex(Shakes.leaf(proof.shake()));
    var root =
        HashTree.rootOf(leaf, proof.index(), proof.shakes(), proof.path(), Shakes.SHAKE_NODE)
            .map(batchRoot -> Shakes.leaf(new Shakes.Batch(proof.shakes(), batchRoot)))
            .flatMap(batch ->
                HashTree.rootOf(
                    Bytes.hex(batch),
                    proof.batch() - 1,
                    proof.batches(),
                    proof.batchPath(),
                    Shakes.BATCH_NODE));
    form()
        .require(
            root.equals(Optional.of(proof.root())),
            "由该次摇动和路径得不出根",
            "shake and paths do not lead to the root");
  }

  private static List<String> hashes(Fields fields, String countName, String name) {
    var count = fields.number(countName, 0, Limits.PATH_MAX);
    var hashes = new ArrayList<String>();
    for (long i = 0; i < count; i++) {
      hashes.add(fields.digest(name));
    }
    return hashes;
  }

  private Answer answer(Proof proof) {
    checks.end(List.of(SHAKE_PROOF));
    return new Answer(
        Report.checks(checks, List.of(SHAKE_PROOF)).getFirst(),
        proof.draw(),
        proof.attempt(),
        proof.shake(),
        proof.batch(),
        proof.index());
  }

  private Form form() {
    return new Form(checks, SHAKE_PROOF, "shake-proof");
  }
}
