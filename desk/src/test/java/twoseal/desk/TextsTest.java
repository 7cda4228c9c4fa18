package twoseal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Both languages say the same things. */
class TextsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("%(?:(\\d)\\$)?([sd])");

  private final Texts english = Texts.of(Language.EN);
  private final Texts chinese = Texts.of(Language.ZH);

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(keys(english)).isEqualTo(keys(chinese));
  }

  @Test
  void bothLanguagesFillInTheSameThings() {
    for (var key : keys(english)) {
      assertThat(placeholders(english.getString(key)))
          .as(key)
          .isEqualTo(placeholders(chinese.getString(key)));
    }
  }

  /** Numbered as they are taken. */
  private static List<String> placeholders(String text) {
    var found = new ArrayList<String>();
    var matcher = PLACEHOLDER.matcher(text);
    int next = 1;
    while (matcher.find()) {
      var number = matcher.group(1) == null ? String.valueOf(next++) : matcher.group(1);
      found.add(number + matcher.group(2));
    }
    Collections.sort(found);
    return found;
  }

  private static Set<String> keys(Texts texts) {
    return new TreeSet<>(Collections.list(texts.getKeys()));
  }
}
