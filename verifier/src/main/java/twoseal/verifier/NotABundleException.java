package twoseal.verifier;

/** The bytes are no ZIP archive: nothing was claimed, so nothing is refused (exit code 2). */
public final class NotABundleException extends Exception {
  private static final long serialVersionUID = 1;

  NotABundleException() {
    super("The file does not begin as a proof bundle does.");
  }
}
