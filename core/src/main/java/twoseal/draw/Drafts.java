package twoseal.draw;

import java.util.ArrayList;
import java.util.Optional;
import twoseal.core.Blobs;
import twoseal.core.Bytes;
import twoseal.core.Digest;

/**
 * The commands that follow from what the ledger holds. Whoever submits them writes the same; the
 * rules compute them again.
 */
public final class Drafts {
  private final CaseFile file;
  private final Blobs blobs;

  public Drafts(CaseFile file, Blobs blobs) {
    this.file = file;
    this.blobs = blobs;
  }

  /** The end of the shakes so far. */
  public CloseShakes close() {
    return CloseShakes.of(file.number(), file.attempt(), file.shakes());
  }

  /**
   * The press of a sealed attempt.
   *
   * @param notBeforeS the round is the first one due at this time or later, seconds since 1970; in
   *     a ceremony it means nothing
   */
  public DrawCommand.Press press(long notBeforeS) {
    var seal = file.seal().orElseThrow();
    var skips = file.skips();
    return new DrawCommand.Press(
        file.number(),
        seal.attempt(),
        Seed.sealDigest(file.sealText().orElseThrow()),
        file.shakesRoot(),
        seal.chain().map(_ -> Seed.revealsDigest(seal.contributors(), file.reveals())),
        skips.size(),
        Seed.skipsDigest(skips),
        seal.chain().map(chain -> chain.firstRoundAtOrAfter(notBeforeS)));
  }

  /**
   * All stages under the round's signature.
   *
   * @param signature 48 bytes; not checked here, the rules do. Empty in a ceremony
   */
  public Contest contest(Fixed fixed, Optional<byte[]> signature) {
    return Results.contest(file, fixed, signature, blobs);
  }

  /** The result of a stage. */
  public DrawCommand.PublishResult result(
      Contest contest, Fixed fixed, Optional<byte[]> signature, int stage) {
    var drawn = new Drawn(fixed.round(), signature.map(Bytes::hex), contest.seed());
    return Results.result(contest, file.number(), file.attempt(), stage, drawn);
  }

  /** A further attempt after this one, as far as it is decided. */
  public OpenAttempt attempt(String reason) {
    return new OpenAttempt(file.number(), file.attempt() + 1, file.completion(), reason);
  }

  /** The end, once every stage has its result. */
  public DrawCommand.Complete complete() {
    var roots = new ArrayList<Digest>();
    for (var stage = 1; stage <= file.results(); stage++) {
      roots.add(file.result(stage).orElseThrow().figures().outcomes());
    }
    return new DrawCommand.Complete(file.number(), file.attempt(), roots);
  }
}
