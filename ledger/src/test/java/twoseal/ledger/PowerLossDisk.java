package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk whose power fails at one operation: that write is torn, everything after fails, and {@link
 * #lose} then takes back, page by page and name by name as a coin falls, what was never synced.
 */
final class PowerLossDisk extends WatchedDisk {
  private static final int PAGE = 512;

  private final Random random;
  private final long failsAt;
  private final Map<Path, Before> before = new HashMap<>();
  private final Deque<Name> names = new ArrayDeque<>();
  private long operations;

  /** What a file was when it was last synced. */
  private static final class Before {
    private final long size;
    private final TreeMap<Long, byte[]> pages = new TreeMap<>();

    Before(long size) {
      this.size = size;
    }
  }

  /** A name that a folder was not synced for; from is null where the file is new. */
  private record Name(Path to, Path from, boolean isNew) {}

  PowerLossDisk(long seed, long failsAt) {
    this.random = new Random(seed);
    this.failsAt = failsAt;
  }

  /** Whether the power failed. */
  synchronized boolean isOff() {
    return operations > failsAt;
  }

  @Override
  public synchronized DiskFile open(Path path) throws IOException {
    step();
    if (!exists(path)) {
      names.push(new Name(path, path, true));
    }
    return super.open(path);
  }

  @Override
  protected synchronized int write(Path path, DiskFile file, ByteBuffer bytes, long offset)
      throws IOException {
    remember(path, offset, offset + bytes.remaining());
    if (operations == failsAt) {
      // Often within the first lines, where a slot of zeros has what counts.
      var max = random.nextBoolean() ? Math.min(bytes.remaining(), 200) : bytes.remaining();
      var torn = bytes.slice(bytes.position(), random.nextInt(max + 1));
      if (torn.hasRemaining()) {
        super.write(path, file, torn, offset);
      }
    }
    step();
    return super.write(path, file, bytes, offset);
  }

  @Override
  protected synchronized void truncate(Path path, DiskFile file, long size) throws IOException {
    step();
    remember(path, size, Math.max(size, file.size()));
    super.truncate(path, file, size);
  }

  @Override
  protected synchronized void sync(Path path, DiskFile file) throws IOException {
    step();
    before.remove(path);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    step();
    super.rename(from, to);
    var unsynced = before.remove(from);
    if (unsynced != null) {
      before.put(to, unsynced);
    }
    // A new file under its last name: both go together or not at all.
    names.removeIf(name -> name.isNew && name.to.equals(from));
    names.push(new Name(to, from, false));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    step();
    super.delete(file);
    names.removeIf(name -> name.to.equals(file));
    before.remove(file);
  }

  @Override
  public synchronized void createFolders(Path folder) throws IOException {
    step();
    super.createFolders(folder);
  }

  @Override
  public synchronized void syncDirectory(Path folder) throws IOException {
    step();
    names.removeIf(name -> NewFile.folderOf(name.to).equals(folder));
  }

  /** Takes back what was not synced, all or some of it. */
  synchronized void lose() {
    try {
      for (var file : before.entrySet()) {
        if (Files.exists(file.getKey())) {
          lose(file.getKey(), file.getValue());
        }
      }
      for (var name : names) {
        if (random.nextBoolean() && Files.exists(name.to)) {
          if (name.isNew) {
            Files.delete(name.to);
          } else {
            Files.move(name.to, name.from);
          }
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void lose(Path path, Before then) throws IOException {
    var keepsSize = random.nextBoolean();
    try (var file = java.nio.channels.FileChannel.open(path, StandardOpenOption.WRITE)) {
      var now = file.size();
      for (var page : then.pages.entrySet()) {
        if (random.nextBoolean()) {
          file.write(ByteBuffer.wrap(page.getValue()), page.getKey() * PAGE);
        }
      }
      file.truncate(keepsSize ? now : then.size);
    }
  }

  /** Keeps the pages of a range as they were when the file was last synced. */
  private void remember(Path path, long from, long to) throws IOException {
    var size = size(path);
    var then = before.computeIfAbsent(path, _ -> new Before(size));
    for (var page = from / PAGE; page * PAGE < to; page++) {
      if (!then.pages.containsKey(page)) {
        var at = page * PAGE;
        var length = Math.clamp(size - at, 0, PAGE);
        var bytes = length == 0 ? new byte[0] : read(path, at, length);
        then.pages.put(page, Arrays.copyOf(bytes, PAGE));
      }
    }
  }

  private void step() throws IOException {
    if (operations++ >= failsAt) {
      throw new IOException("no power");
    }
  }
}
