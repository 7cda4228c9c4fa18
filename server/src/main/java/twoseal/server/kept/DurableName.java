package twoseal.server.kept;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file's name on the disk, besides its bytes. */
public final class DurableName {
  private DurableName() {}

  /** Without it, a name may be lost with the power although the bytes are there. */
  public static void force(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
