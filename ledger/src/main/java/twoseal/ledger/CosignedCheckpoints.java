package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import twoseal.core.Checkpoint;
import twoseal.core.Cosignature;
import twoseal.core.MalformedException;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.machine.Command;

/**
 * Checkpoints with witnesses' cosignatures, one file for each size, in the form that a bundle holds
 * ([BUN-4]): the log's line first, then one line for each cosign-key, its earliest, ascending. What
 * is kept is the caller's to check; here it is only put in order. One process writes a folder;
 * others may read it.
 */
public final class CosignedCheckpoints {
  /** The largest size of a checkpoint that is kept: what twelve digits hold. */
  public static final long SIZE_MAX = 999_999_999_999L;

  private static final Pattern NAME = Pattern.compile("x?([0-9]{3})");
  private static final int GROUPS = 4;
  private static final int GROUP = 1_000;

  private final Disk disk = new LocalDisk();
  private final Path folder;

  /** Those in a folder, which need not be there yet. */
  public CosignedCheckpoints(Path folder) {
    this.folder = folder;
  }

  /** Those that the log of a ledger's folder was given. */
  public static CosignedCheckpoints ofLedger(Path ledgerFolder) {
    return new CosignedCheckpoints(new Layout(ledgerFolder).cosigned());
  }

  /**
   * Keeps a checkpoint's cosignatures, durably, with those already kept of this checkpoint.
   *
   * @param note the log's line first, then at least one cosignature
   * @return whether any of it was new
   * @throws MalformedException if another checkpoint of this size is kept
   */
  public synchronized boolean add(SignedNote note) {
    var size = Checkpoint.parse(note.text()).size();
    var known = find(size);
    if (known.isPresent() && !known.get().text().equals(note.text())) {
      throw new MalformedException("the checkpoint of size " + size + " that is kept");
    }
    var lines = known.map(SignedNote::signatures).orElse(List.of(note.signatures().getFirst()));
    var merged = merged(lines, note.signatures().subList(1, note.signatures().size()));
    if (merged.equals(lines) && known.isPresent()) {
      return false;
    }
    var file = file(size);
    try {
      disk.createFolders(NewFile.folderOf(file));
      NewFile.write(disk, file, new SignedNote(note.text(), merged).bytes());
      return true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The checkpoint of a size with its cosignatures. */
  public Optional<SignedNote> find(long size) {
    var file = file(size);
    if (!disk.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedNote.parse(disk.readAll(file)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The sizes from one on, ascending. */
  public Stream<Long> sizes(long from) {
    return walk(folder, 0, GROUPS, Comparator.naturalOrder(), from);
  }

  /** The largest size. */
  public Optional<Long> last() {
    return walk(folder, 0, GROUPS, Comparator.<Path>naturalOrder().reversed(), 0).findFirst();
  }

  private Stream<Long> walk(
      Path in, long above, int groupsLeft, Comparator<Path> order, long from) {
    var span = 1L;
    for (var i = 1; i < groupsLeft; i++) {
      span *= GROUP;
    }
    var each = span;
    return children(in).stream()
        .sorted(order)
        .flatMap(child -> {
          var at = above * GROUP + number(child);
          if ((at + 1) * each <= from) {
            return Stream.empty();
          }
          return groupsLeft == 1 ? Stream.of(at) : walk(child, at, groupsLeft - 1, order, from);
        });
  }

  private List<Path> children(Path in) {
    try {
      return disk.list(in).stream()
          .filter(child -> NAME.matcher(child.getFileName().toString()).matches())
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static long number(Path child) {
    var name = child.getFileName().toString();
    return Long.parseLong(name.substring(name.length() - 3));
  }

  /** As tiles are named, so that no folder gets large: x000/x000/x012/345. */
  private Path file(long size) {
    var digits = String.format(Locale.ROOT, "%012d", size);
    if (size < 0 || size > SIZE_MAX) {
      throw new IllegalArgumentException("size " + size);
    }
    return folder
        .resolve("x" + digits.substring(0, 3))
        .resolve("x" + digits.substring(3, 6))
        .resolve("x" + digits.substring(6, 9))
        .resolve(digits.substring(9));
  }

  private static List<SignatureLine> merged(
      List<SignatureLine> kept, List<SignatureLine> cosignatures) {
    var byKey = new TreeMap<SignatureLine, SignatureLine>(Command::compare);
    Stream.concat(kept.subList(1, kept.size()).stream(), cosignatures.stream())
        .forEach(line -> byKey.merge(line, line, CosignedCheckpoints::earlier));
    return Stream.concat(Stream.of(kept.getFirst()), byKey.values().stream()).toList();
  }

  private static SignatureLine earlier(SignatureLine left, SignatureLine right) {
    return Cosignature.timeS(right) < Cosignature.timeS(left) ? right : left;
  }

  /** Whether a file belongs in such a folder. */
  static boolean isOne(Path folder, Path file) {
    try {
      var note = SignedNote.parse(Files.readAllBytes(file));
      var size = Checkpoint.parse(note.text()).size();
      return new CosignedCheckpoints(folder).file(size).equals(file);
    } catch (IOException | MalformedException unreadable) {
      return false;
    }
  }
}
