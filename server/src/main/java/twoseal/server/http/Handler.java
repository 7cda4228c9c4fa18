package twoseal.server.http;

/** Answers calls of a route, from any thread. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers.
   *
   * @throws Problem what the caller is told instead; any other exception is told as a mistake of
   *     the program, without its text
   */
  Reply handle(Call call) throws Exception;
}
