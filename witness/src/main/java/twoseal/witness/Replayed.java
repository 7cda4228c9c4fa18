package twoseal.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;
import twoseal.ledger.LedgerCopy;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.NamedFiles;
import twoseal.ledger.RefusedEntryException;

/** A log whose entries are all kept and were all replayed ([WIT-6]). */
final class Replayed implements History {
  /** How far an entry's time may be from the witness's clock at first sight. */
  static final long SKEW_MS = 10_000;

  private final LedgerCopy copy;
  private final RemoteLog source;
  private final Consumer<String> attempts;

  /**
   * A history.
   *
   * @param attempts hears {@code <case number> <attempt>} of accepted commands of later attempts
   */
  Replayed(LedgerCopy copy, RemoteLog source, Consumer<String> attempts) {
    this.copy = copy;
    this.source = source;
    this.attempts = attempts;
  }

  @Override
  public Optional<SignedNote> note() {
    return known().size() == 0 ? Optional.empty() : Optional.of(copy.checkpoint());
  }

  @Override
  public Checkpoint known() {
    return copy.known();
  }

  @Override
  public Optional<Digest> root(long size) {
    return size <= copy.entries() ? Optional.of(copy.root(size)) : Optional.empty();
  }

  @Override
  public void bring(SignedNote next, Sight sight) throws LogUnreadableException, HeldException {
    var target = Checkpoint.parse(next.text());
    var tree = FetchedTree.of(source, target);
    requireAfterBegun(next, target, tree);
    if (begun().isEmpty() || !begun().get().text().equals(next.text())) {
      copy.begin(next);
    }
    while (copy.entries() < target.size()) {
      var from = copy.entries();
      var path = TilePath.entriesHolding(from, target.size());
      var skipped = (int) (from % TilePath.FULL_WIDTH);
      var entries = source.entries(path).subList(skipped, path.width());
      requireOfTree(entries, from, tree);
      look(entries, from, sight, next);
      try {
        copy.append(entries);
      } catch (RefusedEntryException refused) {
        var hold =
            new Hold(Warning.Kind.RULES, Optional.of(refused.index()), "" + refused.getMessage());
        var at = (int) (refused.index() - from);
        throw new HeldException(hold, evidence(next, entries.get(at)));
      }
    }
  }

  @Override
  public void store(SignedNote next) {
    copy.complete(next);
  }

  @Override
  public void close() {
    copy.close();
  }

  /** A checkpoint that was begun before, and whose entries are not all here yet. */
  private Optional<SignedNote> begun() {
    return copy.begun().filter(note -> Checkpoint.parse(note.text()).size() > copy.known().size());
  }

  /** What the log showed before a crash binds it like what was stored. */
  private void requireAfterBegun(SignedNote next, Checkpoint target, FetchedTree tree)
      throws LogUnreadableException, HeldException {
    if (begun().isEmpty()) {
      return;
    }
    var note = begun().get();
    var begun = Checkpoint.parse(note.text());
    if (begun.size() > target.size()) {
      throw new LogUnreadableException(
          "the log showed size " + begun.size() + " before, now " + target.size());
    }
    if (!tree.root(begun.size()).equals(begun.root())) {
      throw History.fork(note, next, tree.consistency(begun.size()));
    }
    var here = copy.entries();
    if (!tree.root(here).equals(copy.root(here))) {
      throw new LogUnreadableException(source.base() + " gives other entries than before");
    }
  }

  private void requireOfTree(List<byte[]> entries, long from, FetchedTree tree)
      throws LogUnreadableException {
    for (var i = 0; i < entries.size(); i++) {
      if (!MerkleTree.leafHash(entries.get(i)).equals(tree.leaf(from + i))) {
        throw new LogUnreadableException(
            source.base() + ": entry " + (from + i) + " is not the one in the tree");
      }
    }
  }

  /** What is seen in entries before they are replayed: times, files, attempts. */
  private void look(List<byte[]> entries, long from, Sight sight, SignedNote next)
      throws LogUnreadableException, HeldException {
    for (var i = 0; i < entries.size(); i++) {
      var bytes = entries.get(i);
      LedgerEntry entry;
      Fields.Reader command;
      Fields.Reader outcome;
      try {
        entry = LedgerEntry.decode(bytes);
        command = new Fields.Reader(SignedNote.parse(entry.command()).text());
        outcome = new Fields.Reader(entry.outcome());
      } catch (MalformedException unreadable) {
        // Replaying it says what is wrong.
        continue;
      }
      requireInSight(entry, from + i, sight, next, bytes);
      if (command.kind().startsWith("draw.") && outcome.kind().equals("accepted")) {
        attempt(entry);
      }
      if (!NamedFiles.mayHaveLackedOne(entry.outcome())) {
        fetchFile(command.kind(), SignedNote.parse(entry.command()).text());
      }
    }
  }

  private static void requireInSight(
      LedgerEntry entry, long index, Sight sight, SignedNote next, byte[] bytes)
      throws HeldException {
    var timeMs = entry.position().timeMs();
    var isEarly = sight.lastLookMs().filter(last -> timeMs < last - SKEW_MS).isPresent();
    var isLate = timeMs > sight.nowMs() + SKEW_MS;
    if ((isEarly || isLate) && !sight.accepted().contains(index)) {
      var why =
          "entry "
              + index
              + " has the time "
              + timeMs
              + " ms; it was first seen at "
              + sight.nowMs()
              + sight.lastLookMs().map(last -> ", not yet at " + last).orElse("");
      throw new HeldException(
          new Hold(Warning.Kind.CLOCK, Optional.of(index), why), evidence(next, bytes));
    }
  }

  private void attempt(LedgerEntry entry) {
    var attempt = field(entry, "attempt: ");
    if (attempt != null && !attempt.equals("1")) {
      var draw = entry.outcome().lines().filter(line -> line.startsWith("draw: ")).findFirst();
      attempts.accept(
          draw.map(line -> line.substring("draw: ".length())).orElse("?") + " " + attempt);
    }
  }

  /** The rules look into a file that a command names, so it must be here before they are asked. */
  private void fetchFile(String kind, String text) throws LogUnreadableException {
    var named = NamedFiles.of(kind, text);
    if (named.isPresent() && !copy.blobs().has(named.get())) {
      source.blob(named.get(), copy.blobs());
    }
  }

  private static @Nullable String field(LedgerEntry entry, String name) {
    return SignedNote.parse(entry.command())
        .text()
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> line.substring(name.length()))
        .orElse(null);
  }

  private static List<String> evidence(SignedNote checkpoint, byte[] entry) {
    var texts = new ArrayList<String>();
    texts.add(checkpoint.format());
    texts.add("entry, base64:\n" + Bytes.base64(entry) + "\n");
    return texts;
  }
}
