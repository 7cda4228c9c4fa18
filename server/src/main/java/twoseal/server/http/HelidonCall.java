package twoseal.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.desk.Language;

/** A request of the web server, as handlers see it. */
final class HelidonCall implements Call {
  private final ServerRequest request;
  private final JsonText json;
  private final boolean behindProxy;
  private final List<String> segments;
  private Map<String, String> parts = Map.of();
  private Optional<Caller> caller = Optional.empty();

  /**
   * A call.
   *
   * @throws Problem 400 on a path that is not percent-encoded UTF-8
   */
  HelidonCall(ServerRequest request, JsonText json, boolean behindProxy) {
    this.request = request;
    this.json = json;
    this.behindProxy = behindProxy;
    var raw = request.prologue().uriPath().rawPath();
    this.segments =
        Stream.of((raw.startsWith("/") ? raw.substring(1) : raw).split("/", -1))
            .map(HelidonCall::decoded)
            .toList();
  }

  /** The parts of the path, decoded. */
  List<String> segments() {
    return segments;
  }

  void matched(Map<String, String> found) {
    parts = found;
  }

  void isBy(Optional<Caller> found) {
    caller = found;
  }

  @Override
  public String method() {
    var method = request.prologue().method().text();
    return method.equals("HEAD") ? "GET" : method;
  }

  @Override
  public String path() {
    return "/" + String.join("/", segments);
  }

  @Override
  public String path(String name) {
    var part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no part " + name + " in this route");
    }
    return part;
  }

  @Override
  public Optional<String> query(String name) {
    return request.query().first(name).asOptional();
  }

  @Override
  public Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  @Override
  public Optional<String> cookie(String name) {
    return header("Cookie").stream()
        .flatMap(line -> Stream.of(line.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  @Override
  public OptionalLong number(String name, long least, long most) {
    var text = query(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      var number = Bytes.parseDecimal(text.get(), most);
      if (number >= least) {
        return OptionalLong.of(number);
      }
    } catch (MalformedException malformed) {
      throw Problem.unreadable(name + ": " + least + " … " + most).because(malformed);
    }
    throw Problem.unreadable(name + ": " + least + " … " + most);
  }

  @Override
  public <T> T json(Class<T> type) {
    try {
      return json.read(bytes(Limits.JSON_BYTES_MAX), type);
    } catch (MalformedException malformed) {
      throw Problem.malformed(malformed);
    }
  }

  @Override
  public byte[] bytes(int max) {
    if (length().orElse(0) > max) {
      throw new Problem(413, "too-large", max);
    }
    try (var body = stream()) {
      var bytes = body.readNBytes(max + 1);
      if (bytes.length > max) {
        throw new Problem(413, "too-large", max);
      }
      return bytes;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public String text(int max) {
    try {
      return Bytes.parseUtf8(bytes(max));
    } catch (MalformedException malformed) {
      throw Problem.malformed(malformed);
    }
  }

  @Override
  public InputStream stream() {
    return request.content().inputStream();
  }

  @Override
  public OptionalLong length() {
    return request.headers().contentLength();
  }

  @Override
  public Optional<Caller> caller() {
    return caller;
  }

  @Override
  public Caller signedIn() {
    return caller.orElseThrow(() -> new Problem(401, "not-signed-in"));
  }

  @Override
  public Language language() {
    var wanted = query("lang").or(() -> header("Accept-Language")).orElse("en");
    var zh = wanted.indexOf("zh");
    var en = wanted.indexOf("en");
    return zh >= 0 && (en < 0 || zh < en) ? Language.ZH : Language.EN;
  }

  @Override
  public String remote() {
    var peer = request.remotePeer().host();
    // The proxy adds who called it at the end; what stands before, the caller may have written.
    return behindProxy
        ? header("X-Forwarded-For")
            .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
            .filter(text -> !text.isEmpty())
            .orElse(peer)
        : peer;
  }

  @Override
  public boolean isSecure() {
    return request.isSecure()
        || (behindProxy && header("X-Forwarded-Proto").filter("https"::equals).isPresent());
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Problem(400, "bad-request").because(malformed);
    }
  }
}
