package twoseal.verifier;

/** The three verdicts, from the least to the most, [VER-1]. */
public enum Verdict {
  REFUSED("不成立", "refused"),
  RECOMPUTED("已复算", "recomputed"),
  PROVED("已证明", "proved");

  private final Sentence word;

  Verdict(String zh, String en) {
    word = new Sentence(zh, en);
  }

  /** The verdict's one word. */
  public Sentence word() {
    return word;
  }
}
