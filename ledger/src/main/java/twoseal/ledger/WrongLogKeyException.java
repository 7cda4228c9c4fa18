package twoseal.ledger;

/**
 * The key that was given is not the one that signs this ledger's checkpoints; nothing is wrong with
 * what is stored.
 */
public final class WrongLogKeyException extends RuntimeException {
  private final String given;
  private final String needed;

  WrongLogKeyException(String given, String needed) {
    super("signed by " + needed + ", not by " + given);
    this.given = given;
    this.needed = needed;
  }

  /** Name and id of the key that was given. */
  public String given() {
    return given;
  }

  /** Name and id of the key that is needed. */
  public String needed() {
    return needed;
  }
}
