package twoseal.verifier;

import static twoseal.verifier.VerId.SHAKES;

import java.util.ArrayList;
import java.util.List;

/** The batches of shakes of an attempt, [DRAW-19], [DRAW-20], and their root X, [SEED-10]. */
final class Shakes {
  /** The prefixes of the nodes of a batch's tree and of the tree of X, [BYTES-3]. */
  static final int SHAKE_NODE = 0x21;

  static final int BATCH_NODE = 0x23;

  /** A batch on the ledger; the root as hex. */
  record Batch(long shakes, String root) {}

  private final Checks checks;
  private final List<Batch> batches = new ArrayList<>();
  private boolean isClosed;

  Shakes(Checks checks) {
    this.checks = checks;
  }

  List<Batch> batches() {
    return List.copyOf(batches);
  }

  long count() {
    return batches.stream().mapToLong(Batch::shakes).sum();
  }

  /** Whether a press may follow: shakes that were not closed might still be added to. */
  boolean mayBePressed() {
    return isClosed || batches.isEmpty();
  }

  void shake(Command.Shake c, Entry entry) {
    var form = entry.form(SHAKES, checks);
    form.require(!isClosed, "摇一摇已截止", "the shakes are closed");
    form.same("batch", c.batch(), batches.size() + 1L);
    batches.add(new Batch(c.shakes(), c.root()));
  }

  void close(Command.Close c, Entry entry) {
    var form = entry.form(SHAKES, checks);
    form.require(!isClosed, "摇一摇已截止", "the shakes are closed already");
    form.same("batches", c.batches(), (long) batches.size());
    form.same("shakes", c.shakes(), count());
    form.same("root", c.root(), root());
    isClosed = true;
  }

  /** X as hex, of all batches so far. */
  String root() {
    var tree = new HashTree(BATCH_NODE);
    batches.forEach(batch -> tree.add(leaf(batch)));
    return tree.root();
  }

  /** A batch's leaf in the tree of X. */
  static byte[] leaf(Batch batch) {
    return Bytes.prefixed(0x22, Bytes.be64(batch.shakes()), Bytes.unhex(batch.root()));
  }

  /** A shake's leaf in the tree of its batch. */
  static byte[] leaf(String shake) {
    return Bytes.prefixed(0x20, Bytes.unhex(shake));
  }
}
