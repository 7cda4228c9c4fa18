package twoseal.verifier;

import java.util.List;
import java.util.Optional;

/**
 * The commands that a bundle may hold, as {@link CommandReader} reads them; what they mean is said
 * in spec/registry.md and spec/draw.md. Digests, values and signatures are lowercase hex.
 */
sealed interface Command {
  sealed interface OfRegistry extends Command {}

  sealed interface OfDraw extends Command {}

  /** Every command of a draw but the announcement names the draw and the attempt. */
  sealed interface OfCase extends OfDraw {
    Case of();
  }

  /** What belongs to the attempt that it names. */
  sealed interface OfAttempt extends OfCase {}

  record Case(String draw, long attempt) {}

  /** The list block, [DRAW-3]; the weights' digest may be {@code uniform}. */
  record ListBlock(String root, long entries, long tickets, String fileHash, String weights) {
    boolean isUniform() {
      return weights.equals("uniform");
    }
  }

  record Genesis(
      Vkey logKey,
      boolean isClockSet,
      boolean isCustodyServer,
      String office,
      String person,
      Vkey key)
      implements OfRegistry {}

  /** A checkpoint of another ledger; root and signature are hex. */
  record Head(long size, String root, String signature) {}

  /** A witness's cosignature; {@code signature} is hex of time and signature. */
  record Cosigned(Vkey key, String signature) {}

  /** The last case number of a kind on another ledger, and the first here. */
  record Numbers(long last, long next) {}

  /** {@code ledger.succession}, [SUC-1]. */
  record Succession(
      Vkey predecessor,
      Head kept,
      Head witnessed,
      List<Cosigned> cosignatures,
      Optional<String> unwitnessed,
      Numbers draws,
      Numbers rehearsals,
      List<Long> openDraws,
      String reason)
      implements OfRegistry {
    long lost() {
      return witnessed.size() - kept.size();
    }
  }

  record Organisation(String organisation, String name) implements OfRegistry {}

  record Person(String person, Registry.Role role, Vkey key, Optional<Vkey> cosignKey)
      implements OfRegistry {}

  record Rotate(String person, Vkey key, Optional<Vkey> cosignKey) implements OfRegistry {}

  record Revoke(String person) implements OfRegistry {}

  record Announce(boolean isRehearsal, Rules rules) implements OfDraw {}

  /** {@code draw.list}; {@code changes} are the lines added, removed and changed. */
  record Listing(
      Case of,
      boolean isFinal,
      ListBlock block,
      Optional<String> draft,
      long changes,
      ListShape shape)
      implements OfAttempt {}

  record ListChecked(Case of, ListBlock block) implements OfAttempt {}

  /**
   * A contributor.
   *
   * @param sealed the commitment, or a live contributor's default value
   * @param envelope the number of the envelope with a paper copy, where there is one
   */
  record Contributor(String person, boolean isLive, String sealed, Optional<Long> envelope) {}

  /** {@code chain} is nothing in a ceremony. */
  record Seal(
      Case of,
      Rules rules,
      ListBlock block,
      String listNote,
      Optional<String> listChecked,
      List<Contributor> contributors,
      Optional<Chain> chain,
      long deltaS,
      long marginS,
      long pressByS,
      long skipNoticeS,
      long skipsMax)
      implements OfAttempt {}

  record Reveal(Case of, String contributor, String value, Optional<String> nonce)
      implements OfAttempt {}

  record Skip(Case of, long number, String group) implements OfAttempt {}

  /** {@code draw.shake}: a batch, of so many shakes under one root, [DRAW-19]. */
  record Shake(Case of, long batch, long shakes, String root) implements OfAttempt {}

  /** {@code draw.close}: the end of the shakes, [DRAW-20]. */
  record Close(Case of, long batches, long shakes, String root) implements OfAttempt {}

  /** In a ceremony {@code reveals} and {@code round} are nothing. */
  record Press(
      Case of,
      String seal,
      String shakes,
      Optional<String> reveals,
      long skips,
      String skipsDigest,
      Optional<Long> round)
      implements OfAttempt {}

  /**
   * A stage's result; in a ceremony {@code round} and {@code signature} are nothing.
   *
   * @param rolls the lines from {@code rolled} to the last {@code outcome}
   */
  record Result(
      Case of,
      long stage,
      Optional<Long> round,
      Optional<String> signature,
      String seed,
      long rolled,
      List<String> rolls)
      implements OfAttempt {}

  /** {@code results} are the values of the lines, each a stage and its outcomes root. */
  record Complete(Case of, List<String> results) implements OfAttempt {}

  /** {@code draw.decline} or {@code draw.disqualify}, which the rules treat alike. */
  record GiveUp(Case of, boolean isDisqualified, long stage, long order, String code)
      implements OfAttempt {}

  record Promote(Case of, long stage, long order, long given) implements OfAttempt {}

  /**
   * {@code draw.attempt}: opens the attempt that it names, [DRAW-18].
   *
   * @param predecessor the digest of the note that completed the attempt before
   */
  record NextAttempt(Case of, Optional<String> predecessor, String reason) implements OfCase {}
}
