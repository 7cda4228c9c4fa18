package twoseal.server.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import twoseal.core.Bytes;

/**
 * What a handler answers. Nothing of it is kept by anybody unless a {@code Cache-Control} says so;
 * the headers that every answer has are the web server's.
 */
public sealed interface Reply {
  /** The status of HTTP. */
  int status();

  /** Headers of its own, in order; a name may come more than once. */
  List<Field> fields();

  /** The same with one more header. */
  Reply with(String name, String value);

  /** A header. */
  record Field(String name, String value) {}

  /** Nothing but a status. */
  record Empty(int status, List<Field> fields) implements Reply {
    @Override
    public Empty with(String name, String value) {
      return new Empty(status, more(fields, name, value));
    }
  }

  /** A document of JSON. */
  record Json(int status, List<Field> fields, Object value) implements Reply {
    @Override
    public Json with(String name, String value) {
      return new Json(status, more(fields, name, value), this.value);
    }
  }

  /**
   * Bytes, read as they are sent and then closed.
   *
   * @param length in bytes; -1 where it is not known before
   */
  record Content(int status, List<Field> fields, String type, long length, InputStream bytes)
      implements Reply {
    @Override
    public Content with(String name, String value) {
      return new Content(status, more(fields, name, value), type, length, bytes);
    }
  }

  /** Bytes that are made as they are sent; what fails in between cuts the connection. */
  record Written(int status, List<Field> fields, String type, Writer writer) implements Reply {
    @Override
    public Written with(String name, String value) {
      return new Written(status, more(fields, name, value), type, writer);
    }
  }

  /** Makes bytes. It is called once, unless the connection is gone before. */
  @FunctionalInterface
  interface Writer {
    /**
     * Writes them all.
     *
     * @param out its caller's to close
     * @throws IOException if the client is gone, or there is no more to be had
     */
    void write(OutputStream out) throws IOException;
  }

  /** Server-sent events, for as long as the stream runs. */
  record Events(List<Field> fields, EventStream stream) implements Reply {
    @Override
    public int status() {
      return 200;
    }

    @Override
    public Events with(String name, String value) {
      return new Events(more(fields, name, value), stream);
    }
  }

  /** Writes events, on a thread of its own, until it returns. */
  @FunctionalInterface
  interface EventStream {
    /**
     * Runs.
     *
     * @throws IOException if the client is gone
     * @throws InterruptedException if somebody else ends it
     */
    void run(Out out) throws IOException, InterruptedException;
  }

  /** Where events go. */
  @FunctionalInterface
  interface Out {
    /** Sends bytes at once; they are whole lines of {@code text/event-stream}. */
    void send(byte[] lines) throws IOException;
  }

  /** A document, as Jackson writes its records; an empty Optional is left out. */
  static Reply json(int status, Object value) {
    return new Json(status, List.of(), value);
  }

  /** A document with status 200. */
  static Reply json(Object value) {
    return json(200, value);
  }

  /** A text in UTF-8, of a type without charset, such as {@code text/plain}. */
  static Reply text(String type, String text) {
    return bytes(type + "; charset=utf-8", Bytes.utf8(text));
  }

  /** Bytes that are here. */
  static Reply bytes(String type, byte[] bytes) {
    return stream(type, bytes.length, new ByteArrayInputStream(bytes));
  }

  /** Bytes as they are read. */
  static Reply stream(String type, long length, InputStream bytes) {
    return new Content(200, List.of(), type, length, bytes);
  }

  /** Bytes as they are made. */
  static Reply written(String type, Writer writer) {
    return new Written(200, List.of(), type, writer);
  }

  /** Nothing but a status. */
  static Reply empty(int status) {
    return new Empty(status, List.of());
  }

  /** Goes elsewhere. */
  static Reply redirect(String uri) {
    return empty(302).with("Location", uri);
  }

  /** A stream of events. */
  static Reply events(EventStream stream) {
    return new Events(List.of(), stream);
  }

  /** The same, as a file that a browser saves under this name. */
  default Reply named(String fileName) {
    return with("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
  }

  private static List<Field> more(List<Field> fields, String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return List.copyOf(more);
  }
}
