package twoseal.core;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** State in memory: for replays that check a stored state, for rehearsals and for tests. */
public final class MapState implements State {
  private final TreeMap<String, String> entries = new TreeMap<>(MapState::byUtf8);

  @Override
  public @Nullable String get(String key) {
    return entries.get(key);
  }

  @Override
  public void put(String key, String value) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("an empty key");
    }
    entries.put(key, value);
  }

  @Override
  public void remove(String key) {
    entries.remove(key);
  }

  /** {@inheritDoc} A change while the result is being walked throws. */
  @Override
  public Iterable<Map.Entry<String, String>> scan(String prefix) {
    return () -> new PrefixIterator(entries.tailMap(prefix, true), prefix);
  }

  /** Everything, in the order of {@link #scan}; a view that cannot be written through. */
  public SortedMap<String, String> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }

  /** The order of code points is the order of UTF-8 bytes; that of UTF-16 is neither. */
  private static int byUtf8(String left, String right) {
    var i = 0;
    while (i < left.length() && i < right.length()) {
      var l = left.codePointAt(i);
      var r = right.codePointAt(i);
      if (l != r) {
        return Integer.compare(l, r);
      }
      i += Character.charCount(l);
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Walks from the prefix on until a key no longer has it. */
  private static final class PrefixIterator implements Iterator<Map.Entry<String, String>> {
    private final Iterator<Map.Entry<String, String>> rest;
    private final String prefix;
    private Map.@Nullable Entry<String, String> next;

    PrefixIterator(SortedMap<String, String> from, String prefix) {
      this.rest = Collections.unmodifiableSortedMap(from).entrySet().iterator();
      this.prefix = prefix;
      step();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Map.Entry<String, String> next() {
      var entry = next;
      if (entry == null) {
        throw new NoSuchElementException();
      }
      step();
      return entry;
    }

    private void step() {
      var entry = rest.hasNext() ? rest.next() : null;
      next = entry != null && entry.getKey().startsWith(prefix) ? entry : null;
    }
  }
}
