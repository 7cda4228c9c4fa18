package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.Frontier;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.State;
import twoseal.ledger.RestoreRefusedException.Why;
import twoseal.registry.Registry;

/**
 * How far a log ever went ([SUC-7]): what a backup holds, checked from its first byte to its last,
 * and what witnesses and peers show beyond it. Changes nothing.
 */
public final class Survey {
  private final Layout backup;
  private final Disk disk;
  private final FsckReport report;
  private final State state;
  private final NoteKey logKey;
  private final Claim kept;
  private final List<Claim> claims = new ArrayList<>();
  private final List<NoteKey> cosignKeys;
  private final Set<String> heard = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> peerProblems = new ArrayList<>();
  private final Map<LogSource, Claim> peers = new HashMap<>();

  /**
   * A checkpoint that the log key signed.
   *
   * @param source who showed it
   * @param cosignatures that hold, by witnesses that the backup knows
   */
  public record Claim(
      String source, SignedNote note, Checkpoint checkpoint, List<Cosigned> cosignatures) {
    public Claim {
      cosignatures = List.copyOf(cosignatures);
    }

    public long size() {
      return checkpoint.size();
    }
  }

  /** A witness's cosignature that holds. */
  public record Cosigned(NoteKey key, SignatureLine line) {}

  private Survey(Disk disk, Layout backup, Fsck.Examined examined) throws IOException {
    this.disk = disk;
    this.backup = backup;
    this.report = examined.report();
    this.state = examined.state();
    var key = examined.logKey();
    if (!report.isSound() || key == null) {
      var found = report.findings().stream().map(Object::toString).toList();
      throw new RestoreRefusedException(Why.BACKUP_DAMAGED, 0, 0, found);
    }
    this.logKey = key;
    this.cosignKeys = cosignKeys(state);
    var note = Backup.checkpoint(disk, backup);
    this.kept =
        new Claim(backup.folder().toString(), note, Checkpoint.parse(note.text()), List.of());
  }

