package twoseal.verifier;

/** Something cannot be read, so nothing that rests on it can be checked. */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Sentence sentence;

  Malformed(Sentence sentence) {
    super(sentence.en());
    this.sentence = sentence;
  }

  /** What was found, and where. */
  public Sentence sentence() {
    return sentence;
  }
}
