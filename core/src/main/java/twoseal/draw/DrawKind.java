package twoseal.draw;

import twoseal.core.MalformedException;

/** A draw, or a rehearsal of one, which never becomes a draw ([DRAW-1]). */
public enum DrawKind {
  DRAW("draw", "D", "twoseal/draw/seed/1", 60, 7 * 86_400),
  REHEARSAL("rehearsal", "R", "twoseal/rehearsal/seed/1", 3, 10);

  private final String word;
  private final String letter;
  private final String seedSalt;
  private final long waitMinS;
  private final long overdueS;

  DrawKind(String word, String letter, String seedSalt, long waitMinS, long overdueS) {
    this.word = word;
    this.letter = letter;
    this.seedSalt = seedSalt;
    this.waitMinS = waitMinS;
    this.overdueS = overdueS;
  }

  /** The word in an announcement. */
  public String word() {
    return word;
  }

  /** The first letter of its case numbers. */
  public String letter() {
    return letter;
  }

  /** The salt of its seeds ([SEED-7]). */
  public String seedSalt() {
    return seedSalt;
  }

  /** By how many seconds delta exceeds margin at least ([DRAW-16], times). */
  public long waitMinS() {
    return waitMinS;
  }

  /** How long after its round a number has not come, in seconds ([DRAW-18]). */
  public long overdueS() {
    return overdueS;
  }

  /**
   * The kind of a word.
   *
   * @throws MalformedException for another word
   */
  public static DrawKind of(String word) {
    for (var kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new MalformedException("draw or rehearsal");
  }
}
