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
      implements OfCase {}

  record ListChecked(Case of, ListBlock block) implements OfCase {}

  /** A contributor; {@code sealed} is the commitment, or a live contributor's default value. */
  record Contributor(String person, boolean isLive, String sealed) {}

  record Seal(
      Case of,
      Rules rules,
      ListBlock block,
      String listNote,
      Optional<String> listChecked,
      List<Contributor> contributors,
      Chain chain,
      long deltaS,
      long marginS,
      long pressByS,
      long skipNoticeS,
      long skipsMax)
      implements OfCase {}

  record Reveal(Case of, String contributor, String value, Optional<String> nonce)
      implements OfCase {}

  record Skip(Case of, long number, String group) implements OfCase {}

  record Press(
      Case of,
      String seal,
      String shakes,
      String reveals,
      long skips,
      String skipsDigest,
      long round)
      implements OfCase {}

  /** {@code rolls} are the lines from {@code rolled} to the last {@code outcome}. */
  record Result(
      Case of,
      long stage,
      long round,
      String signature,
      String seed,
      long rolled,
      List<String> rolls)
      implements OfCase {}

  /** {@code results} are the values of the lines, each a stage and its outcomes root. */
  record Complete(Case of, List<String> results) implements OfCase {}

  /** {@code draw.decline} or {@code draw.disqualify}, which the rules treat alike. */
  record GiveUp(Case of, long stage, long order) implements OfCase {}

  record Promote(Case of, long stage, long order, long given) implements OfCase {}
}
