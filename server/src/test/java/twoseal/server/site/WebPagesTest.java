package twoseal.server.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.server.http.Call;
import twoseal.server.http.PlainCall;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/** Which file a path is, and how browsers may keep it. */
class WebPagesTest {
  private final WebPages pages = new WebPages();

  @ParameterizedTest
  @CsvSource({
    "/, phone/index.html",
    "/d/R-1, phone/index.html",
    "/assets/a-12345678.js, phone/assets/a-12345678.js",
    "/console, console/index.html",
    "/console/, console/index.html",
    "/console/draws/R-1, console/index.html",
    "/console/assets/a-12345678.css, console/assets/a-12345678.css",
    "/screen/R-1, screen/index.html",
    "/screen/assets/font.woff2, screen/assets/font.woff2",
    "/consoles, phone/index.html"
  })
  void aPathIsAFileOrItsAppsPage(String path, String file) {
    assertThat(WebPages.file(path)).isEqualTo(file);
  }

  @Test
  void whatHasItsHashInItsNameIsKeptForEver() throws IOException {
    var hashed = get("/assets/try-0123abcd.js", Map.of());
    assertThat(field(hashed, "Cache-Control").orElseThrow()).contains("immutable");
    assertThat(hashed.type()).startsWith("text/javascript");
    var plain = get("/try.txt", Map.of());
    assertThat(field(plain, "Cache-Control")).contains("no-cache");
    assertThat(new String(plain.bytes().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("for the test");
  }

  @Test
  void whoHasItAlreadyIsToldSo() {
    var tag = field(get("/try.txt", Map.of()), "ETag").orElseThrow();
    var again = pages.answer(call("/try.txt", Map.of("If-None-Match", tag)));
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void textIsPackedForWhoUnpacksIt() throws IOException {
    var packed = get("/try.txt", Map.of("Accept-Encoding", "br, gzip"));
    assertThat(field(packed, "Content-Encoding")).contains("gzip");
    var bytes = new ByteArrayInputStream(packed.bytes().readAllBytes());
    assertThat(new GZIPInputStream(bytes).readAllBytes())
        .isEqualTo(get("/try.txt", Map.of()).bytes().readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing.txt",
        "/../try.txt",
        "/a/../try.txt",
        "/console/../phone/try.txt",
        "/.hidden.txt",
        "/try.class",
        "//try.txt"
      })
  void nothingElseIsThere(String path) {
    assertThatThrownBy(() -> pages.answer(call(path, Map.of())))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
  }

  private Reply.Content get(String path, Map<String, String> headers) {
    return (Reply.Content) pages.answer(call(path, headers));
  }

  private static Call call(String path, Map<String, String> headers) {
    return new PlainCall(path, Map.of(), headers);
  }

  private static Optional<String> field(Reply reply, String name) {
    return reply.fields().stream()
        .filter(field -> field.name().equals(name))
        .map(Reply.Field::value)
        .findFirst();
  }
}
