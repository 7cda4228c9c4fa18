package twoseal.verifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who gave up their place after the draw, and who was promoted for them, [DRAW-15]. */
final class Afterwards {
  /** An order number of a stage. */
  private record Order(long stage, long order) {}

  private final List<Rolls> results;
  private final Map<Order, Report.Gone> gone = new HashMap<>();
  private final Set<Order> promoted = new HashSet<>();
  private final Set<Order> replaced = new HashSet<>();

  Afterwards(List<Rolls> results) {
    this.results = List.copyOf(results);
  }

  /** How an order number was given up, if it was. */
  Optional<Report.Gone> gone(int stage, int order) {
    return Optional.ofNullable(gone.get(new Order(stage, order)));
  }

  boolean isPromoted(int stage, int order) {
    return promoted.contains(new Order(stage, order));
  }

  void giveUp(Command.GiveUp c, Form form) {
    var order = new Order(c.stage(), c.order());
    var rolls = rolls(c.stage());
    form.require(
        rolls.isPresent() && c.order() <= rolls.get().winners() + rolls.get().alternates(),
        "第 %s 轮没有序号 %s",
        "stage %s has no order number %s",
        c.stage(),
        c.order());
    form.require(
        gone.putIfAbsent(order, new Report.Gone(c.isDisqualified(), c.code())) == null,
        "序号 %s 已放弃或被取消",
        "order %s has given up or lost it before",
        c.order());
  }

  void promote(Command.Promote c, Form form) {
    var order = new Order(c.stage(), c.order());
    var given = new Order(c.stage(), c.given());
    var winners = rolls(c.stage()).map(Rolls::winners).orElse(0L);
    var ranked = winners + rolls(c.stage()).map(Rolls::alternates).orElse(0L);
    form.require(
        c.order() > winners
            && c.order() <= ranked
            && ((c.given() <= winners && winners > 0) || promoted.contains(given)),
        "第 %s 轮序号 %s 不是候补，或 %s 不是中签者",
        "in stage %s, order %s is no alternate, or %s is no winner",
        c.stage(),
        c.order(),
        c.given());
    form.require(
        gone.containsKey(given) && replaced.add(given),
        "序号 %s 的名额没有空出，或已递补",
        "the place of order %s is not vacant, or was taken before",
        c.given());
    var isNext = !isDone(order);
    for (var earlier = winners + 1; earlier < c.order() && earlier <= ranked; earlier++) {
      isNext &= isDone(new Order(c.stage(), earlier));
    }
    form.require(isNext, "序号 %s 不是下一名候补", "order %s is not the next alternate", c.order());
    promoted.add(order);
  }

  private boolean isDone(Order order) {
    return gone.containsKey(order) || promoted.contains(order);
  }

  private Optional<Rolls> rolls(long stage) {
    return stage <= results.size() ? Optional.of(results.get((int) stage - 1)) : Optional.empty();
  }
}
