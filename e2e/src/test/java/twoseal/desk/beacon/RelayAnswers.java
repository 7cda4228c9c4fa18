package twoseal.desk.beacon;

/** What relays answer. */
public final class RelayAnswers {
  private RelayAnswers() {}

  /** The signature in an answer. */
  public static byte[] signature(byte[] answer) {
    return Relays.signature(answer);
  }
}
