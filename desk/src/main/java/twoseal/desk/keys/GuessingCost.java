package twoseal.desk.keys;

/**
 * What guessing the passphrase of a key file costs. The JDK takes it from properties of the process
 * alone, so it is set once, at the start of the program; tests do without. Apart from {@link
 * KeyFile}, whose libraries take long to load.
 */
public final class GuessingCost {
  /** How often a passphrase is hashed before it opens a file. */
  private static final String ITERATIONS = "300000";

  private GuessingCost() {}

  /** Makes the key files that this process writes costly to guess the passphrase of. */
  public static void raise() {
    System.setProperty("keystore.pkcs12.keyPbeIterationCount", ITERATIONS);
    System.setProperty("keystore.pkcs12.macIterationCount", ITERATIONS);
    // Certificates hold the public key and the name alone.
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
  }
}
