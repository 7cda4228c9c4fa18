package twoseal.witness;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MerkleTree;
import twoseal.core.SignedNote;
import twoseal.ledger.KeptCheckpoint;

/** What a witness knows of a log: a last checkpoint, and perhaps every entry. */
sealed interface History extends AutoCloseable permits History.Followed, Replayed {
  /**
   * Between which times an entry that was not there at the last look may lie ([WIT-7]).
   *
   * @param lastLookMs empty before the first
   * @param accepted entries that the keeper let pass
   */
  record Sight(Optional<Long> lastLookMs, long nowMs, Set<Long> accepted) {}

  /** The last checkpoint that was stored, as its log signed it. */
  Optional<SignedNote> note();

  /** The same; of size 0 before there is one. */
  Checkpoint known();

  /** The root over the first entries, if this history has them itself. */
  Optional<Digest> root(long size);

  /**
   * Checks what stands between the last checkpoint and a larger one that is consistent with it.
   *
   * @throws HeldException if it must not stand there
   */
  void bring(SignedNote next, Sight sight) throws LogUnreadableException, HeldException;

  /** Stores a checkpoint in place of the last; when this returns it is durable. */
  void store(SignedNote next);

  @Override
  void close();

  /** A log of which only the last checkpoint is kept. */
  record Followed(String origin, KeptCheckpoint kept) implements History {
    @Override
    public Optional<SignedNote> note() {
      return kept.last();
    }

    @Override
    public Checkpoint known() {
      return kept.last()
          .map(note -> Checkpoint.parse(note.text()))
          .orElseGet(() -> new Checkpoint(origin, 0, MerkleTree.EMPTY_ROOT));
    }

    @Override
    public Optional<Digest> root(long size) {
      return Optional.empty();
    }

    @Override
    public void bring(SignedNote next, Sight sight) {}

    @Override
    public void store(SignedNote next) {
      kept.swap(kept.last(), next);
    }

    @Override
    public void close() {
      kept.close();
    }
  }

  /** That two checkpoints of a log do not fit, both as they were signed ([WIT-8]). */
  static HeldException fork(SignedNote first, SignedNote second, List<Digest> proof) {
    var sizes =
        Checkpoint.parse(first.text()).size() + " and " + Checkpoint.parse(second.text()).size();
    var why = "the log signed two checkpoints that do not fit, of sizes " + sizes;
    var hashes = new StringBuilder();
    proof.forEach(hash -> hashes.append(hash.base64()).append('\n'));
    return new HeldException(
        new Hold(Warning.Kind.FORK, Optional.empty(), why),
        List.of(first.format(), second.format(), "hashes given:\n" + hashes));
  }
}
