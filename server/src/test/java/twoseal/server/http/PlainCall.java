package twoseal.server.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import twoseal.desk.Language;

/** A call without a connection: to be answered by a handler itself. */
public record PlainCall(String path, Map<String, String> parts, Map<String, String> headers)
    implements Call {
  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path(String name) {
    return Optional.ofNullable(parts.get(name)).orElseThrow();
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public Optional<String> cookie(String name) {
    return Optional.empty();
  }

  @Override
  public OptionalLong number(String name, long least, long most) {
    return OptionalLong.empty();
  }

  @Override
  public <T> T json(Class<T> type) {
    throw new Problem(422, "unreadable", "-");
  }

  @Override
  public byte[] bytes(int max) {
    return new byte[0];
  }

  @Override
  public String text(int max) {
    return "";
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Caller> caller() {
    return Optional.empty();
  }

  @Override
  public Caller signedIn() {
    throw new Problem(401, "not-signed-in");
  }

  @Override
  public Language language() {
    return Language.EN;
  }

  @Override
  public String remote() {
    return "127.0.0.1";
  }

  @Override
  public boolean isSecure() {
    return false;
  }
}
