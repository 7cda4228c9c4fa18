package twoseal.server.http;

import java.util.Locale;

/**
 * A line of the table of routes.
 *
 * @param method in capitals
 * @param path as in the contract, such as {@code /draws/{draw}/lists/{id}}
 */
public record Route(String method, String path, Access access, Handler handler) {
  /** Checks the form. */
  public Route {
    if (!path.startsWith("/") || !method.equals(method.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException(method + " " + path);
    }
  }

  /**
   * A line of the table.
   *
   * @param access in the contract's words: {@link Access#of}
   */
  public static Route of(String method, String path, String access, Handler handler) {
    return new Route(method, path, Access.of(access), handler);
  }

  /** For people and meters: method and path. */
  public String name() {
    return method + " " + path;
  }
}
