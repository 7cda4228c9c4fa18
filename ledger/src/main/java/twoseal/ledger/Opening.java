package twoseal.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.Frontier;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.TilePath;
import twoseal.machine.Machine;

/**
 * The one way into a ledger, after a clean end and after a crash alike: read the whole log, hold it
 * against the last signed checkpoint, cut what a crash tore, bring the state up to the log. Nothing
 * is changed before everything that speaks against the folder has been looked at.
 */
final class Opening {
  private static final int ID_KEY_BYTES = 32;
  private static final int REPLAY_BATCH = 1_024;

  private final Disk disk;
  private final Layout layout;
  private final NoteKey logKey;
  private final Optional<Signer> signer;
  private final Machine machine;
  private final int tilesUnwrittenMax;
  private final SegmentLog log;
  private final Frontier frontier = new Frontier();
  private final IdTable ids;
  private final CheckpointSlots.Stored checkpoint;
  private TileFiles tiles;
  private int tilesMissing;
  private long lastMs;

  /** An open ledger. */
  record Opened(Stores stores, TileFiles tiles, Head head, long lastMs, Recovery recovery) {}

  private Opening(
      Layout layout,
      NoteKey logKey,
      Optional<Signer> signer,
      Machine machine,
      LedgerOptions options)
      throws IOException {
    this.disk = options.disk();
    this.layout = layout;
    this.logKey = logKey;
    this.signer = signer;
    this.machine = machine;
    this.tilesUnwrittenMax = options.tilesUnwrittenMax();
    this.log = new SegmentLog(disk, layout, options);
    this.tiles = new TileFiles(disk, layout, log, new TreeTiles(disk, layout));
    this.checkpoint = lastCheckpoint();
    var idKey = new byte[ID_KEY_BYTES];
    new SecureRandom().nextBytes(idKey);
    this.ids = new IdTable(idKey);
  }

  /**
   * Opens the ledger of a folder.
   *
   * @param signer of the log key, who signs for entries that no checkpoint covers yet; where there
   *     is none, the head stays below them
   * @throws LedgerDamagedException if what is stored contradicts itself or what was signed
   */
  static Opened open(
      Layout layout,
      NoteKey logKey,
      Optional<Signer> signer,
      Machine machine,
      LedgerOptions options)
      throws IOException, SQLException {
    return new Opening(layout, logKey, signer, machine, options).open();
  }

  private Opened open() throws IOException, SQLException {
    var end = log.scan(this::take);
    requireCovered(end);
    completeTiles();
    var state = StateStore.open(layout.state());
    try {
      var mark = usable(state.mark(), end);
      if (mark == null) {
        state.close();
        state = StateStore.create(layout.state());
        mark = state.mark();
      }
      log.resume(end);
      return bringUp(state, mark, end);
    } catch (IOException | SQLException | RuntimeException failed) {
      state.close();
      log.close();
      throw failed;
    }
  }

  private CheckpointSlots.Stored lastCheckpoint() throws IOException {
    var slots = CheckpointSlots.read(disk, layout.checkpoint());
    if (slots.isEmpty()) {
      throw new LedgerDamagedException(
          "there is no ledger in " + layout.folder() + ", or its creation was not finished");
    }
    var last =
        CheckpointSlots.last(slots)
            .orElseThrow(
                () -> new LedgerDamagedException("no checkpoint in " + layout.checkpoint()));
    if (last.checkpoint().size() > 0) {
      requireItsKey(last);
    }
    if (!isSigned(last)) {
      throw new LedgerDamagedException("the last checkpoint is not signed by " + logKey.format());
    }
    return last;
  }

  /** What the ledger's name and another key's id signed was signed by another key, not changed. */
  private void requireItsKey(CheckpointSlots.Stored last) {
    var origin = last.checkpoint().origin();
    var signers =
        last.note().signatures().stream().filter(line -> line.name().equals(origin)).toList();
    var isItsOwn =
        logKey.name().equals(origin)
            && (signers.isEmpty() || signers.stream().anyMatch(l -> l.keyId() == logKey.id()));
    if (!isItsOwn) {
      var needed = signers.stream().map(SignatureLine::keyName).findFirst().orElse(origin);
      throw new WrongLogKeyException(logKey.name() + "+" + logKey.idHex(), needed);
    }
  }

  /** Nobody signs for the empty tree, with which a copy begins. */
  private boolean isSigned(CheckpointSlots.Stored last) {
    var isEmptyCopy =
        signer.isEmpty()
            && last.checkpoint().size() == 0
            && last.checkpoint().root().equals(MerkleTree.EMPTY_ROOT);
    return isEmptyCopy || last.note().isSignedBy(logKey, Ed25519.STRICT);
  }

