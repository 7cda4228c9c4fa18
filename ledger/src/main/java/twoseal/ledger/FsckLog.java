package twoseal.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twoseal.core.Digest;
import twoseal.core.EntryBundle;
import twoseal.core.Frontier;
import twoseal.core.MalformedException;
import twoseal.core.MapState;
import twoseal.core.MerkleTree;
import twoseal.core.NoteKey;
import twoseal.core.State;
import twoseal.core.TilePath;
import twoseal.machine.Machine;

/**
 * The part of {@link Fsck} that follows the log from its first entry: everything that can be
 * derived from the entries is derived anew and compared with what is stored.
 */
final class FsckLog {
  private static final int REPLAY_BATCH = 1_024;
  private static final int PROGRESS_ENTRIES = 100_000;

  private final Disk disk;
  private final Layout layout;
  private final Findings findings;
  private final Fsck.Progress progress;
  private final List<CheckpointSlots.Slot> slots;
  private final FsckState state;
  private final SegmentLog log;
  private final TreeTiles tree;
  private final Frontier frontier = new Frontier();
  private final IdTable ids = new IdTable(new byte[0]);
  private final MapState map = new MapState();
  private final ChainedState chained = new ChainedState(map, Digest.ZERO);
  private final AskedBlobs blobs;
  private final Replay replay;
  private final List<LedgerEntry> toReplay = new ArrayList<>();
  private final List<byte[]> toBundle = new ArrayList<>();
  private @Nullable NoteKey logKey;
  private boolean isReplaying = true;
  private long lastMs;
  private long segments;
  private long tilesMissing;

  FsckLog(
      Disk disk,
      Layout layout,
      Findings findings,
      Fsck.Progress progress,
      List<CheckpointSlots.Slot> slots,
      FsckState state) {
    this.disk = disk;
    this.layout = layout;
    this.findings = findings;
    this.progress = progress;
    this.slots = slots;
    this.state = state;
    this.log = new SegmentLog(disk, layout, LedgerOptions.defaults());
    this.tree = new TreeTiles(disk, layout);
    this.blobs = new AskedBlobs(new FolderBlobs(disk, layout));
    this.replay = new Replay(new Machine(FastSignatures.best(), blobs), chained, 0);
  }

  void run() throws IOException {
    var files = disk.list(layout.log());
    segments = files.size();
    if (state.size() == 0) {
      state.compare(map, chained.digest(), MerkleTree.EMPTY_ROOT);
    }
    var end = log.scan(this::entry);
    replay();
    if (end.fault() != null) {
      fault(end, files);
    } else if (state.size() > end.size()) {
      findings.damagedEntry(
          layout.state(), end.size(), "the state has taken " + state.size() + " entries");
    }
  }

  long entries() {
    return frontier.size();
  }

  long segments() {
    return segments;
  }

  /** How many full tiles are not on disk. */
  long tilesMissing() {
    return tilesMissing;
  }

  @Nullable NoteKey logKey() {
    return logKey;
  }

  /** What the rules remember after the entries that were replayed. */
  State state() {
    return map;
  }

  Digest stateDigest() {
    return chained.digest();
  }

  private void entry(long index, byte[] bytes, Path file, long offset) {
    try {
      var entry = LedgerEntry.decode(bytes);
      toReplay.add(entry);
      var position = entry.position();
      if (position.index() != index || position.timeMs() < lastMs) {
        findings.damage(file, offset, index, "the position is not that of this entry");
      }
      lastMs = position.timeMs();
      var command = entry.command();
      if (index == 0) {
        logKey = CommandNotes.logKey(command);
      }
      requireNewId(CommandNotes.id(command), index, file, offset);
    } catch (MalformedException malformed) {
      findings.damage(file, offset, index, "the entry is malformed: " + malformed.getMessage());
      isReplaying = false;
    }
    var leafHash = MerkleTree.leafHash(bytes);
    frontier.append(leafHash);
    tree.append(leafHash);
    compareCheckpoints();
    toBundle.add(bytes);
    compareTiles();
    if (toReplay.size() == REPLAY_BATCH || frontier.size() == state.size()) {
      replay();
    }
    if (frontier.size() % PROGRESS_ENTRIES == 0) {
      progress.at("log", frontier.size());
    }
  }

