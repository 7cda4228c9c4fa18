package twoseal.core;

/**
 * The state of a log as it signs it (C2SP tlog-checkpoint), without extension lines: we write none
 * and accept none, since no monitor could audit them.
 *
 * @param origin the log's identity, one line
 * @param size how many entries there are
 * @param root of the tree over them
 */
public record Checkpoint(String origin, long size, Digest root) {
  /**
   * @throws MalformedException on an origin that is empty or not one line of note text
   */
  public Checkpoint {
    if (origin.isEmpty() || origin.contains("\n")) {
      throw new MalformedException("an origin of one line");
    }
    SignedNote.requireText(origin + "\n");
    if (size < 0) {
      throw new IllegalArgumentException("tree size " + size);
    }
  }

  /**
   * Reads the text of a checkpoint's note.
   *
   * @throws MalformedException on anything but what {@link #text} writes
   */
  public static Checkpoint parse(String text) {
    var lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new MalformedException("three lines: origin, size, root");
    }
    return new Checkpoint(lines[0], size(lines[1]), root(lines[2]));
  }

  /** The note text: origin, size in decimal, root in base64, a line each. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  private static long size(String line) {
    try {
      return Bytes.parseDecimal(line, Long.MAX_VALUE);
    } catch (MalformedException malformed) {
      throw malformed.atLine(2);
    }
  }

  private static Digest root(String line) {
    try {
      return Digest.ofBase64(line);
    } catch (MalformedException malformed) {
      throw malformed.atLine(3);
    }
  }
}
