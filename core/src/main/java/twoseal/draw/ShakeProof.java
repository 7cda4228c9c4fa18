package twoseal.draw;

import java.util.ArrayList;
import java.util.List;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.PrefixTree;

/**
 * That a shake is in the seed ([SEED-11]), {@code twoseal/shake-proof/1}.
 *
 * @param batch from 1
 * @param shakes in the batch
 * @param index in the batch, from 0
 * @param root X
 */
public record ShakeProof(
    String ledger,
    CaseNumber draw,
    int attempt,
    Digest shake,
    long batch,
    long shakes,
    long index,
    List<Digest> path,
    long batches,
    List<Digest> batchPath,
    Digest root) {
  private static final String KIND = "shake-proof";
  private static final int PATH_MAX = 17;

  public ShakeProof {
    path = List.copyOf(path);
    batchPath = List.copyOf(batchPath);
    if (index >= shakes || batch > batches) {
      throw new MalformedException("an index and a batch within their counts");
    }
  }

  /**
   * The proof of a shake.
   *
   * @param batches of the attempt, all
   * @param batch the one that holds the shake, from 1
   * @param shakes of that batch
   */
  public static ShakeProof of(
      String ledger, List<ShakeBatch> batches, int batch, Shakes shakes, int index) {
    var entered = batches.get(batch - 1);
    var leaves = batches.stream().map(b -> Shakes.leaf(b.shakes(), b.root())).toList();
    return new ShakeProof(
        ledger,
        entered.draw(),
        entered.attempt(),
        shakes.shakes().get(index),
        batch,
        entered.shakes(),
        index,
        shakes.path(index),
        batches.size(),
        PrefixTree.path(Shakes.BATCH_NODE, leaves, batch - 1),
        Shakes.root(batches));
  }

  /** Whether the paths lead from the shake to the root. */
  public boolean holds() {
    return PrefixTree.reached(Shakes.NODE, index, shakes, Shakes.leaf(shake), path)
        .flatMap(batchRoot ->
            PrefixTree.reached(
                Shakes.BATCH_NODE, batch - 1, batches, Shakes.leaf(shakes, batchRoot), batchPath))
        .filter(root::equals)
        .isPresent();
  }

  /** The text. */
  public String text() {
    var out =
        new Fields.Writer(KIND, 1)
            .line("ledger", ledger)
            .line("draw", draw.toString())
            .number("attempt", attempt)
            .digest("shake", shake)
            .number("batch", batch)
            .number("shakes", shakes)
            .number("index", index)
            .number("path", path.size());
    path.forEach(node -> out.digest("node", node));
    out.number("batches", batches).number("batch-path", batchPath.size());
    batchPath.forEach(node -> out.digest("batch-node", node));
    return out.digest("root", root).text();
  }

  /**
   * Reads exactly what {@link #text} writes; says nothing yet of whether it {@link #holds}.
   *
   * @throws MalformedException on anything else
   */
  public static ShakeProof parse(String text) {
    var in = new Fields.Reader(text, KIND, 1);
    var ledger = in.text("ledger");
    var draw = DrawCommand.readDraw(in);
    var attempt = DrawCommand.readAttempt(in);
    var shake = in.digest("shake");
    var batch = in.number("batch", 1, Shakes.BATCHES_MAX);
    var shakes = in.number("shakes", 1, Shakes.BATCH_MAX);
    var index = in.number("index", 0, Shakes.BATCH_MAX);
    var path = readPath(in, "path", "node");
    var batches = in.number("batches", 1, Shakes.BATCHES_MAX);
    var batchPath = readPath(in, "batch-path", "batch-node");
    var root = in.digest("root");
    in.end();
    return new ShakeProof(
        ledger, draw, attempt, shake, batch, shakes, index, path, batches, batchPath, root);
  }

  private static List<Digest> readPath(Fields.Reader in, String count, String name) {
    var path = new ArrayList<Digest>();
    for (var left = in.count(count, PATH_MAX); left > 0; left--) {
      path.add(in.digest(name));
    }
    return path;
  }
}
