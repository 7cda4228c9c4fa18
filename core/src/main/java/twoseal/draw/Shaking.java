package twoseal.draw;

import java.util.Optional;
import twoseal.core.Blobs;
import twoseal.core.MalformedException;
import twoseal.core.Writes;

/** Batches of shakes and their end ([DRAW-19], [DRAW-20]). */
final class Shaking {
  private final DrawRules.Asked asked;
  private final CaseFile file;
  private final Writes writes;

  Shaking(DrawRules.Asked asked, CaseFile file, Writes writes) {
    this.asked = asked;
    this.file = file;
    this.writes = writes;
  }

  Optional<DrawReason> shake(ShakeBatch c, Blobs blobs) {
    var refusal = refuseUnlessOpen();
    if (refusal.isPresent()) {
      return refusal;
    }
    if (c.batch() != file.batches() + 1
        || c.batch() > Shakes.BATCHES_MAX
        || !isOfItsFile(c, blobs)) {
      return Optional.of(DrawReason.BATCH);
    }
    writes.put(file.shakesRow(c.batch()), asked.text()).put(file.row("shakes"), c.batch());
    return Optional.empty();
  }

  Optional<DrawReason> close(CloseShakes c) {
    var refusal = refuseUnlessOpen();
    if (refusal.isPresent()) {
      return refusal;
    }
    if (!c.equals(CloseShakes.of(c.draw(), c.attempt(), file.shakes()))) {
      return Optional.of(DrawReason.BATCH);
    }
    writes.put(file.row("close"), asked.text());
    return Optional.empty();
  }

  private Optional<DrawReason> refuseUnlessOpen() {
    if (file.isCeremony()) {
      return Optional.of(DrawReason.PROFILE);
    }
    return UntilPress.refuseUnlessOpen(asked, file)
        .or(() -> file.closed().isPresent() ? Optional.of(DrawReason.CLOSED) : Optional.empty());
  }

  private static boolean isOfItsFile(ShakeBatch c, Blobs blobs) {
    if (!blobs.has(c.fileHash())) {
      return false;
    }
    try {
      var shakes = Shakes.read(blobs.read(c.fileHash()));
      return shakes.shakes().size() == c.shakes() && shakes.root().equals(c.root());
    } catch (MalformedException notShakes) {
      return false;
    }
  }
}
