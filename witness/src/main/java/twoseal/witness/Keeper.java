package twoseal.witness;

/** Who keeps a witness, and is told what happens. Called from any thread; must be quick. */
public interface Keeper {
  /** Something must be looked at. */
  void warn(Warning warning);

  /** A checkpoint was cosigned. */
  void cosigned(String origin, long size, long timeS);

  /** The log was given cosignatures up to a size. */
  void delivered(String origin, long size);

  /** A log cannot be read, or its cosignatures cannot be left there; told at every look. */
  void trouble(String origin, String why);
}
