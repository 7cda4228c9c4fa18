package twoseal.ledger;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import twoseal.core.EntryBundle;

/** The form of a record in a segment: BE32(length) || BE32(CRC32C of the entry) || entry. */
final class SegmentRecord {
  /** What stands before the entry. */
  static final int HEADER_BYTES = 2 * Integer.BYTES;

  private SegmentRecord() {}

  /** The bytes a record takes. */
  static int bytes(int entryBytes) {
    return HEADER_BYTES + entryBytes;
  }

  static void write(byte[] entry, ByteBuffer target) {
    if (entry.length == 0 || entry.length > EntryBundle.ENTRY_BYTES_MAX) {
      throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
    }
    target.putInt(entry.length).putInt(crc(entry)).put(entry);
  }

  static int crc(byte[] entry) {
    var crc = new CRC32C();
    crc.update(entry);
    return (int) crc.getValue();
  }
}
