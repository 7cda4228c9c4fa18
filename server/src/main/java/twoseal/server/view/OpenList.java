package twoseal.server.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Optional<SortedLines> names;
  private final Optional<CodeIndex> codes;

  private OpenList(
      ListFolder folder,
      ListFiles files,
      SortedLines lines,
      Optional<SortedLines> names,
      Optional<CodeIndex> codes) {
    this.folder = folder;
    this.files = files;
    this.lines = lines;
    this.names = names;
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
        folder,
        files,
        SortedLines.open(folder.publicLines(), list),
        Files.exists(folder.names())
            ? Optional.of(SortedLines.open(folder.names(), list))
            : Optional.empty(),
        CodeIndex.open(folder, list));
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

  /** The masked name of an entry, while it may be published. */
  public Optional<String> name(EntryNumber entry) throws IOException {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return names
        .get()
        .find(entry)
        .map(line -> line.split(",", -1))
        .filter(fields -> fields.length == NAME_FIELDS)
        .map(fields -> fields[NAME_FIELD]);
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
    if (names.isPresent()) {
      names.get().close();
    }
    synchronized (files) {
      files.close();
    }
  }
}
