package twoseal.server.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import twoseal.server.http.Problem;

/**
 * Room on the disk, which lists share with the ledger: a list must not take what a draw that is
 * under way needs.
 */
final class Room {
  /** What a list leaves to everything else. */
  static final long RESERVE_BYTES = 256L << 20;

  /**
   * The file itself, the finished list and what is needed in between, measured with short lines:
   * most of it are two digests for each line.
   */
  private static final int CSV_FACTOR = 12;

  /** A workbook is compressed. */
  private static final int XLSX_FACTOR = 40;

  private final Free free;

  /** Bytes that are free. */
  interface Free {
    long bytes() throws IOException;
  }

  /** The disk is full, or nearly. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1;

    private FullException(long left) {
      super(left + " bytes are left on the disk");
    }
  }

  Room(Free free) {
    this.free = free;
  }

  /** On the disk that has a folder. */
  static Room around(Path folder) throws IOException {
    var disk = Files.getFileStore(folder);
    return new Room(disk::getUsableSpace);
  }

  /**
   * Refuses a file for which there is no room.
   *
   * @throws Problem 409
   */
  void requireFor(String fileName, long bytes) throws IOException {
    var isXlsx = fileName.toLowerCase(Locale.ROOT).endsWith(".xlsx");
    var left = free.bytes();
    var needed = Math.multiplyExact(bytes, isXlsx ? XLSX_FACTOR : CSV_FACTOR) + RESERVE_BYTES;
    if (left < needed) {
      throw new Problem(409, "list.no-room", left >> 20, needed >> 20);
    }
  }

  /**
   * Stops a list that has turned out longer than there is room.
   *
   * @throws FullException if only the reserve is left
   */
  void requireReserve() throws FullException, IOException {
    var left = free.bytes();
    if (left < RESERVE_BYTES) {
      throw new FullException(left);
    }
  }
}
