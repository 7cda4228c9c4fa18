package twoseal.server.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import twoseal.draw.CaseNumber;
import twoseal.draw.EntryNumber;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.list.EntryCode;
import twoseal.list.ListRoot;
import twoseal.list.PublicLine;

/**
 * A finished list, open for look-ups from any thread. A line costs a short read; a proof hashes a
 * block of it, one at a time.
 */
public final class OpenList implements AutoCloseable {
  private static final int NAME_FIELD = 2;
  private static final int NAME_FIELDS = 5;

  private final ListFolder folder;
  private final ListFiles files;
  private final SortedLines lines;
  private final Optional<CodeIndex> codes;

  private final Object namesLock = new Object();

  /** Guarded by its lock; read again where another file has taken the place of the one it is of. */
  private Optional<Names> names = Optional.empty();

  /** The file of names as it was when it was read. */
  private record Names(SortedLines lines, Optional<Object> file) {}

  private OpenList(
      ListFolder folder, ListFiles files, SortedLines lines, Optional<CodeIndex> codes) {
    this.folder = folder;
    this.files = files;
    this.lines = lines;
    this.codes = codes;
  }

  /**
   * Opens a finished folder; reads the list once.
   *
   * @throws twoseal.core.MalformedException if its files do not fit each other
   */
  public static OpenList open(Path path) throws IOException, InterruptedException {
    var folder = new ListFolder(path);
    var files = ListFiles.open(path);
    var list = files.summary().root();
    return new OpenList(
        folder, files, SortedLines.open(folder.publicLines(), list), CodeIndex.open(folder, list));
  }

  /** Its files. */
  public ListFolder folder() {
    return folder;
  }

  /** Groups, n, W and the root. */
  public ListRoot root() {
    return files.summary().root();
  }

  /** The public line of an entry. */
  public Optional<PublicLine> line(EntryNumber entry) throws IOException {
    return lines.find(entry).map(PublicLine::parse);
  }

  /** The masked name of an entry, while it may be published and was not erased. */
  public Optional<String> name(EntryNumber entry) throws IOException {
    synchronized (namesLock) {
      var now = names();
      return (now.isEmpty() ? Optional.<String>empty() : now.get().lines().find(entry))
          .map(line -> line.split(",", -1))
          .filter(fields -> fields.length == NAME_FIELDS)
          .map(fields -> fields[NAME_FIELD]);
    }
  }

  /** Which file has the names now: another one after each erasure, none where there are none. */
  Optional<Object> namesFile() throws IOException {
    return fileOf(folder.names());
  }

  /** An erased entry's line goes by putting another file in the place of the one that is open. */
  private Optional<Names> names() throws IOException {
    var file = fileOf(folder.names());
    if (names.isPresent() && file.equals(names.get().file())) {
      return names;
    }
    if (names.isPresent()) {
      names.get().lines().close();
      names = Optional.empty();
    }
    if (file.isPresent()) {
      names = Optional.of(new Names(SortedLines.open(folder.names(), root()), file));
    }
    return names;
  }

  /** Which file stands at a path, if one does. */
  private static Optional<Object> fileOf(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return Optional.of(
        List.of(
            Optional.ofNullable(attributes.fileKey()),
            attributes.lastModifiedTime(),
            attributes.size()));
  }

  /** Whether entries can be found by their codes: an index was made when the list was taken. */
  public boolean hasCodes() {
    return codes.isPresent();
  }

  /** The entry of an entry code; nothing also where the list has no index of codes. */
  public Optional<EntryNumber> entry(EntryCode code) {
    return codes.flatMap(index -> index.find(code));
  }

  /**
   * The public side of an entrant's proof ([LIST-13]).
   *
   * @throws twoseal.core.MalformedException if there is no such entry
   */
  public String proof(CaseNumber draw, EntryNumber entry) throws IOException {
    synchronized (files) {
      return files
          .proofText(draw.toString(), entry.group(), entry.number(), Optional.empty())
          .text();
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
    synchronized (namesLock) {
      if (names.isPresent()) {
        names.get().lines().close();
      }
    }
    synchronized (files) {
      files.close();
    }
  }
}