  private void requireNewId(String id, long index, Path file, long offset) {
    var known =
        ids.find(
            id,
            candidate -> {
              try {
                return CommandNotes.id(LedgerEntry.decode(log.read(candidate)).command())
                    .equals(id);
              } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
              }
            });
    if (known >= 0) {
      findings.damage(file, offset, index, "the id is that of entry " + known);
    } else {
      ids.add(id, index);
    }
  }

  private void compareCheckpoints() {
    for (var slot : slots) {
      if (slot instanceof CheckpointSlots.Stored stored
          && stored.checkpoint().size() == frontier.size()
          && !stored.checkpoint().root().equals(frontier.root())) {
        findings.damagedEntry(
            layout.checkpoint(),
            frontier.size() - 1,
            "the log's root at size " + frontier.size() + " is not the checkpoint's");
      }
    }
  }

  private void compareTiles() {
    for (var path = tree.nextFull(); path != null; path = tree.nextFull()) {
      compare(path, tree.tile(path));
      if (path.level() == 0) {
        var bundle = new TilePath(TilePath.ENTRIES, path.index(), TilePath.FULL_WIDTH);
        compare(bundle, EntryBundle.format(toBundle));
        toBundle.clear();
      }
      tree.written();
    }
  }

  private void compare(TilePath path, byte[] derived) {
    var file = layout.tile(path);
    try {
      if (!disk.exists(file)) {
        tilesMissing++;
        return;
      }
      var differs = Arrays.mismatch(disk.readAll(file), derived);
      if (differs >= 0) {
        findings.damage(file, differs, firstEntry(path), "the tile is not the one of the log");
      }
    } catch (IOException failed) {
      findings.damage(file, "cannot be read: " + failed.getMessage());
    }
  }

  private static long firstEntry(TilePath path) {
    var level = path.isEntries() ? 0 : path.level();
    return path.index() << (TilePath.HEIGHT * (level + 1));
  }

  /** Replays what was gathered; at the first entry that does not answer as it did, no more. */
  private void replay() {
    if (!isReplaying || toReplay.isEmpty()) {
      toReplay.clear();
      return;
    }
    try {
      replay.apply(toReplay);
      if (replay.applied() == state.size()) {
        state.compare(map, chained.digest(), frontier.root());
      }
    } catch (LedgerDamagedException | IllegalStateException damaged) {
      var missing = blobs.missing();
      if (missing.isPresent()) {
        findings.damagedEntry(
            layout.blob(missing.get()), replay.applied(), missingFile(missing.get()));
      } else {
        findings.damagedEntry(layout.log(), replay.applied(), "" + damaged.getMessage());
      }
      isReplaying = false;
    }
    toReplay.clear();
  }

  private String missingFile(Digest file) {
    return "the file "
        + file.hex()
        + " that entry "
        + replay.applied()
        + " names is missing; entries from here on were not replayed";
  }

  /** The first fault in the log, and those of the files after it, each as far as it can be read. */
  private void fault(SegmentLog.ScanEnd end, List<Path> files) throws IOException {
    var what = end.fault() + "; entries from here on were not replayed";
    if (end.size() < signedSize() || !end.isTail()) {
      findings.damage(end.file(), end.faultAt(), end.size(), what);
    } else {
      findings.unfinished(end.file(), end.faultAt(), end.size(), what);
    }
    for (var file : files.subList(files.indexOf(end.file()) + 1, files.size())) {
      if (Layout.firstIndex(file) < 0) {
        findings.damage(file, "the file does not belong here");
      } else {
        structure(file);
      }
    }
  }

  private void structure(Path file) throws IOException {
    var reader = new SegmentReader(disk, file);
    var index = Layout.firstIndex(file);
    while (true) {
      switch (reader.next()) {
        case SegmentReader.Item.Entry _ -> index++;
        case SegmentReader.Item.End _ -> {
          return;
        }
        case SegmentReader.Item.Bad(var offset, var why) -> {
          findings.damage(file, offset, index, why);
          return;
        }
      }
    }
  }

  private long signedSize() {
    return CheckpointSlots.last(slots).map(s -> s.checkpoint().size()).orElse(0L);
  }
}
