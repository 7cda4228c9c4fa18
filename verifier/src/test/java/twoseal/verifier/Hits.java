package twoseal.verifier;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which checks did not hold since last asked, told by classes of {@link CallSites#recording}. Each
 * loader has a copy of its own, and each thread.
 */
final class Hits {
  private static final ThreadLocal<Set<String>> FAILED =
      ThreadLocal.withInitial(LinkedHashSet::new);

  private Hits() {}

  static void condition(boolean holds, String site) {
    if (!holds) {
      FAILED.get().add(site);
    }
  }

  static void same(Object found, Object expected, String site) {
    condition(found.equals(expected), site);
  }

  static Set<String> take() {
    var failed = Set.copyOf(FAILED.get());
    FAILED.get().clear();
    return failed;
  }
}
