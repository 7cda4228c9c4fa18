package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.EntryBundle;
import twoseal.core.Frontier;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.TilePath;
import twoseal.ledger.RestoreRefusedException.Why;
import twoseal.registry.RegistryCommand;

/**
 * Puts a backup in its ledger's place, if that does not fork the ledger ([SUC-7]): every witness is
 * heard first, and what the backup lacks is taken from peers or nothing is opened.
 */
public final class Restore {
  private static final int ID_BYTES = 16;
  private static final int NAMES_CHARACTERS_MAX = 500;

  private final Survey survey;
  private final Layout backup;
  private final Path target;
  private final Disk disk;
  private final LedgerOptions options;

  /**
   * What an operator says who goes on without having heard every witness; it goes on the ledger.
   *
   * @param person who signs the remark
   */
  public record Unwitnessed(String reason, Signer person, Signer log, Clock clock) {}

  /**
   * What was restored.
   *
   * @param fetched entries that were not in the backup
   */
  public record Restored(Checkpoint checkpoint, long fetched) {}

  private Restore(Survey survey, Path backup, Path target, LedgerOptions options) {
    this.survey = survey;
    this.backup = new Layout(backup);
    this.target = target;
    this.disk = options.disk();
    this.options = options;
  }

  /**
   * Restores a backup into a folder that is empty, not there, or left by a restore that did not
   * end. Until this returns, what lies there opens for nobody.
   *
   * @param survey of the same backup
   * @param files that fetched entries name by their digest and the backup does not have
   * @throws RestoreRefusedException if a witness was not heard and nobody answers for that, if
   *     entries are missing, or if the log forked
   */
  public static Restored run(
      Survey survey,
      Path backup,
      Path target,
      List<Path> files,
      Optional<Unwitnessed> unwitnessed,
      LedgerOptions options) {
    try {
      return new Restore(survey, backup, target, options).run(files, unwitnessed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Whether a folder is empty, not there, or left by an attempt that did not end. */
  public static boolean mayBegin(Path folder) throws IOException {
    var disk = new LocalDisk();
    return disk.exists(new Layout(folder).restoring())
        || (disk.list(folder).isEmpty() && !Files.isRegularFile(folder));
  }

  /**
   * Keeps checkpoints that contradict each other, in a folder beside the target.
   *
   * @throws RestoreRefusedException if there are any
   */
  public static void requireNoFork(Survey survey, Path target) {
    var fork = survey.contradictions();
    if (!fork.isEmpty()) {
      throw forked(target, fork);
    }
  }

  private Restored run(List<Path> files, Optional<Unwitnessed> unwitnessed) throws IOException {
    requireNoFork(survey, target);
    var unheard = survey.unheard();
    if (unwitnessed.isEmpty()) {
      survey.requireHeard();
    }
    var folder = UnfinishedFolder.begin(disk, target);
    try {
      var known = survey.largest();
      fill(folder, known, files);
      if (!unheard.isEmpty()) {
        remark(folder.layout(), unwitnessed.orElseThrow(), unheard);
      }
      folder.finish();
      return new Restored(known.checkpoint(), known.size() - survey.kept().size());
    } catch (RestoreRefusedException refused) {
      folder.abandon();
      throw refused;
    }
  }

  /** Writes log, blobs and, last, the checkpoint; then reads all of it and proves it. */
  private void fill(UnfinishedFolder folder, Survey.Claim known, List<Path> files)
      throws IOException {
    var kept = survey.kept();
    if (known.size() > kept.size()) {
      fetch(folder, known);
    } else {
      Backup.copyContents(disk, backup, folder.layout(), kept.checkpoint());
    }
    var blobs = new FolderBlobs(disk, folder.layout());
    blobs.start();
    for (var file : files) {
      try (var bytes = Files.newInputStream(file)) {
        blobs.put(bytes);
      }
    }
    CheckpointSlots.create(disk, folder.layout().checkpoint(), ownLine(known)).close();
    requireSound(folder.layout());
  }

  /** Tries one peer after the other, each from the backup's end on. */
  private void fetch(UnfinishedFolder folder, Survey.Claim known) throws IOException {
    var why = new ArrayList<>(survey.peerProblems());
    var peers = new ArrayList<>(survey.peers().entrySet());
    peers.sort(Comparator.comparing(peer -> peer.getKey().name()));
    for (var peer : peers) {
      if (peer.getValue().size() < known.size()) {
        why.add(peer.getKey().name() + ": has " + peer.getValue().size() + " entries");
        continue;
      }
      try {
        Backup.copyContents(disk, backup, folder.layout(), survey.kept().checkpoint());
        append(folder.layout(), peer.getKey(), peer.getValue().size(), known);
        return;
      } catch (PeerException failed) {
        why.add(peer.getKey().name() + ": " + failed.getMessage());
        folder.again();
      }
    }
    throw new RestoreRefusedException(Why.ENTRIES_MISSING, survey.kept().size(), known.size(), why);
  }

  /** What a peer shows is not what was signed, or not there. */
  private static final class PeerException extends Exception {
    private static final long serialVersionUID = 1;

    PeerException(String message, Throwable cause) {
      super(message, cause);
    }

    PeerException(String message) {
      super(message);
    }
  }

  private void append(Layout layout, LogSource peer, long peerSize, Survey.Claim known)
      throws IOException, PeerException {
    var frontier = new Frontier();
    var roots = new HashMap<Long, Digest>();
    try (var log = new SegmentLog(disk, layout, options)) {
      log.resume(
          log.scan((index, bytes, file, offset) -> frontier.append(MerkleTree.leafHash(bytes))));
      while (frontier.size() < known.size()) {
        var entries = entries(peer, frontier.size(), peerSize, known.size());
        log.append(entries);
        for (var entry : entries) {
          frontier.append(MerkleTree.leafHash(entry));
          roots.put(frontier.size(), frontier.root());
        }
        roots.keySet().removeIf(size -> !isShown(size));
      }
      log.finish();
    }
    requireRoots(known, roots);
  }

  private boolean isShown(long size) {
    return survey.claims().stream().anyMatch(claim -> claim.size() == size);
  }

  /** The entries are right if they lead to the root; then all that was shown must fit them. */
  private void requireRoots(Survey.Claim known, Map<Long, Digest> roots) throws PeerException {
    if (!known.checkpoint().root().equals(roots.get(known.size()))) {
      throw new PeerException("its entries do not lead to the root that was signed");
    }
    for (var claim : survey.claims()) {
      var root = roots.get(claim.size());
      if (root != null && !root.equals(claim.checkpoint().root())) {
        throw forked(target, List.of(known, claim));
      }
    }
  }

  /** The entries from an index to the end of its bundle. */
  private static List<byte[]> entries(LogSource peer, long from, long peerSize, long end)
      throws PeerException {
    var path = TilePath.entriesHolding(from, peerSize);
    try {
      var bundle = bundle(peer, path);
      if (bundle.stream().anyMatch(entry -> entry.length == 0)) {
        throw new MalformedException("entries that are not empty");
      }
      var first = (int) (from % TilePath.FULL_WIDTH);
      var left = (int) Math.min(bundle.size(), first + end - from);
      return bundle.subList(first, left);
    } catch (IOException | MalformedException failed) {
      throw new PeerException(path.text() + ": " + failed.getMessage(), failed);
    }
  }

  /** A peer that has grown since may have the full bundle only. */
  private static List<byte[]> bundle(LogSource peer, TilePath path) throws IOException {
    try {
      return EntryBundle.parse(peer.get(path.text()), path.width());
    } catch (IOException missing) {
      if (!path.isPartial()) {
        throw missing;
      }
      return EntryBundle.parse(peer.get(path.full().text()), TilePath.FULL_WIDTH);
    }
  }

  private static void requireSound(Layout layout) throws IOException {
    var report = Fsck.examine(layout.folder(), (part, done) -> {}).report();
    if (!report.isSound()) {
      throw new RestoreRefusedException(
          Why.ENTRIES_MISSING,
          0,
          report.entries(),
          report.findings().stream().map(Object::toString).toList());
    }
  }

  private void remark(Layout layout, Unwitnessed unwitnessed, List<String> unheard) {
    // What a network said may hold characters that no command may.
    var names = String.join("; ", unheard).replaceAll("[^ -~]", "?");
    var text =
        "Restored from a backup of "
            + survey.kept().size()
            + " entries without having heard every witness, because: "
            + unwitnessed.reason
            + " ("
            + names.substring(0, Math.min(names.length(), NAMES_CHARACTERS_MAX))
            + ")";
    var id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    var command = new RegistryCommand.Remark(Optional.empty(), Optional.empty(), text);
    var header = new Header(Bytes.hex(id), survey.logKey().name());
    var note = SignedNote.sign(command.text(header), unwitnessed.person);
    try (var ledger =
        EmbeddedLedger.openUnfinished(layout, unwitnessed.log, unwitnessed.clock, options)) {
      var receipt = ledger.submit(note.bytes());
      if (!receipt.accepted()) {
        throw new MalformedException("a remark that the rules accept: " + receipt.reason());
      }
    }
  }

  /** What a ledger stores of a checkpoint is the log key's line alone. */
  private SignedNote ownLine(Survey.Claim claim) {
    var key = survey.logKey();
    return new SignedNote(
        claim.note().text(), claim.note().signatures().stream().filter(key::isNamedBy).toList());
  }

  private static RestoreRefusedException forked(Path target, List<Survey.Claim> claims) {
    var name = target.getFileName() == null ? "ledger" : target.getFileName().toString();
    var folder = target.resolveSibling(name + "-fork");
    var files = new ArrayList<String>();
    try {
      Files.createDirectories(folder);
      for (var claim : claims) {
        var hash = Digest.sha256(claim.note().bytes()).hex().substring(0, 16);
        var file = folder.resolve(claim.size() + "-" + hash + ".checkpoint");
        if (!Files.exists(file)) {
          NewFile.write(new LocalDisk(), file, claim.note().bytes());
        }
        files.add(file + " (" + claim.source() + ")");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new RestoreRefusedException(Why.FORK, 0, 0, files);
  }
}
