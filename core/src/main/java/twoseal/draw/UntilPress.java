package twoseal.draw;

import java.util.Optional;
import twoseal.core.MalformedException;
import twoseal.core.Writes;

/** From the seal to the press: reveals, skips, the press itself. */
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

  Optional<DrawReason> reveal(DrawCommand.Reveal c) {
    var refusal = refuseUnlessOpen();
    if (refusal.isPresent()) {
      return refusal;
    }
    var contributor =
        file.seal().orElseThrow().contributors().stream()
            .filter(sealed -> sealed.person().equals(c.contributor()))
            .findFirst();
    if (contributor.isEmpty() || file.isRevealed(c.contributor())) {
      return Optional.of(DrawReason.CONTRIBUTOR);
    }
    if (!opens(contributor.get(), c)) {
      return Optional.of(DrawReason.COMMITMENT);
    }
    writes.put(file.row("reveal/" + c.contributor()), asked.text());
    return Optional.empty();
  }

  Optional<DrawReason> skip(DrawCommand.Skip c) {
    var refusal = refuseUnlessOpen();
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
    var refusal = refuseUnlessOpen();
    if (refusal.isPresent()) {
      return refusal;
    }
    var seal = file.seal().orElseThrow();
    var skips = file.skips();
    if (!c.seal().equals(Seed.sealDigest(file.sealText().orElseThrow()))
        || !c.shakes().equals(Seed.NO_SHAKES)
        || !c.reveals().equals(Seed.revealsDigest(seal.contributors(), file.reveals()))
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
    return Optional.empty();
  }

  private Optional<DrawReason> refuseUnlessOpen() {
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

  private static boolean opens(Contributor contributor, DrawCommand.Reveal c) {
    return switch (contributor) {
      case Contributor.Live _ -> c.nonce().isEmpty();
      case Contributor.Committed(var person, var commitment) ->
          c.nonce().isPresent() && commits(c, commitment, c.nonce().get(), person);
    };
  }

  private static boolean commits(
      DrawCommand.Reveal c,
      twoseal.core.Digest commitment,
      String nonce,
      twoseal.core.PersonName person) {
    try {
      var value = Contributor.requireValue(c.value(), Contributor.VALUE_BYTES_MIN);
      var opened =
          Contributor.commitment(
              c.draw(),
              c.attempt(),
              person,
              value,
              twoseal.core.Bytes.parseHex(nonce, Contributor.NONCE_BYTES));
      return opened.equals(commitment);
    } catch (MalformedException tooShort) {
      return false;
    }
  }

  private static boolean isRoundInTime(DrawCommand.Press c, Seal seal, long nowMs) {
    if (c.round().isEmpty()) {
      return false;
    }
    var roundMs = seal.chain().orElseThrow().timeOf(c.round().get()) * 1_000;
    var earliestMs = nowMs + seal.deltaS() * 1_000;
    return roundMs >= earliestMs && roundMs <= earliestMs + ROUND_WINDOW_S * 1_000;
  }
}
