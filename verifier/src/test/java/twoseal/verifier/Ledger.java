package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.be64;
import static twoseal.verifier.Signing.join;
import static twoseal.verifier.Signing.lp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The ledger of a story: its entries, of which a bundle holds those that it must. */
final class Ledger {
  final List<byte[]> entries = new ArrayList<>();

  /** Indices of entries that bundles do not hold. */
  final Set<Integer> hidden = new HashSet<>();

  long nowMs = (Story.DUE_S - 3600) * 1000;
  long positionSkew;
  boolean isStopped;
  private int registry;
  private int step;

  void add(String note, String draw, UnaryOperator<String> edit, boolean isRemark) {
    nowMs += 10_000;
    var isOfDraw = !draw.equals("-");
    if (isOfDraw) {
      step++;
    } else if (!isRemark) {
      registry++;
    }
    var outcome =
        "twoseal/accepted/1\nregistry: %s\ndraw: %s\nstep: %s\n"
            .formatted(registry, draw, isOfDraw ? step : "-");
    var position = join(be64(entries.size() + positionSkew), be64(nowMs));
    var bytes =
        join(lp(position), lp(note.getBytes(UTF_8)), lp(edit.apply(outcome).getBytes(UTF_8)));
    if (isRemark) {
      hidden.add(entries.size());
    }
    entries.add(bytes);
  }

  List<byte[]> leaves() {
    return entries.stream().map(e -> Signing.sha256(new byte[] {0}, e)).toList();
  }

  static byte[] node(byte[] left, byte[] right) {
    return Signing.sha256(new byte[] {1}, left, right);
  }
}
