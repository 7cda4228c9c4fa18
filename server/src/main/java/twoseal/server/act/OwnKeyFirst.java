package twoseal.server.act;

import java.util.Optional;
import java.util.Set;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;

/**
 * Who must first have a key of their own may begin, see, sign and withdraw the acts that bring it,
 * and no others.
 */
final class OwnKeyFirst {
  private static final Set<String> KINDS = Set.of("registry.person", "registry.rotate");

  private OwnKeyFirst() {}

  /**
   * Lets pass whoever has a key, or asks for an act of their own.
   *
   * @throws Problem 403
   */
  static void require(NewAct asked, Caller caller) {
    var isOwn =
        KINDS.contains(asked.kind())
            && asked.person().equals(Optional.of(caller.person().toString()));
    require(isOwn, caller);
  }

  /**
   * The same of an act that is there.
   *
   * @throws Problem 403
   */
  static void require(Act act, Caller caller) {
    require(isOwn(act, caller), caller);
  }

  /** Whether the act, as this caller has it, is to be shown. */
  static boolean shows(Act act, Caller caller) {
    return !caller.needsKey() || isOwn(act, caller);
  }

  private static void require(boolean isOwn, Caller caller) {
    if (caller.needsKey() && !isOwn) {
      throw new Problem(403, "session.needs-key");
    }
  }

  /** It introduces a key of the caller's. */
  private static boolean isOwn(Act act, Caller caller) {
    return act.signers().stream()
        .anyMatch(signer ->
            signer.role().equals(Place.NEW_KEY)
                && signer.person().equals(Optional.of(caller.person().toString())));
  }
}
