package twoseal.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.server.http.Call;
import twoseal.server.http.Caller;
import twoseal.server.http.JsonText;
import twoseal.server.kept.DurableName;

/**
 * Who did what with the service: a line of JSON each, on the disk before the answer goes out. Of
 * people it holds usernames and addresses, nothing else. What is on the ledger is not repeated.
 */
public final class AuditLog implements AutoCloseable {
  static final String FILE = "audit.log";

  /** At this length a file gets a name with the number of its first line, and another begins. */
  static final long FILE_BYTES_MAX = 8 << 20;

  /** So many of them are kept beside the current one. */
  static final int FILES_MAX = 50;

  private static final int DETAIL_CHARACTERS_MAX = 500;
  private static final String NOBODY = "-";

  private final Path folder;
  private final InstantSource clock;
  private final long fileBytesMax;
  private final JsonText json = new JsonText();
  private FileChannel channel;
  private long next;
  private long first;

  /**
   * A line.
   *
   * @param number from 0, without gaps
   * @param who a username, or {@code -}
   * @param what a word such as {@code session.begun}
   */
  record Line(
      long number,
      long timeMs,
      String who,
      String what,
      Optional<String> about,
      Optional<String> detail,
      Optional<String> from) {}

  /** Opens the log of a folder; half a line that a crash left is cut. */
  public AuditLog(Path folder, InstantSource clock) {
    this(folder, clock, FILE_BYTES_MAX);
  }

  AuditLog(Path folder, InstantSource clock, long fileBytesMax) {
    this.folder = folder;
    this.clock = clock;
    this.fileBytesMax = fileBytesMax;
    try {
      this.channel = open();
      cutTail();
      var newest = rotated();
      var lines = lines(folder.resolve(FILE));
      var last = newest.isEmpty() ? List.<Line>of() : lines(newest.getLast());
      this.first =
          lines.isEmpty()
              ? (last.isEmpty() ? 0 : last.getLast().number() + 1)
              : lines.getFirst().number();
      this.next = first + lines.size();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes what a caller did. */
  public void record(Call call, String what, String about, String detail) {
    var who = call.caller().map(Caller::username).orElse(NOBODY);
    record(who, what, about, detail, call.remote());
  }

  /**
   * Writes a line; it is on the disk when this returns.
   *
   * @param about what it was done to; empty if that is plain
   * @param detail in words; empty if there are none
   * @param from the address; empty if it was the service itself
   */
  public synchronized void record(
      String who, String what, String about, String detail, String from) {
    try {
      if (channel.size() >= fileBytesMax) {
        rotate();
      }
      var line =
          new Line(
              next, clock.millis(), who, what, some(about), some(shortened(detail)), some(from));
      var bytes = ByteBuffer.wrap(Bytes.concat(json.write(line), new byte[] {'\n'}));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      next++;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Lines with smaller numbers than this, newest first. */
  synchronized List<Line> before(long number, int max) {
    var found = new ArrayList<Line>();
    var files = new ArrayList<>(rotated());
    files.add(folder.resolve(FILE));
    for (var file : files.reversed()) {
      if (found.size() >= max) {
        break;
      }
      lines(file).reversed().stream()
          .filter(line -> line.number() < number)
          .limit(max - found.size())
          .forEach(found::add);
    }
    return found;
  }

  /** The number of the next line. */
  synchronized long next() {
    return next;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }

  private FileChannel open() throws IOException {
    var file = folder.resolve(FILE);
    var options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(
            file,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : FileChannel.open(file, options);
  }

  private void cutTail() throws IOException {
    var bytes = Files.readAllBytes(folder.resolve(FILE));
    var whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    if (whole < bytes.length) {
      channel.truncate(whole);
      channel.force(true);
    }
  }

  private void rotate() throws IOException {
    channel.close();
    var name = String.format(Locale.ROOT, "audit-%012d.log", first);
    Files.move(folder.resolve(FILE), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    channel = open();
    DurableName.force(folder.resolve(FILE));
    first = next;
    var kept = rotated();
    for (var old : kept.subList(0, Math.max(0, kept.size() - FILES_MAX))) {
      Files.deleteIfExists(old);
    }
  }

  private List<Path> rotated() {
    try (var files = Files.newDirectoryStream(folder, "audit-*.log")) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      found.sort(Comparator.naturalOrder());
      return found;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A line that somebody else wrote is left out. */
  private List<Line> lines(Path file) {
    var found = new ArrayList<Line>();
    try {
      for (var line : Bytes.parseUtf8(Files.readAllBytes(file)).split("\n", -1)) {
        if (!line.isEmpty()) {
          read(line).ifPresent(found::add);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return found;
  }

  private Optional<Line> read(String line) {
    try {
      return Optional.of(json.read(Bytes.utf8(line), Line.class));
    } catch (MalformedException another) {
      return Optional.empty();
    }
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= DETAIL_CHARACTERS_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, DETAIL_CHARACTERS_MAX));
  }
}
