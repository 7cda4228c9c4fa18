package twoseal.draw;

import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.Writes;

/** From the seal to the press: skips, the press itself. */
final class UntilPress {
  /** How much later than now + delta the round may be. */
  private static final long ROUND_WINDOW_S = 600;

  private final DrawRules.Asked asked;
  private final CaseFile file;
  private final Writes writes;

  UntilPress(DrawRules.Asked asked, CaseFile file, Writes writes) {
    this.asked = asked;
    this.file = file;
    this.writes = writes;
  }

  /** Why nothing may enter that the press would cover, if so; the same for all that may. */
  static Optional<DrawReason> refuseUnlessOpen(DrawRules.Asked asked, CaseFile file) {
    if (file.isComplete()) {
      return Optional.of(DrawReason.COMPLETE);
    }
    var seal = file.seal();
    if (seal.isEmpty()) {
      return Optional.of(DrawReason.NOT_SEALED);
    }
    if (file.press().isPresent()) {
      return Optional.of(DrawReason.PRESSED);
    }
    return asked.position().timeMs() > seal.get().pressByS() * 1_000
        ? Optional.of(DrawReason.PRESS_BY)
        : Optional.empty();
  }

  Optional<DrawReason> skip(DrawCommand.Skip c) {
    if (file.isCeremony()) {
      return Optional.of(DrawReason.PROFILE);
    }
    var refusal = refuseUnlessOpen(asked, file);
    if (refusal.isPresent()) {
      return refusal;
    }
    var index = new EntryNumber(c.number(), c.group()).index(file.listRoot());
    if (index.isEmpty()) {
      return Optional.of(DrawReason.NO_SUCH_ENTRY);
    }
    if (file.isSkipped(index.get())) {
      return Optional.of(DrawReason.SKIPPED);
    }
    if (file.skips().size() >= file.seal().orElseThrow().skipsMax()) {
      return Optional.of(DrawReason.SKIPS_MAX);
    }
    writes.put(file.skipRow(index.get()), asked.position().timeMs());
    return Optional.empty();
  }

  Optional<DrawReason> press(DrawCommand.Press c) {
    var refusal = refuseUnlessOpen(asked, file);
    if (refusal.isPresent()) {
      return refusal;
    }
    if (file.batches() > 0 && file.closed().isEmpty()) {
      return Optional.of(DrawReason.NOT_CLOSED);
    }
    var seal = file.seal().orElseThrow();
    var skips = file.skips();
    if (!c.seal().equals(Seed.sealDigest(file.sealText().orElseThrow()))
        || !c.shakes().equals(file.shakesRoot())
        || !c.reveals().equals(reveals(seal))
        || c.skips() != skips.size()
        || !c.skipsDigest().equals(Seed.skipsDigest(skips))) {
      return Optional.of(DrawReason.PRESS_DIFFERS);
    }
    var nowMs = asked.position().timeMs();
    if (!skips.isEmpty() && nowMs < file.lastSkipMs() + seal.skipNoticeS() * 1_000) {
      return Optional.of(DrawReason.SKIP_NOTICE);
    }
    if (!isRoundInTime(c, seal, nowMs)) {
      return Optional.of(DrawReason.ROUND);
    }
    writes.put(file.row("press"), asked.text());
    if (file.isCeremony()) {
      writes.put(file.row("press-time"), nowMs);
    }
    return Optional.empty();
  }

  /** Y; in a ceremony it is not yet there. */
  private Optional<Digest> reveals(Seal seal) {
    return file.isCeremony()
        ? Optional.empty()
        : Optional.of(Seed.revealsDigest(seal.contributors(), file.reveals()));
  }

  private static boolean isRoundInTime(DrawCommand.Press c, Seal seal, long nowMs) {
    if (seal.chain().isEmpty() || c.round().isEmpty()) {
      return seal.chain().isEmpty() && c.round().isEmpty();
    }
    var roundMs = seal.chain().get().timeOf(c.round().get()) * 1_000;
    var earliestMs = nowMs + seal.deltaS() * 1_000;
    return roundMs >= earliestMs && roundMs <= earliestMs + ROUND_WINDOW_S * 1_000;
  }
}
