package twoseal.verifier;

import static twoseal.verifier.VerId.REVEALS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the contributors of a seal revealed, [DRAW-8]. */
final class Contributions {
  private final List<Command.Contributor> contributors;
  private final Checks checks;
  private final Map<String, Command.Reveal> reveals = new HashMap<>();
  private Optional<Long> firstMs = Optional.empty();

  Contributions(List<Command.Contributor> contributors, Checks checks) {
    this.contributors = List.copyOf(contributors);
    this.checks = checks;
  }

  /** Checks that what was revealed opens what was sealed. */
  void reveal(Command.Reveal c, Entry entry) {
    var form = entry.form(REVEALS, checks);
    var contributor =
        contributors.stream().filter(s -> s.person().equals(c.contributor())).findFirst();
    if (!form.require(
        contributor.isPresent() && !reveals.containsKey(c.contributor()),
        "%s 不是封存的提供人，或已公开过",
        "%s is no contributor of the seal, or revealed before",
        c.contributor())) {
      return;
    }
    var isLive = contributor.orElseThrow().isLive();
    var opens =
        c.nonce().isPresent()
            && c.value().length() >= 2 * Limits.VALUE_BYTES_MIN
            && Seed.commitment(c.of(), c.contributor(), c.value(), c.nonce().get())
                .equals(contributor.orElseThrow().sealed());
    form.require(
        isLive ? c.nonce().isEmpty() : opens,
        "%s 公开的值不能打开封存的承诺",
        "what %s revealed does not open the sealed commitment",
        c.contributor());
    reveals.put(c.contributor(), c);
    firstMs = firstMs.or(() -> Optional.of(entry.timeMs()));
  }

  /** Y as hex, [SEED-4], of what was revealed so far. */
  String digest() {
    return Seed.reveals(contributors, reveals);
  }

  /** Y as hex, as if nobody had revealed anything, [DRAW-11]. */
  String digestOfNone() {
    return Seed.reveals(contributors, Map.of());
  }

  /** Those who committed themselves and did not open it. */
  long unopened() {
    return contributors.stream()
        .filter(c -> !c.isLive() && !reveals.containsKey(c.person()))
        .count();
  }

  /** When the first value was revealed. */
  Optional<Long> firstMs() {
    return firstMs;
  }
}
