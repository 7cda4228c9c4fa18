package twoseal.witness;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a witness's keeper must hear ([WIT-12]).
 *
 * @param origin of the log
 * @param what happened, for experts, in English
 * @param evidence a file with what shows it
 */
public record Warning(Kind kind, String origin, String what, Optional<Path> evidence) {
  /** Kinds of warnings. */
  public enum Kind {
    FORK,
    RULES,
    CLOCK,
    ATTEMPT,
    STALL;

    /** The word for a hook. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
