package twoseal.server.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import twoseal.core.Digest;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/**
 * The built pages of console, big screen and phone, from the class path. A page with parameters in
 * its path is the same file for all of them. Files whose name holds their hash are kept for ever by
 * browsers, all others are asked for again by their tag.
 */
public final class WebPages {
  private static final String FOLDER = "/twoseal/web/";
  private static final String PAGE = "index.html";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASKED_AGAIN = "no-cache";

  /** As the build names them: {@code assets/main-B3xQ7_az.js}. */
  private static final Pattern HASHED =
      Pattern.compile(".*/assets/[^/]+-[A-Za-z0-9_-]{8,}\\.[a-z0-9]+");

  private static final Pattern SAFE =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private static final List<String> PACKED =
      List.of("html", "js", "mjs", "css", "json", "svg", "txt");

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  /** A file as it is sent. */
  private static final class Kept {
    private final String type;
    private final String tag;
    private final byte[] bytes;
    private final Optional<byte[]> packed;

    Kept(String type, String tag, byte[] bytes, Optional<byte[]> packed) {
      this.type = type;
      this.tag = tag;
      this.bytes = bytes;
      this.packed = packed;
    }
  }

  /**
   * Answers every path that nobody else does: {@code /} and {@code /d/...} with the phone's page,
   * {@code /console/...} and {@code /screen/...} with theirs.
   *
   * @throws Problem 404 if there is no such file
   */
  public Reply answer(Call call) {
    var path = call.path();
    var name = file(path);
    var found = found(name).orElseThrow(Problem::notFound);
    var caching = HASHED.matcher("/" + name).matches() ? FOR_EVER : ASKED_AGAIN;
    if (call.header("If-None-Match").filter(found.tag::equals).isPresent()) {
      return Reply.empty(304).with("ETag", found.tag).with("Cache-Control", caching);
    }
    var packs =
        found.packed.isPresent()
            && call.header("Accept-Encoding").filter(line -> line.contains("gzip")).isPresent();
    var reply =
        Reply.bytes(found.type, packs ? found.packed.orElseThrow() : found.bytes)
            .with("ETag", found.tag)
            .with("Cache-Control", caching)
            .with("Vary", "Accept-Encoding");
    return packs ? reply.with("Content-Encoding", "gzip") : reply;
  }

  /** The file of a path: itself where its last part has a dot, else its app's page. */
  static String file(String path) {
    var app = app(path);
    var rest = path.substring(1);
    if (rest.startsWith(app + "/")) {
      rest = rest.substring(app.length() + 1);
    }
    var isFile = rest.substring(rest.lastIndexOf('/') + 1).contains(".");
    return app + "/" + (isFile ? rest : PAGE);
  }

  private static String app(String path) {
    for (var app : List.of("console", "screen")) {
      if (path.equals("/" + app) || path.startsWith("/" + app + "/")) {
        return app;
      }
    }
    return "phone";
  }

  /** What is not there is not remembered: anybody can ask for anything. */
  private Optional<Kept> found(String name) {
    var known = Optional.ofNullable(kept.get(name));
    if (known.isPresent()) {
      return known;
    }
    var read = read(name);
    read.ifPresent(file -> kept.put(name, file));
    return read;
  }

  private static Optional<Kept> read(String name) {
    if (!SAFE.matcher(name).matches()) {
      return Optional.empty();
    }
    var ending = name.substring(name.lastIndexOf('.') + 1);
    var type = Optional.ofNullable(TYPES.get(ending));
    try (var in = WebPages.class.getResourceAsStream(FOLDER + name)) {
      if (in == null || type.isEmpty()) {
        return Optional.empty();
      }
      var bytes = in.readAllBytes();
      var tag = "\"" + Digest.sha256(bytes).hex().substring(0, 32) + "\"";
      return Optional.of(
          new Kept(
              type.get(),
              tag,
              bytes,
              PACKED.contains(ending) ? Optional.of(packed(bytes)) : Optional.empty()));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