  /** Takes an entry of the log whose sum is right: what is wrong with it now no crash did. */
  private void take(long index, byte[] bytes, Path file, long offset) {
    try {
      var entry = LedgerEntry.decode(bytes);
      var position = entry.position();
      if (position.index() != index || position.timeMs() < lastMs) {
        throw new MalformedException("the position of entry " + index);
      }
      var command = entry.command();
      if (index == 0 && !CommandNotes.logKey(command).equals(logKey)) {
        throw new MalformedException("the log key " + logKey.format());
      }
      ids.add(CommandNotes.id(command), index);
      lastMs = position.timeMs();
    } catch (MalformedException malformed) {
      throw new LedgerDamagedException(
          "entry " + index + " in " + file + " at offset " + offset + ": " + malformed.getMessage(),
          malformed);
    }
    var leafHash = MerkleTree.leafHash(bytes);
    frontier.append(leafHash);
    requireRoot();
    if (tilesMissing <= tilesUnwrittenMax) {
      grow(leafHash);
    }
  }

  private void grow(Digest leafHash) {
    tiles.tree().append(leafHash);
    for (var full = tiles.tree().nextFull();
        full != null && tiles.isWritten(full);
        full = tiles.tree().nextFull()) {
      tiles.tree().written();
    }
    tilesMissing = tiles.tree().unwritten();
  }

  /**
   * Where more tiles are missing than memory holds, the tree was not followed to the end; now that
   * the log is known to be the one that was signed, they are written on the way.
   */
  private void completeTiles() throws IOException {
    if (tilesMissing <= tilesUnwrittenMax) {
      return;
    }
    tiles = new TileFiles(disk, layout, log, new TreeTiles(disk, layout));
    var written = 0;
    for (var at = 0L; at < frontier.size(); at += TilePath.FULL_WIDTH) {
      var to = Math.min(at + TilePath.FULL_WIDTH, frontier.size());
      for (var entry : log.range(at, to)) {
        grow(MerkleTree.leafHash(entry));
      }
      for (var full = tiles.tree().nextFull(); full != null; full = tiles.tree().nextFull()) {
        tiles.write(full);
        written++;
      }
    }
    tilesMissing = written;
  }

  private void requireRoot() {
    if (frontier.size() == checkpoint.checkpoint().size()
        && !frontier.root().equals(checkpoint.checkpoint().root())) {
      throw new LedgerDamagedException(
          "the log's first "
              + frontier.size()
              + " entries are not those that the last checkpoint was signed for");
    }
  }

  /** Refuses a log that lacks what was signed; only what nobody was told of may be cut. */
  private void requireCovered(SegmentLog.ScanEnd end) {
    var signed = checkpoint.checkpoint().size();
    var fault =
        end.fault() == null
            ? ""
            : " (" + end.file() + ", offset " + end.faultAt() + ": " + end.fault() + ")";
    if (end.size() < signed) {
      throw new LedgerDamagedException(
          "the log can be read up to entry "
              + end.size()
              + " but a checkpoint was signed for "
              + signed
              + " entries"
              + fault);
    }
    if (end.fault() != null && !end.isTail()) {
      throw new LedgerDamagedException("the log has more after entry " + end.size() + fault);
    }
  }

  /** The mark if the state is of this log, null if the state is to be rebuilt. */
  private StateRows.@Nullable Mark usable(StateRows.Mark mark, SegmentLog.ScanEnd end) {
    if (mark.size() > end.size()) {
      throw new LedgerDamagedException(
          "the state has taken "
              + mark.size()
              + " entries but the log has "
              + end.size()
              + ": the log was set back");
    }
    return MerkleTree.root(mark.size(), tiles.tree()).equals(mark.root()) ? mark : null;
  }

  private Opened bringUp(StateStore state, StateRows.Mark mark, SegmentLog.ScanEnd end)
      throws IOException, SQLException {
    var chained = new ChainedState(state, mark.digest());
    var slots = CheckpointSlots.resume(disk, layout.checkpoint(), checkpoint);
    var stores = new Stores(log, slots, tiles.tree(), frontier, ids, state, chained);
    replay(stores, mark.size());
    var head = head(slots);
    var recovery =
        new Recovery(
            end.size(),
            end.fault() != null,
            end.size() - checkpoint.checkpoint().size(),
            end.size() - mark.size(),
            mark.size() == 0,
            tilesMissing);
    return new Opened(stores, tiles, head, lastMs, recovery);
  }

  private void replay(Stores stores, long from) throws IOException, SQLException {
    var replay = new Replay(machine, stores.chained(), from);
    var size = frontier.size();
    for (var at = from; at < size; ) {
      var next = Math.min(at + REPLAY_BATCH, size);
      replay.apply(log.range(at, next).stream().map(LedgerEntry::decode).toList());
      stores.state().commit(stores.mark(next, MerkleTree.root(next, tiles.tree())));
      at = next;
    }
  }

  /** Signs for entries that were durable before a crash kept their checkpoint from being so. */
  private Head head(CheckpointSlots slots) throws IOException {
    var last = checkpoint.checkpoint();
    if (signer.isPresent() && frontier.size() > last.size()) {
      var now = new Checkpoint(last.origin(), frontier.size(), frontier.root());
      slots.swap(last, SignedNote.sign(now.text(), signer.get()));
    }
    return Head.of(slots.last().note());
  }
}
