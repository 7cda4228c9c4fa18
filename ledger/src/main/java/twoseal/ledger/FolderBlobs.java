package twoseal.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import twoseal.core.Digest;

/** Files named by their SHA-256, in 256 folders. A file is written once and never changed. */
final class FolderBlobs implements BlobStore {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final String INCOMING = "incoming";

  private final Disk disk;
  private final Layout layout;

  FolderBlobs(Disk disk, Layout layout) {
    this.disk = disk;
    this.layout = layout;
  }

  /** Clears away what an earlier process did not finish. */
  void start() throws IOException {
    disk.createFolders(incoming());
    for (var unfinished : disk.list(incoming())) {
      disk.delete(unfinished);
    }
  }

  /** Where files are written before their digest is known. */
  Path incoming() {
    return layout.blobs().resolve(INCOMING);
  }

  @Override
  public Digest put(byte[] bytes) {
    var digest = Digest.sha256(bytes);
    if (!has(digest)) {
      return put(new ByteArrayInputStream(bytes));
    }
    try {
      // Its name may stem from a crash that came before it was durable.
      disk.syncDirectory(NewFile.folderOf(layout.blob(digest)));
      return digest;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Digest put(InputStream bytes) {
    var unfinished = incoming().resolve(UUID.randomUUID() + Layout.UNFINISHED);
    try (var file = new NewFile(disk, unfinished)) {
      var hash = sha256();
      var chunk = new byte[CHUNK_BYTES];
      for (var count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
        hash.update(chunk, 0, count);
        file.append(ByteBuffer.wrap(chunk, 0, count));
      }
      var digest = Digest.of(hash.digest());
      var target = layout.blob(digest);
      disk.createFolders(NewFile.folderOf(target));
      file.rename(target);
      disk.syncDirectory(NewFile.folderOf(target));
      return digest;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public boolean has(Digest sha256) {
    return disk.exists(layout.blob(sha256));
  }

  @Override
  public byte[] read(Digest sha256) {
    requireHas(sha256);
    try {
      var bytes = disk.readAll(layout.blob(sha256));
      if (!Digest.sha256(bytes).equals(sha256)) {
        throw new IllegalStateException(layout.blob(sha256) + " changed");
      }
      return bytes;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public InputStream open(Digest sha256) {
    requireHas(sha256);
    try {
      return new Checked(sha256, disk.size(layout.blob(sha256)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Copies all files that are not yet there. */
  void copyTo(FolderBlobs other) throws IOException {
    other.start();
    for (var folder : disk.list(layout.blobs())) {
      for (var file : folder.equals(incoming()) ? List.<Path>of() : disk.list(folder)) {
        var digest = Digest.ofHex(file.getFileName().toString());
        if (!other.has(digest)) {
          try (var bytes = open(digest)) {
            other.put(bytes);
          }
        }
      }
    }
  }

  private void requireHas(Digest sha256) {
    if (!has(sha256)) {
      throw new IllegalStateException("no file with the SHA-256 " + sha256);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("a JDK without SHA-256", everyJdkHasIt);
    }
  }

  /** Hashes what it hands out, and compares before it says that it is at the end. */
  private final class Checked extends InputStream {
    private final Digest sha256;
    private final long size;
    private final MessageDigest hash = sha256();
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private long readTo;
    private boolean isChecked;

    Checked(Digest sha256, long size) {
      this.sha256 = sha256;
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!chunk.hasRemaining() && readTo < size) {
        var bytes =
            disk.read(layout.blob(sha256), readTo, (int) Math.min(CHUNK_BYTES, size - readTo));
        hash.update(bytes);
        readTo += bytes.length;
        chunk = ByteBuffer.wrap(bytes);
      }
      if (!chunk.hasRemaining()) {
        requireMatch();
        return -1;
      }
      var count = Math.min(length, chunk.remaining());
      chunk.get(target, offset, count);
      return count;
    }

    private void requireMatch() throws IOException {
      if (!isChecked && !Digest.of(hash.digest()).equals(sha256)) {
        throw new IOException(layout.blob(sha256) + " changed");
      }
      isChecked = true;
    }
  }
}
