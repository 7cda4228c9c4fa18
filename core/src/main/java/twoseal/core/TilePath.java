package twoseal.core;

import java.util.regex.Pattern;

/**
 * The name of a tile or entry bundle (C2SP tlog-tiles): {@code tile/<L>/<N>[.p/<W>]} or {@code
 * tile/entries/<N>[.p/<W>]}.
 *
 * @param level 0 to 63 for hashes, {@link #ENTRIES} for an entry bundle
 * @param index of the tile within its level
 * @param width how many hashes or entries it holds: 1 to 255 in a partial one, 256 in a full one
 */
public record TilePath(int level, long index, int width) {
  /** How many hashes or entries a full tile holds. */
  public static final int FULL_WIDTH = 256;

  /** The binary levels of the tree that one tile spans. */
  public static final int HEIGHT = 8;

  /** The level that stands for entry bundles. */
  public static final int ENTRIES = -1;

  private static final int LEVEL_MAX = 63;
  private static final int GROUP = 1000;
  private static final Pattern FORM =
      Pattern.compile(
          "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  public TilePath {
    if (level < ENTRIES || level > LEVEL_MAX || index < 0 || width < 1 || width > FULL_WIDTH) {
      throw new IllegalArgumentException("tile " + level + "/" + index + " of width " + width);
    }
  }

  /**
   * The hash tile at a level and index as a tree of the given size has it.
   *
   * @throws IllegalArgumentException where that tree has no such tile
   */
  public static TilePath hashes(int level, long index, long treeSize) {
    return new TilePath(level, index, widthIn(level, index, treeSize));
  }

  /**
   * The entry bundle that holds an entry as a tree of the given size has it.
   *
   * @throws IllegalArgumentException unless the tree holds the entry
   */
  public static TilePath entriesHolding(long entryIndex, long treeSize) {
    var index = entryIndex / FULL_WIDTH;
    if (entryIndex < 0 || entryIndex >= treeSize) {
      throw new IllegalArgumentException("entry " + entryIndex + " of " + treeSize);
    }
    return new TilePath(ENTRIES, index, widthIn(0, index, treeSize));
  }

  /** How many hashes of the level a tree of the given size has in the tile: 0 to 256. */
  public static int widthIn(int level, long index, long treeSize) {
    return (int) Math.clamp(fullTiles(level - 1, treeSize) - index * FULL_WIDTH, 0L, FULL_WIDTH);
  }

  /** How many full tiles a tree of the given size has at a level: the hashes of the next level. */
  public static long fullTiles(int level, long treeSize) {
    var shift = HEIGHT * (level + 1);
    return shift >= Long.SIZE ? 0 : treeSize >>> shift;
  }

  /**
   * Reads a path; only the form that {@link #text} writes.
   *
   * @throws MalformedException on any other
   */
  public static TilePath parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new MalformedException("a tile path");
    }
    var level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
    var width = parts.group(3) == null ? FULL_WIDTH : Integer.parseInt(parts.group(3));
    var digits = parts.group(2).replace("x", "").replace("/", "");
    var index = Bytes.parseDecimal(digits.replaceFirst("^0+(?=.)", ""), Long.MAX_VALUE);
    if (level > LEVEL_MAX || width < 1 || width > FULL_WIDTH) {
      throw new MalformedException("a tile path");
    }
    var path = new TilePath(level, index, width);
    // Leading zeros of level, width or groups, and a full tile written as partial.
    if (!path.text().equals(text)) {
      throw new MalformedException("a tile path without needless zeros");
    }
    return path;
  }

  /** Whether this is a bundle of entries and not a tile of hashes. */
  public boolean isEntries() {
    return level == ENTRIES;
  }

  /** Whether there is more to come in this tile. */
  public boolean isPartial() {
    return width < FULL_WIDTH;
  }

  /** The full tile or bundle in the same place. */
  public TilePath full() {
    return new TilePath(level, index, FULL_WIDTH);
  }

  /** The path, relative to the log's prefix. */
  public String text() {
    var groups = new StringBuilder(threeDigits(index % GROUP));
    for (var rest = index / GROUP; rest > 0; rest /= GROUP) {
      groups.insert(0, "x" + threeDigits(rest % GROUP) + "/");
    }
    return "tile/"
        + (isEntries() ? "entries" : Integer.toString(level))
        + "/"
        + groups
        + (isPartial() ? ".p/" + width : "");
  }

  private static String threeDigits(long number) {
    return Long.toString(GROUP + number).substring(1);
  }
}
