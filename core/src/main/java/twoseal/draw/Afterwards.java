package twoseal.draw;

import java.util.Optional;
import twoseal.core.Writes;

/** After complete: places given up, and who takes them ([DRAW-15]). */
final class Afterwards {
  private final CaseFile file;
  private final Writes writes;

  Afterwards(CaseFile file, Writes writes) {
    this.file = file;
    this.writes = writes;
  }

  Optional<DrawReason> giveUp(DrawCommand.GiveUp c) {
    if (!file.isComplete()) {
      return Optional.of(DrawReason.NOT_COMPLETE);
    }
    if (c.order() > winners(c.stage()) + alternates(c.stage())) {
      return Optional.of(DrawReason.ORDER);
    }
    if (file.gone(c.stage(), c.order()).isPresent()) {
      return Optional.of(DrawReason.GONE);
    }
    writes.put(file.orderRow("gone", c.stage(), c.order()), c.code());
    return Optional.empty();
  }

  Optional<DrawReason> promote(DrawCommand.Promote c) {
    if (!file.isComplete()) {
      return Optional.of(DrawReason.NOT_COMPLETE);
    }
    var winners = winners(c.stage());
    if (!isAlternate(c.stage(), c.order())
        || (c.forOrder() > winners && file.promotedFor(c.stage(), c.forOrder()).isEmpty())) {
      return Optional.of(DrawReason.ORDER);
    }
    if (file.gone(c.stage(), c.forOrder()).isEmpty()
        || file.takenBy(c.stage(), c.forOrder()).isPresent()) {
      return Optional.of(DrawReason.NOT_VACANT);
    }
    for (var earlier = winners + 1; earlier < c.order(); earlier++) {
      if (isWaiting(c.stage(), earlier)) {
        return Optional.of(DrawReason.NOT_NEXT);
      }
    }
    if (!isWaiting(c.stage(), c.order())) {
      return Optional.of(DrawReason.NOT_NEXT);
    }
    writes
        .put(file.orderRow("promoted", c.stage(), c.order()), c.forOrder())
        .put(file.orderRow("taken", c.stage(), c.forOrder()), c.order());
    return Optional.empty();
  }

  private boolean isWaiting(int stage, long order) {
    return file.gone(stage, order).isEmpty() && file.promotedFor(stage, order).isEmpty();
  }

  private boolean isAlternate(int stage, long order) {
    return order > winners(stage) && order <= winners(stage) + alternates(stage);
  }

  private long winners(int stage) {
    return file.result(stage).map(r -> r.figures().winners()).orElse(0L);
  }

  private long alternates(int stage) {
    return file.result(stage).map(r -> r.figures().alternates()).orElse(0L);
  }
}
