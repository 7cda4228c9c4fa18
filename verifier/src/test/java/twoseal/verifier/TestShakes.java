package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.be32;
import static twoseal.verifier.Signing.be64;
import static twoseal.verifier.Signing.hex;
import static twoseal.verifier.Signing.lp;
import static twoseal.verifier.Signing.sha256;
import static twoseal.verifier.Signing.tagged;
import static twoseal.verifier.Signing.unhex;

import java.util.ArrayList;
import java.util.List;

/** What an audience shook, with trees and proofs, by the words of spec/seed.md. */
final class TestShakes {
  final List<List<byte[]>> batches = new ArrayList<>();
  private final String draw;
  private final int attempt;

  TestShakes(String draw, int attempt, int... sizes) {
    this.draw = draw;
    this.attempt = attempt;
    for (var size : sizes) {
      var batch = new ArrayList<byte[]>();
      for (int i = 0; i < size; i++) {
        batch.add(shake(batches.size() * 1000 + i));
      }
      batches.add(batch);
    }
  }

  private byte[] shake(int n) {
    return unhex(
        tagged(
            "twoseal/draw/shake/1",
            lp(draw.getBytes(UTF_8)),
            be32(attempt),
            be64(0),
            be64(n),
            "motion".getBytes(UTF_8)));
  }

  /** The fields of a batch, counted from 1. */
  String batch(int number) {
    var shakes = batches.get(number - 1);
    return "batch: %s\nshakes: %s\nroot: %s\nfile-hash: %s\n"
        .formatted(
            number, shakes.size(), hex(root(shakes)), hex(sha256(shakes.toArray(byte[][]::new))));
  }

  /** The fields of the close. */
  String close() {
    var shakes = batches.stream().mapToInt(List::size).sum();
    return "batches: %s\nshakes: %s\nroot: %s\n".formatted(batches.size(), shakes, x());
  }

  String x() {
    return batches.isEmpty()
        ? "0".repeat(64)
        : hex(Trees.root(batchLeaves(), TestShakes::batchNode));
  }

  /** {@code twoseal/shake-proof/1} of a shake. */
  String proof(int batch, int index) {
    var shakes = batches.get(batch - 1);
    var path = Trees.path(index, leaves(shakes), TestShakes::node);
    var batchPath = Trees.path(batch - 1, batchLeaves(), TestShakes::batchNode);
    var text =
        new StringBuilder(
            "twoseal/shake-proof/1\nledger: %s\ndraw: %s\nattempt: %s\nshake: %s\nbatch: %s\n"
                .formatted(Story.LEDGER, draw, attempt, hex(shakes.get(index)), batch));
    text.append("shakes: %s\nindex: %s\npath: %s\n".formatted(shakes.size(), index, path.size()));
    path.forEach(n -> text.append("node: " + hex(n) + "\n"));
    text.append("batches: %s\nbatch-path: %s\n".formatted(batches.size(), batchPath.size()));
    batchPath.forEach(n -> text.append("batch-node: " + hex(n) + "\n"));
    return text.append("root: " + x() + "\n").toString();
  }

  private static byte[] root(List<byte[]> shakes) {
    return Trees.root(leaves(shakes), TestShakes::node);
  }

  private static List<byte[]> leaves(List<byte[]> shakes) {
    return shakes.stream().map(s -> sha256(new byte[] {0x20}, s)).toList();
  }

  private List<byte[]> batchLeaves() {
    return batches.stream().map(b -> sha256(new byte[] {0x22}, be64(b.size()), root(b))).toList();
  }

  private static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {0x21}, left, right);
  }

  private static byte[] batchNode(byte[] left, byte[] right) {
    return sha256(new byte[] {0x23}, left, right);
  }
}
