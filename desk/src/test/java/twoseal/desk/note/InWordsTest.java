package twoseal.desk.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import twoseal.desk.Language;
import twoseal.desk.Texts;

/** No line of a command is left out, in either language. */
class InWordsTest {
  private static final Path CORE = Path.of("../core/src/main/java/twoseal");

  /** How a field is read or written. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\\.(?:line|number|text|digest|time|optional|oneOf|count|hex)\\(\\s*\"([a-z-]+)\"");

  private static final Pattern KIND = Pattern.compile("\"((?:draw|ledger|registry)\\.[a-z-]+)\"");

  /** A head's three fields are put together of its name ([SUC-1]). */
  private static final List<String> HEADS =
      List.of(
          "kept-size",
          "kept-root",
          "kept-signature",
          "witnessed-size",
          "witnessed-root",
          "witnessed-signature");

  private static final String PRESS =
      """
      twoseal/draw.press/1
      id: 000102030405060708090a0b0c0d0e0f
      ledger: demo.twoseal.example/ledger
      draw: D-1
      attempt: 1
      seal: 3b
      shakes: 00
      reveals: 4c
      skips: 0
      skips-digest: 5d
      round: 1000
      """;

  private final Texts chinese = Texts.of(Language.ZH);
  private final Texts english = Texts.of(Language.EN);

  @Test
  void everyKindAndEveryFieldHasItsSentence() throws IOException {
    assertThat(own("act.")).isEqualTo(found(KIND, "draw", "registry"));
    var fields = found(FIELD, "draw", "registry", "core/Header.java");
    fields.addAll(HEADS);
    var told = new TreeSet<String>();
    own("field.").forEach(key -> told.add(key.substring(key.lastIndexOf('.') + 1)));
    assertThat(told).isEqualTo(fields);
    own("field.").stream()
        .filter(key -> key.contains("."))
        .forEach(key -> assertThat(own("act.")).contains(key.substring(0, key.lastIndexOf('.'))));
  }

  @Test
  void everyLineIsASentence() {
    var words = InWords.of(PRESS, chinese);
    assertThat(words).hasSameSizeAs(PRESS.lines().toList());
    assertThat(words.getFirst()).startsWith("启动");
    assertThat(words).contains("案号：D-1。", "全部摇一摇的根（X）：00。");
    assertThat(InWords.of(PRESS, english))
        .contains("Root of all shakes (X): 00.", "Case number: D-1.");
  }

  @Test
  void timesAreToldByTheWallClockAndWordsInTheReadersLanguage() {
    var announce =
        """
        twoseal/draw.announce/1
        kind: rehearsal
        title: stop
        title-en: -
        scheduled: 2026-12-01T02:00:00Z
        stage-groups: *
        stage-unfilled: join 3
        """;
    assertThat(InWords.of(announce, chinese))
        .contains(
            "类型：演练，结果无效力（rehearsal）。",
            "标题：stop。",
            "英文标题：无。",
            "预定时间：北京时间 2026-12-01 10:00:00 / 2026-12-01T02:00:00Z。",
            "　参加的分组：全部分组（*）。",
            "　剩余名额：并入后面轮次（join） 3。");
  }

  @Test
  void manyLinesOfOneKindAreCounted() {
    var result = "twoseal/draw.result/1\n" + "outcome: 1 winner 7 *\n".repeat(2_000);
    var words = InWords.of(result, english);
    assertThat(words).hasSize(26);
    assertThat(words.getLast()).isEqualTo("1976 more lines of outcome: see the text.");
  }

  /** A checkpoint, an unknown kind, a field that nobody knows. */
  @Test
  void whatIsNotKnownIsNotExplained() {
    assertThat(InWords.of("origin\n1\nroot\n", english)).isEmpty();
    assertThat(InWords.of("twoseal/draw.cancel/1\nid: 1\n", english)).isEmpty();
    assertThat(InWords.of("twoseal/draw.close/1\nwhim: yes\n", english)).contains("whim: yes");
  }

  private Set<String> own(String prefix) {
    var keys = new TreeSet<String>();
    for (var key : Collections.list(english.getKeys())) {
      if (key.startsWith(prefix)) {
        keys.add(key.substring(prefix.length()));
      }
    }
    return keys;
  }

  private static Set<String> found(Pattern wanted, String... parts) throws IOException {
    var found = new TreeSet<String>();
    for (var part : parts) {
      try (Stream<Path> files = Files.walk(CORE.resolve(part))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          // A proof is handed out, not signed.
          if (!file.endsWith("ShakeProof.java")) {
            wanted
                .matcher(Files.readString(file))
                .results()
                .forEach(match -> found.add(match.group(1)));
          }
        }
      }
    }
    return found;
  }
}
