package twoseal.desk;

/** What the program leaves with; the numbers are part of its interface ([VER-28]). */
public final class Exit {
  /** Done, or: it holds. */
  public static final int OK = 0;

  /** The rules refuse it, or: it does not hold. */
  public static final int REFUSED = 1;

  /** The command line is not understood, or: the file is not a bundle. */
  public static final int USAGE = 2;

  /** The ledger cannot be used now. */
  public static final int LEDGER = 3;

  /** A file or another input cannot be used. */
  public static final int INPUT = 4;

  /** A mistake of the program itself. */
  public static final int BUG = 70;

  private Exit() {}
}
