package twoseal.server.http;

import java.util.Set;

/**
 * A part of the site beside the interface, such as its pages.
 *
 * @param prefix what its paths begin with, and end with unless it ends with a slash
 * @param methods that it takes; HEAD comes with GET
 */
public record Mount(String prefix, Set<String> methods, Handler handler) {
  /** Keeps a copy. */
  public Mount {
    methods = Set.copyOf(methods);
  }

  /** A part that is only read. */
  public static Mount read(String prefix, Handler handler) {
    return new Mount(prefix, Set.of("GET"), handler);
  }

  boolean holds(String path) {
    return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
  }
}