  /**
   * Reads a backup and asks around.
   *
   * @param peers who may show more of the log, each by its own last checkpoint
   * @throws RestoreRefusedException if the backup is damaged
   */
  public static Survey of(
      Path backup, List<LogSource> witnesses, List<LogSource> peers, Fsck.Progress progress) {
    var disk = new LocalDisk();
    var restoring = new Layout(backup).restoring();
    if (disk.exists(restoring)) {
      throw new RestoreRefusedException(
          Why.BACKUP_DAMAGED, 0, 0, List.of(restoring + ": it was not made to the end"));
    }
    try {
      var survey = new Survey(disk, new Layout(backup), Fsck.examine(backup, progress));
      witnesses.forEach(survey::askWitness);
      peers.forEach(survey::askPeer);
      return survey;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The path under which a witness shows the last checkpoint it cosigned of a log. */
  public static String witnessPath(String origin) {
    return "checkpoint/" + Digest.sha256(Bytes.utf8(origin)).hex();
  }

  /** What the rules remember after the backup's last entry. */
  public State state() {
    return state;
  }

  public NoteKey logKey() {
    return logKey;
  }

  /** The backup's own checkpoint. */
  public Claim kept() {
    return kept;
  }

  /** The largest checkpoint that anybody showed, with everybody's cosignatures of it. */
  public Claim largest() {
    var all = new ArrayList<>(claims);
    all.add(kept);
    var largest = all.stream().max(Comparator.comparingLong(Claim::size)).orElseThrow();
    var cosigned = new HashMap<String, Cosigned>();
    for (var claim : all) {
      if (claim.checkpoint.equals(largest.checkpoint)) {
        claim.cosignatures.forEach(c -> cosigned.put(c.key().format(), c));
      }
    }
    return new Claim(
        largest.source, largest.note, largest.checkpoint, List.copyOf(cosigned.values()));
  }

  /** Those who show entries, each with the checkpoint it shows. */
  Map<LogSource, Claim> peers() {
    return Map.copyOf(peers);
  }

  /** Whether the backup knows any witness: without one nobody can say how far the ledger went. */
  public boolean hasWitnesses() {
    return !cosignKeys.isEmpty();
  }

  /** Whom nobody heard and why, a line each; empty if every registered witness was heard. */
  public List<String> unheard() {
    var all = new ArrayList<>(problems);
    for (var key : cosignKeys) {
      if (!heard.contains(key.format())) {
        all.add(key.name() + ": no cosignature by this witness was shown");
      }
    }
    return all;
  }

  /**
   * Refuses to go on while a registered witness was not heard.
   *
   * @throws RestoreRefusedException naming those
   */
  public void requireHeard() {
    var unheard = unheard();
    if (!unheard.isEmpty()) {
      throw new RestoreRefusedException(Why.WITNESS_NOT_HEARD, 0, 0, unheard);
    }
  }

  /** Why peers show nothing, a line each. */
  List<String> peerProblems() {
    return List.copyOf(peerProblems);
  }

  /**
   * Holds every checkpoint that was shown against the backup and against the others.
   *
   * @return those that cannot stand together, two or more; empty if all can
   */
  List<Claim> contradictions() {
    var roots = roots();
    for (var claim : claims) {
      var root = roots.get(claim.size());
      if (root != null && !root.equals(claim.checkpoint.root())) {
        return List.of(kept, claim);
      }
      for (var other : claims) {
        if (other.size() == claim.size() && !other.checkpoint.equals(claim.checkpoint)) {
          return List.of(claim, other);
        }
      }
    }
    return List.of();
  }

  /** All that was shown: what lies beyond the backup is checked once it was fetched. */
  List<Claim> claims() {
    return List.copyOf(claims);
  }

  /** Some entries of the backup, in order. */
  public List<LedgerEntry> read(SortedSet<Long> indices) {
    var found = new ArrayList<LedgerEntry>();
    scan((index, bytes, file, offset) -> {
      if (indices.contains(index)) {
        found.add(LedgerEntry.decode(bytes));
      }
    });
    return found;
  }

  /** The backup's roots at the sizes that were shown. */
  private Map<Long, Digest> roots() {
    var sizes = claims.stream().map(Claim::size).collect(Collectors.toSet());
    var roots = new HashMap<Long, Digest>();
    var frontier = new Frontier();
    scan((index, bytes, file, offset) -> {
      if (index < kept.size()) {
        frontier.append(MerkleTree.leafHash(bytes));
        if (sizes.contains(frontier.size())) {
          roots.put(frontier.size(), frontier.root());
        }
      }
    });
    return roots;
  }

  private void scan(SegmentLog.Visitor visitor) {
    try (var log = new SegmentLog(disk, backup, LedgerOptions.defaults())) {
      log.scan(visitor);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void askWitness(LogSource witness) {
    try {
      var claim = claim(witness, witnessPath(logKey.name()));
      if (claim.cosignatures.isEmpty()) {
        throw new MalformedException("a cosignature by a witness that the backup knows");
      }
      claims.add(claim);
      claim.cosignatures.forEach(cosigned -> heard.add(cosigned.key().format()));
    } catch (IOException | MalformedException failed) {
      problems.add(witness.name() + ": " + failed.getMessage());
    }
  }

  private void askPeer(LogSource peer) {
    try {
      var claim = claim(peer, "checkpoint");
      claims.add(claim);
      peers.put(peer, claim);
    } catch (IOException | MalformedException failed) {
      peerProblems.add(peer.name() + ": " + failed.getMessage());
    }
  }

  /** What a source shows, once log key and all known witnesses are found to have signed it. */
  private Claim claim(LogSource source, String path) throws IOException {
    var note = SignedNote.parse(source.get(path));
    var checkpoint = Checkpoint.parse(note.text());
    if (!checkpoint.origin().equals(logKey.name()) || !note.isSignedBy(logKey, Ed25519.STRICT)) {
      throw new MalformedException("a checkpoint signed by " + logKey.format());
    }
    var cosigned = new ArrayList<Cosigned>();
    for (var finding : note.check(cosignKeys, Ed25519.STRICT)) {
      switch (finding) {
        case SignedNote.Finding.Holds(var line, var key) -> cosigned.add(new Cosigned(key, line));
        case SignedNote.Finding.Fails(var _, var key) ->
            throw new MalformedException("a cosignature of " + key.name() + " that holds");
        case SignedNote.Finding.Unknown _ -> {}
      }
    }
    return new Claim(source.name(), note, checkpoint, cosigned);
  }

  private static List<NoteKey> cosignKeys(State state) {
    return new Registry(state)
        .people().values().stream()
            .filter(Registry.PersonRow::active)
            .flatMap(person -> person.cosignKey().stream())
            .toList();
  }
}
