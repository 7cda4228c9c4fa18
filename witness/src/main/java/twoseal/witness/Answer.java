package twoseal.witness;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import twoseal.core.Bytes;

/**
 * What a site answers, before it is put into HTTP.
 *
 * @param type of the body
 * @param caching the Cache-Control header
 */
public record Answer(int status, String type, String caching, Body body) {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int NOT_ALLOWED = 405;
  static final int CONFLICT = 409;
  static final int TOO_LARGE = 413;
  static final int UNPROCESSABLE = 422;
  static final int INTERNAL = 500;
  static final int UNAVAILABLE = 503;

  static final String NOT_CACHED = "no-store";
  static final String A_SECOND = "public, max-age=1";
  static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BYTES = "application/octet-stream";

  /**
   * What follows the headers, read as it is sent and then closed.
   *
   * @param length in bytes
   */
  public record Body(long length, InputStream bytes) {
    static Body of(byte[] bytes) {
      return new Body(bytes.length, new ByteArrayInputStream(bytes));
    }
  }

  /** A sentence that nobody keeps. */
  static Answer say(int status, String sentence) {
    return text(status, NOT_CACHED, sentence + "\n");
  }

  static Answer text(int status, String caching, String text) {
    return new Answer(status, TEXT, caching, Body.of(Bytes.utf8(text)));
  }

  static Answer text(String type, int status, String text) {
    return new Answer(status, type, NOT_CACHED, Body.of(Bytes.utf8(text)));
  }

  static Answer bytes(byte[] bytes) {
    return new Answer(OK, BYTES, FOR_EVER, Body.of(bytes));
  }

  static Answer streamed(long length, InputStream bytes) {
    return new Answer(OK, BYTES, FOR_EVER, new Body(length, bytes));
  }
}
