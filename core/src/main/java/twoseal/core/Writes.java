package twoseal.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an accepted command changes in the state, in order. Rules return it instead of writing, so
 * that they stay functions; applying it is the same for every domain.
 */
public final class Writes {
  private final Map<String, String> puts = new LinkedHashMap<>();

  /** Sets a key when applied. */
  public Writes put(String key, String value) {
    puts.put(key, value);
    return this;
  }

  /** Sets a number when applied. */
  public Writes put(String key, long value) {
    return put(key, Long.toString(value));
  }

  /** Writes everything. */
  public void applyTo(State state) {
    puts.forEach(state::put);
  }
}
