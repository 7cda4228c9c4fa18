package twoseal.draw;

import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Writes;

/**
 * Commitments opened and live values given ([DRAW-8]): before the press, in a ceremony after it.
 */
final class Reveals {
  private final DrawRules.Asked asked;
  private final CaseFile file;
  private final Writes writes;

  Reveals(DrawRules.Asked asked, CaseFile file, Writes writes) {
    this.asked = asked;
    this.file = file;
    this.writes = writes;
  }

  Optional<DrawReason> reveal(DrawCommand.Reveal c) {
    var refusal =
        file.isCeremony() ? refuseUnlessRevealTime() : UntilPress.refuseUnlessOpen(asked, file);
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

  private Optional<DrawReason> refuseUnlessRevealTime() {
    if (file.isComplete()) {
      return Optional.of(DrawReason.COMPLETE);
    }
    if (file.seal().isEmpty()) {
      return Optional.of(DrawReason.NOT_SEALED);
    }
    var nowMs = asked.position().timeMs();
    return RevealTime.of(file, nowMs)
            .filter(time -> nowMs >= time.fromMs() && nowMs <= time.toMs())
            .isPresent()
        ? Optional.empty()
        : Optional.of(DrawReason.NOT_OPEN);
  }

  private static boolean opens(Contributor contributor, DrawCommand.Reveal c) {
    return switch (contributor) {
      case Contributor.Live _ -> c.nonce().isEmpty();
      case Contributor.Committed(var person, var commitment, var _) ->
          c.nonce().isPresent() && commits(c, commitment, c.nonce().get(), person);
    };
  }

  private static boolean commits(
      DrawCommand.Reveal c, Digest commitment, String nonce, PersonName person) {
    try {
      var value = Contributor.requireValue(c.value(), Contributor.VALUE_BYTES_MIN);
      var opened =
          Contributor.commitment(
              c.draw(), c.attempt(), person, value, Bytes.parseHex(nonce, Contributor.NONCE_BYTES));
      return opened.equals(commitment);
    } catch (MalformedException tooShort) {
      return false;
    }
  }
}
