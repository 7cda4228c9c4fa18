package twoseal.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import twoseal.beacon.BeaconCheck;
import twoseal.beacon.BeaconVerifier;
import twoseal.core.Blobs;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Writes;
import twoseal.list.WeightsFile;

/**
 * Results: whoever submits them, the rules roll again and refuse what differs. Keeps the last
 * contest, so that the stages of one draw are rolled once; what it keeps never changes an answer.
 */
final class Results {
  private final Blobs blobs;
  private Optional<Contest> last = Optional.empty();

  Results(Blobs blobs) {
    this.blobs = blobs;
  }

  Optional<DrawReason> publish(
      DrawRules.Asked asked, CaseFile file, DrawCommand.PublishResult c, Writes writes) {
    if (file.isComplete()) {
      return Optional.of(DrawReason.COMPLETE);
    }
    if (file.seal().isEmpty()) {
      return Optional.of(DrawReason.NOT_SEALED);
    }
    var seal = file.seal().get();
    var fixed = Fixed.of(file, asked.position().timeMs());
    if (fixed.isEmpty()) {
      return Optional.of(DrawReason.NOT_PRESSED);
    }
    if (c.stage() != file.results() + 1 || c.stage() > seal.rules().stages().size()) {
      return Optional.of(DrawReason.STAGE);
    }
    if (asked.position().timeMs() < fixed.get().dueMs()) {
      return Optional.of(DrawReason.EARLY);
    }
    if (!beaconHolds(c.drawn(), seal, fixed.get())) {
      return Optional.of(DrawReason.BEACON);
    }
    var contest = contest(file, fixed.get(), c.drawn().signature());
    if (!c.equals(result(contest, c.draw(), c.attempt(), c.stage(), c.drawn()))) {
      return Optional.of(DrawReason.RESULT_DIFFERS);
    }
    writes.put(file.row("result/" + c.stage()), asked.text());
    return Optional.empty();
  }

  Optional<DrawReason> complete(
      DrawRules.Asked asked, CaseFile file, DrawCommand.Complete c, Writes writes) {
    if (file.isComplete()) {
      return Optional.of(DrawReason.COMPLETE);
    }
    if (file.seal().isEmpty()) {
      return Optional.of(DrawReason.NOT_SEALED);
    }
    if (Fixed.of(file, asked.position().timeMs()).isEmpty()) {
      return Optional.of(DrawReason.NOT_PRESSED);
    }
    var stages = file.announcement().rules().stages().size();
    var roots = new ArrayList<Digest>();
    for (var stage = 1; stage <= file.results(); stage++) {
      roots.add(file.result(stage).orElseThrow().figures().outcomes());
    }
    // DRAW-16 looks at the content before it looks for what is missing.
    var named = c.results().size() <= roots.size() ? roots.subList(0, c.results().size()) : roots;
    if (c.results().size() > stages || !c.results().equals(named)) {
      return Optional.of(DrawReason.RESULT_DIFFERS);
    }
    if (c.results().size() < stages) {
      return Optional.of(DrawReason.RESULTS_MISSING);
    }
    writes.put(file.row("complete"), asked.text());
    return Optional.empty();
  }

  /** The contest of a sealed attempt under a beacon signature that holds. */
  private Contest contest(CaseFile file, Fixed fixed, Optional<String> signature) {
    var contest = Results.contest(file, fixed, signature.map(Results::signature), blobs);
    if (last.isEmpty() || !last.get().seed().equals(contest.seed())) {
      last = Optional.of(contest);
    }
    return last.get();
  }

  static Contest contest(CaseFile file, Fixed fixed, Optional<byte[]> signature, Blobs blobs) {
    var seal = file.seal().orElseThrow();
    var weights =
        seal.list()
            .weights()
            .map(d -> WeightsFile.read(blobs.read(d), Math.toIntExact(seal.list().entries())));
    return new Contest(
        seal.rules(),
        file.listRoot(),
        weights,
        new HashSet<>(fixed.skips()),
        seed(file, seal, fixed, signature));
  }

  private static Digest seed(CaseFile file, Seal seal, Fixed fixed, Optional<byte[]> signature) {
    var kind = file.number().kind();
    var sealDigest = Seed.sealDigest(file.sealText().orElseThrow());
    return fixed
        .round()
        .map(round ->
            Seed.of(
                kind,
                sealDigest,
                fixed.shakes(),
                fixed.reveals(),
                seal.chain().orElseThrow(),
                round,
                signature.orElseThrow()))
        .orElseGet(() -> Seed.ofCeremony(kind, sealDigest, fixed.reveals()));
  }

  private static boolean beaconHolds(Drawn drawn, Seal seal, Fixed fixed) {
    if (!drawn.round().equals(fixed.round())
        || drawn.signature().isPresent() != fixed.round().isPresent()) {
      return false;
    }
    return fixed.round().isEmpty()
        || BeaconVerifier.holds(
                seal.chain().orElseThrow(),
                fixed.round().get(),
                signature(drawn.signature().orElseThrow()))
            instanceof BeaconCheck.Holds;
  }

  private static byte[] signature(String hex) {
    return Bytes.parseHex(hex, hex.length() / 2);
  }

  /** The one result that the rules accept for a stage. */
  static DrawCommand.PublishResult result(
      Contest contest, CaseNumber draw, int attempt, int stage, Drawn drawn) {
    var outcome = contest.stage(stage);
    return new DrawCommand.PublishResult(
        draw,
        attempt,
        stage,
        new Drawn(drawn.round(), drawn.signature(), contest.seed()),
        outcome.figures(),
        outcome.listedLines());
  }
}
