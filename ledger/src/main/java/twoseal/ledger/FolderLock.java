package twoseal.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a ledger's folder to one owner. The operating system's lock ends with the process however
 * it ends; beside it stands who holds it, for people, and because that lock does not tell two
 * owners within one process apart.
 */
final class FolderLock implements AutoCloseable {
  private final Layout layout;
  private final FileChannel channel;

  private FolderLock(Layout layout, FileChannel channel) {
    this.layout = layout;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws LedgerLockedException naming the process that has it
   */
  static FolderLock take(Layout layout) throws IOException {
    // Closing any channel on the lock file would end this process's lock on it: look before.
    if (holder(layout).equals(thisProcess())) {
      throw new LedgerLockedException(layout.folder(), thisProcess());
    }
    var channel =
        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return take(layout, channel, false);
  }

  /** Keeps owners out while the folder is only read, wherever the folder has a lock to take. */
  static FolderLock share(Layout layout) throws IOException {
    if (holder(layout).equals(thisProcess())) {
      throw new LedgerLockedException(layout.folder(), thisProcess());
    }
    return take(layout, FileChannel.open(layout.lock(), StandardOpenOption.READ), true);
  }

  private static FolderLock take(Layout layout, FileChannel channel, boolean isShared)
      throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock(0, Long.MAX_VALUE, isShared);
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
    if (lock == null) {
      channel.close();
      throw new LedgerLockedException(layout.folder(), holder(layout));
    }
    if (!isShared) {
      Files.writeString(layout.holder(), thisProcess());
    }
    return new FolderLock(layout, channel);
  }

  @Override
  public void close() throws IOException {
    // The channel of a reader did not write the holder.
    if (holder(layout).equals(thisProcess())) {
      Files.deleteIfExists(layout.holder());
    }
    channel.close();
  }

  private static String holder(Layout layout) throws IOException {
    var file = layout.holder();
    return Files.exists(file) ? Files.readString(file) : "unknown";
  }

  /** A process number comes again, on other days or in other containers; not with its start. */
  private static String thisProcess() {
    var process = ProcessHandle.current();
    var start = process.info().startInstant().map(Object::toString).orElse("an unknown time");
    return process.pid() + " (started " + start + ")";
  }
}
