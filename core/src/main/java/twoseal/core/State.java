package twoseal.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rules remember between commands. Keys and values are well-formed Unicode (no
 * unpaired surrogates); keys are not empty.
 */
public interface State {
  /** The value under the key, or null. */
  @Nullable String get(String key);

  /** Sets the value under the key, whether or not there was one. */
  void put(String key, String value);

  /** Removes the key, whether or not it was there. */
  void remove(String key);

  /**
   * The entries whose key starts with the prefix, ascending by the unsigned bytes of the keys'
   * UTF-8 (which is the order of code points, and not that of {@link String#compareTo}). The state
   * is not changed while the result is being walked.
   */
  Iterable<Map.Entry<String, String>> scan(String prefix);
}
