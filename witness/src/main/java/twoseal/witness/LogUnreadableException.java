package twoseal.witness;

/** The log did not give what was asked, or gave what cannot be its own; perhaps it does later. */
public final class LogUnreadableException extends Exception {
  LogUnreadableException(String why) {
    super(why);
  }

  LogUnreadableException(String why, Throwable cause) {
    super(why, cause);
  }
}
