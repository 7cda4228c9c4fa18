package twoseal.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import twoseal.desk.Language;

/** A request, as a handler sees it. */
public interface Call {
  /** In capitals; HEAD is asked as GET. */
  String method();

  /** The whole path, percent-decoded, beginning with a slash. */
  String path();

  /**
   * A part of the path by its name in the route.
   *
   * @throws IllegalArgumentException if the route has none of that name
   */
  String path(String name);

  /** The first value of a parameter. */
  Optional<String> query(String name);

  /** The first value of a header. */
  Optional<String> header(String name);

  /** A cookie's value. */
  Optional<String> cookie(String name);

  /**
   * A parameter that is a whole number.
   *
   * @throws Problem 422 if it is there and is not a number from least to most
   */
  OptionalLong number(String name, long least, long most);

  /**
   * The body as a record. Unknown members are refused; so is a missing one, unless it is an {@link
   * Optional}.
   *
   * @throws Problem 413 above {@link Limits#JSON_BYTES_MAX}, 422 on anything but such a document
   */
  <T> T json(Class<T> type);

  /**
   * The body whole.
   *
   * @throws Problem 413 if it is longer
   */
  byte[] bytes(int max);

  /**
   * The body as UTF-8.
   *
   * @throws Problem 413 if it is longer, 422 if it is not UTF-8
   */
  String text(int max);

  /** The body as it comes; its reader counts it. */
  InputStream stream() throws IOException;

  /** How long the body says it is. */
  OptionalLong length();

  /** Who is asking, if they are signed in. */
  Optional<Caller> caller();

  /**
   * Who is asking.
   *
   * @throws Problem 401 if they are not signed in
   */
  Caller signedIn();

  /** What the caller reads. */
  Language language();

  /** The address that calls; behind a trusted proxy, the one it names. */
  String remote();

  /** Whether the connection is encrypted, here or by the proxy before. */
  boolean isSecure();
}
