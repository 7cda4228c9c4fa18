package twoseal.desk.keys;

/**
 * What guessing the passphrase of a key file costs. The JDK takes it from properties of the process
 * alone, so it is set at the start of the program, and lowered by a command that needs none; tests
 * do without. Apart from {@link KeyFile}, whose libraries take long to load.
 */
public final class GuessingCost {
  /** How often a passphrase is hashed before it opens a file. */
  private static final int ITERATIONS = 300_000;

  /** Where guessing is hopeless, or not needed. */
  private static final int FEW_ITERATIONS = 1_000;

  private GuessingCost() {}

  /** Makes the key files that this process writes costly to guess the passphrase of. */
  public static void raise() {
    set(ITERATIONS);
    // Certificates hold the public key and the name alone.
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
  }

  /**
   * Makes the key files that this process writes from now on quick to open: their passphrases are
   * 144 random bits, or told to everybody.
   */
  public static void lower() {
    set(FEW_ITERATIONS);
  }

  private static void set(int iterations) {
    System.setProperty("keystore.pkcs12.keyPbeIterationCount", Integer.toString(iterations));
    System.setProperty("keystore.pkcs12.macIterationCount", Integer.toString(iterations));
  }
}
