package twoseal.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The real disk, with a place to step in at every operation that changes something. */
class WatchedDisk implements Disk {
  private final Disk disk = new LocalDisk();

  /** Does what a disk does, or something else. */
  protected int write(Path path, DiskFile file, ByteBuffer bytes, long offset) throws IOException {
    return file.write(bytes, offset);
  }

  protected void truncate(Path path, DiskFile file, long size) throws IOException {
    file.truncate(size);
  }

  protected void sync(Path path, DiskFile file) throws IOException {
    file.sync();
  }

  @Override
  public DiskFile open(Path path) throws IOException {
    return new Watched(path, disk.open(path));
  }

  @Override
  public byte[] read(Path file, long offset, int length) throws IOException {
    return disk.read(file, offset, length);
  }

  @Override
  public boolean exists(Path path) {
    return disk.exists(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return disk.size(file);
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    disk.createFolders(folder);
  }

  @Override
  public void syncDirectory(Path folder) throws IOException {
    disk.syncDirectory(folder);
  }

  /** A file that asks first. */
  private final class Watched implements DiskFile {
    private final Path path;
    private final DiskFile file;

    Watched(Path path, DiskFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes, long offset) throws IOException {
      return WatchedDisk.this.write(path, file, bytes, offset);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      WatchedDisk.this.truncate(path, file, size);
    }

    @Override
    public void sync() throws IOException {
      WatchedDisk.this.sync(path, file);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
