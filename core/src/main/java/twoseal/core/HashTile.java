package twoseal.core;

import java.util.ArrayList;
import java.util.List;

/** The bytes of a hash tile (C2SP tlog-tiles): 1 to 256 hashes of 32 bytes, nothing between. */
public final class HashTile {
  private HashTile() {}

  /** The bytes of a tile. */
  public static byte[] format(List<Digest> hashes) {
    if (hashes.isEmpty() || hashes.size() > TilePath.FULL_WIDTH) {
      throw new IllegalArgumentException(hashes.size() + " hashes in a tile");
    }
    var tile = new byte[hashes.size() * Digest.BYTES];
    for (var i = 0; i < hashes.size(); i++) {
      hashes.get(i).writeTo(tile, i * Digest.BYTES);
    }
    return tile;
  }

  /**
   * The hashes of a tile.
   *
   * @throws MalformedException unless the bytes are exactly {@code width} hashes
   */
  public static List<Digest> parse(byte[] tile, int width) {
    requireWidth(tile, width);
    var hashes = new ArrayList<Digest>(width);
    for (var i = 0; i < width; i++) {
      hashes.add(Digest.at(tile, i * Digest.BYTES));
    }
    return List.copyOf(hashes);
  }

  /** Refuses a tile of another width. */
  static void requireWidth(byte[] tile, int width) {
    if (tile.length != width * Digest.BYTES) {
      throw new MalformedException("a tile of " + width + " hashes");
    }
  }
}
