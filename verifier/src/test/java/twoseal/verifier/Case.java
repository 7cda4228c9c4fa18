package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An input of the verifier and what is to come of it.
 *
 * @param expected the check that must fail, or nothing where the verdict is only less than proved
 * @param way which entrance of the verifier, see {@link Entrance}
 * @param story of which the bundle was made, where there is one
 */
record Case(
    String what,
    Optional<VerId> expected,
    Entrance.Way way,
    List<byte[]> inputs,
    Optional<Story> story) {
  Case(String what, Optional<VerId> expected, Entrance.Way way, List<byte[]> inputs) {
    this(what, expected, way, inputs, Optional.empty());
  }

  @Override
  public String toString() {
    return what;
  }

  /** A bundle that a cheat made, looked at under the policy that proves the honest one. */
  static Case cheat(VerId expected, String what, Consumer<Story> change) {
    return under(Bundle.policy(), expected, what, change);
  }

  static Case under(String policy, VerId expected, String what, Consumer<Story> change) {
    var story = new Story();
    change.accept(story);
    return new Case(
        what,
        Optional.of(expected),
        Entrance.Way.BUNDLE,
        List.of(story.bundle(), policy.getBytes(UTF_8)),
        Optional.of(story));
  }

  /** A bundle that is not refused, but not proved either; signatures are given as hex. */
  static Case lesser(String policy, String what, Consumer<Story> change, String... signatures) {
    var story = new Story();
    change.accept(story);
    var inputs = new ArrayList<>(List.of(story.bundle(), policy.getBytes(UTF_8)));
    for (var signature : signatures) {
      inputs.add(Signing.unhex(signature));
    }
    return new Case(what, Optional.empty(), Entrance.Way.BUNDLE, inputs, Optional.of(story));
  }
}
