package twoseal.witness;

/** What stands behind a web server: answers requests, from any thread. */
public interface Site {
  /** The most bytes of a request's body; longer ones are answered before they are read. */
  int bodyBytesMax();

  /**
   * Answers.
   *
   * @param path percent-decoded, beginning with a slash
   */
  Answer answer(String method, String path, byte[] body);
}
