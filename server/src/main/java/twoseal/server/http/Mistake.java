package twoseal.server.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mistake of the program, written into its log under a reference: where it arose, but no
 * exception's message, for that may hold what somebody sent.
 *
 * @param reference by which whoever was told of it finds it in the log
 */
public record Mistake(String reference) {
  private static final Logger LOG = System.getLogger("twoseal.server");
  private static final int CAUSES_MAX = 8;
  private static final int FRAMES_MAX = 30;
  private static final int REFERENCE_DIGITS = 8;

  /**
   * Logs one.
   *
   * @param where of the program, such as a route's name; no word of anybody's
   */
  public static Mistake log(String where, Throwable failed) {
    var reference = UUID.randomUUID().toString().substring(0, REFERENCE_DIGITS);
    var trace =
        Stream.iterate(Optional.of(failed), Optional::isPresent, f -> f.map(Throwable::getCause))
            .limit(CAUSES_MAX)
            .flatMap(Optional::stream)
            .flatMap(f ->
                Stream.concat(
                    Stream.of(f.getClass().getName()),
                    Stream.of(f.getStackTrace()).limit(FRAMES_MAX).map(at -> "    at " + at)))
            .collect(Collectors.joining(System.lineSeparator()));
    LOG.log(Level.ERROR, "mistake " + reference + " in " + where + System.lineSeparator() + trace);
    return new Mistake(reference);
  }
}
