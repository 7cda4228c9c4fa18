package twoseal.verifier;

/** The three verdicts, from the least to the most, [VER-1]. */
public enum Verdict {
  REFUSED("不成立", "refused"),
  RECOMPUTED("已复算", "recomputed"),
  PROVED("已证明", "proved");

  private final String zh;
  private final String en;

  Verdict(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The verdict's one word. */
  public Sentence word() {
    return new Sentence(zh, en);
  }
}
