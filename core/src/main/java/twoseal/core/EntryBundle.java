package twoseal.core;

import java.util.ArrayList;
import java.util.List;

/** The bytes of an entry bundle (C2SP tlog-tiles): 1 to 256 entries, BE16(length) || bytes each. */
public final class EntryBundle {
  /** The longest entry that a bundle can hold. */
  public static final int ENTRY_BYTES_MAX = 65_535;

  private EntryBundle() {}

  /** The bytes of a bundle. */
  public static byte[] format(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > TilePath.FULL_WIDTH) {
      throw new IllegalArgumentException(entries.size() + " entries in a bundle");
    }
    var bundle = new ByteWriter();
    for (var entry : entries) {
      bundle.be16(entry.length).raw(entry);
    }
    return bundle.bytes();
  }

  /**
   * The entries of a bundle.
   *
   * @throws MalformedException unless the bytes are exactly {@code width} entries
   */
  public static List<byte[]> parse(byte[] bundle, int width) {
    var reader = new ByteReader(bundle);
    var entries = new ArrayList<byte[]>(width);
    for (var i = 0; i < width; i++) {
      entries.add(reader.raw(reader.be16()));
    }
    reader.end();
    return List.copyOf(entries);
  }
}
