package twoseal.list;

/**
 * Why a proof does not hold ([LIST-9], [LIST-10], [LIST-13]), in the order in which it is looked
 * at.
 */
public enum ProofRefusal {
  LABEL("the line's group is not the group of the root"),
  NUMBER("the line's number is not the one asked for, or not one of the group"),
  ORDER("the lines do not stand in ascending order"),
  PATH_LENGTH("the proof has too few or too many nodes for its place"),
  SUM("a sum is below the number of leaves under it, or reaches 2^63"),
  ROOT("the proof does not lead to the group's root and sum"),
  START("the first ticket is not the one that groups and path give");

  private final String sentence;

  ProofRefusal(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in a sentence. */
  public String sentence() {
    return sentence;
  }
}
