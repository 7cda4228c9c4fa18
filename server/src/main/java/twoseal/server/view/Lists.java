package twoseal.server.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.PublishList;
import twoseal.intake.ListFolder;
import twoseal.intake.ListSummary;

/**
 * The lists beside the ledger: {@code <draw>/<id>/list/} is the folder of a taken list. Which of
 * them is an attempt's, the root on the ledger alone says.
 */
public final class Lists implements AutoCloseable {
  private static final String LIST = "list";

  private final Path folder;
  private final Map<Named, OpenList> open = new HashMap<>();

  /** A list as the ledger names it. */
  private record Named(CaseNumber draw, Digest root) {}

  /**
   * The lists in a folder.
   *
   * @throws IOException if it cannot be made
   */
  public Lists(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /**
   * The folder of an attempt's final list.
   *
   * @param file the attempt
   */
  public Optional<Path> last(CaseFile file) throws IOException {
    var root = file.list().map(list -> list.list().root());
    return root.isEmpty() ? Optional.empty() : withRoot(file.number(), root.get());
  }

  /** The folder of a taken list of a draw by its root. */
  public Optional<Path> withRoot(CaseNumber draw, Digest root) throws IOException {
    var of = of(draw);
    if (!Files.isDirectory(of)) {
      return Optional.empty();
    }
    try (var folders = Files.list(of)) {
      return folders
          .map(path -> path.resolve(LIST))
          .sorted()
          .filter(path -> isOf(path, root))
          .findFirst();
    }
  }

  /** The folders of the final lists of a case, by attempt, as far as they are here. */
  public Map<Integer, Path> byAttempt(CaseFile current) throws IOException {
    var found = new HashMap<Integer, Path>();
    for (var k = 1; k <= current.attempts(); k++) {
      var attempt = current.at(k);
      if (attempt.isPresent()) {
        var path = last(attempt.get());
        if (path.isPresent()) {
          found.put(k, path.get());
        }
      }
    }
    return found;
  }

  /**
   * When something of a case's final lists changed last, such as by the erasure of an entry; what
   * was made of their names before is out of date.
   */
  long changedMs(CaseFile current) throws IOException {
    var changedMs = 0L;
    for (var path : byAttempt(current).values()) {
      changedMs = Math.max(changedMs, Files.getLastModifiedTime(path).toMillis());
    }
    return changedMs;
  }

  /**
   * An attempt's final list, open; opened once.
   *
   * @throws MalformedException if its files do not fit each other
   */
  public Optional<OpenList> open(CaseFile file) throws IOException, InterruptedException {
    var published = file.list();
    if (published.isEmpty()) {
      return Optional.empty();
    }
    var named = new Named(file.number(), published.get().list().root());
    synchronized (open) {
      var known = Optional.ofNullable(open.get(named));
      if (known.isPresent()) {
        return known;
      }
      var path = last(file);
      if (path.isEmpty()) {
        return Optional.empty();
      }
      var opened = OpenList.open(path.get());
      open.put(named, opened);
      return Optional.of(opened);
    }
  }

  /** A published list that is not the final one, such as the draft, by its block on the ledger. */
  public Optional<Path> of(PublishList published) throws IOException {
    return withRoot(published.draw(), published.list().root());
  }

  @Override
  public void close() throws IOException {
    synchronized (open) {
      for (var list : open.values()) {
        list.close();
      }
      open.clear();
    }
  }

  private Path of(CaseNumber draw) {
    return folder.resolve(draw.toString());
  }

  private static boolean isOf(Path path, Digest root) {
    var summary = new ListFolder(path).summary();
    try {
      return Files.isRegularFile(summary)
          && ListSummary.parse(Bytes.parseUtf8(Files.readAllBytes(summary)))
              .root()
              .digest()
              .equals(root);
    } catch (IOException | MalformedException unreadable) {
      return false;
    }
  }
}
