package twoseal.desk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.UUID;

/** Files that are there whole or not at all: written beside, forced to the disk, then named. */
public final class NewFile {
  private NewFile() {}

  /** Who may read a file. */
  public enum Access {
    ANYONE("rw-r--r--"),
    OWNER("rw-------");

    private final String mode;

    Access(String mode) {
      this.mode = mode;
    }
  }

  /**
   * Writes a file that is not there yet.
   *
   * @throws Complaint if something is there already; it stays as it is
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, byte[] bytes, Access access) throws IOException {
    var beside = writeBeside(file, bytes, access);
    try {
      link(file, beside);
    } catch (FileAlreadyExistsException there) {
      throw Complaint.input("complaint.file-exists", file).because(there);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * Makes sure that nothing is lost by writing a file, before the work whose result it gets.
   *
   * @throws Complaint if something is there already
   */
  public static void requireNone(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Complaint.input("complaint.file-exists", file);
    }
  }

  /**
   * Puts new content in the place of a file at once.
   *
   * @throws IOException if it cannot be written; the old content is then still there
   */
  public static void replace(Path file, byte[] bytes, Access access) throws IOException {
    var beside = writeBeside(file, bytes, access);
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** Failures name the file that was asked for, not the one beside it. */
  private static Path writeBeside(Path file, byte[] bytes, Access access) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Complaint.input("complaint.no-folder", file);
    }
    var beside = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      write(bytes, open(beside, access));
      return beside;
    } catch (NoSuchFileException notHere) {
      throw Complaint.input("complaint.file-not-made", file).because(notHere);
    } catch (IOException failed) {
      Files.deleteIfExists(beside);
      throw named(file, failed);
    }
  }

  private static IOException named(Path file, IOException failed) {
    var named =
        switch (failed) {
          case AccessDeniedException _ -> new AccessDeniedException(file.toString());
          case FileSystemException other ->
              new FileSystemException(file.toString(), null, other.getReason());
          default -> new FileSystemException(file.toString(), null, failed.getMessage());
        };
    named.initCause(failed);
    return named;
  }

  private static void write(byte[] bytes, FileChannel opened) throws IOException {
    try (var channel = opened) {
      var left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static FileChannel open(Path file, Access access) throws IOException {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (!isPosix(file)) {
      return FileChannel.open(file, options);
    }
    var mode = PosixFilePermissions.fromString(access.mode);
    return FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(mode));
  }

  /** A second name, unlike a rename, never takes the place of a file that is there. */
  private static void link(Path file, Path beside) throws IOException {
    try {
      Files.createLink(file, beside);
    } catch (FileAlreadyExistsException there) {
      throw there;
    } catch (UnsupportedOperationException | IOException noLinksHere) {
      Files.move(beside, file);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
