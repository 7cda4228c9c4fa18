package twoseal.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import twoseal.desk.Language;

/** Every problem has its sentences, in both languages, and no sentence is of no problem. */
class ProblemTextsTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern RAISED =
      Pattern.compile("new Problem\\(\\s*(\\d{3}),\\s*\"([a-z0-9.-]+)\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("%(?:\\d\\$)?[sd]");

  private final ProblemTexts english = ProblemTexts.of(Language.EN);
  private final ProblemTexts chinese = ProblemTexts.of(Language.ZH);

  @Test
  void bothLanguagesSayTheSame() {
    assertThat(english.keys()).isEqualTo(chinese.keys());
    for (var key : english.keys()) {
      assertThat(placeholders(english, key)).as(key).isEqualTo(placeholders(chinese, key));
    }
  }

  @Test
  void everyProblemHasItsSentences() throws IOException {
    var raised = new TreeSet<String>();
    var statuses = new TreeSet<String>();
    try (var files = Files.walk(SOURCES)) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        var matcher = RAISED.matcher(Files.readString(file));
        while (matcher.find()) {
          statuses.add("title." + matcher.group(1));
          raised.add(matcher.group(2));
        }
      }
    }
    assertThat(raised).contains("not-found").allMatch(english::has);
    assertThat(english.keys()).containsAll(statuses);
    var told = new ArrayList<>(english.keys());
    told.removeIf(key ->
        !key.startsWith("problem.") || key.endsWith(".next") || key.equals("problem.refused"));
    assertThat(raised).containsAll(told.stream().map(key -> key.substring(8)).toList());
  }

  private static List<String> placeholders(ProblemTexts texts, String key) {
    return PLACEHOLDER.matcher(texts.raw(key)).results().map(found -> found.group()).toList();
  }
}
