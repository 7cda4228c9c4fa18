package twoseal.desk.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.desk.BothTimes;
import twoseal.desk.Texts;

/**
 * What a command says, in a sentence for each of its lines: for people to read above the exact text
 * that is signed. It follows from the text alone and leaves no line out; only the text counts.
 */
public final class InWords {
  /** Of lines that may come often, such as a result's, so many are told. */
  private static final int REPEATED_MAX = 24;

  private static final String NONE = "-";

  /** Fields whose value is one of a few words, or begins with one. */
  private static final Set<String> WORDED =
      Set.of(
          "kind",
          "state",
          "purpose",
          "entropy",
          "role",
          "code",
          "clock",
          "custody",
          "weights",
          "chain",
          "stage-groups",
          "stage-from",
          "stage-except",
          "stage-places",
          "stage-overflow",
          "stage-unfilled");

  private static final Set<String> TIMES = Set.of("created", "scheduled", "press-by");

  private InWords() {}

  /**
   * The sentences: first what the command does, then line by line.
   *
   * @return nothing if the text is not a command's
   */
  public static List<String> of(String text, Texts texts) {
    var kind = kind(text).filter(k -> texts.has("act." + k));
    if (kind.isEmpty()) {
      return List.of();
    }
    var sentences = new ArrayList<>(List.of(texts.text("act." + kind.get())));
    var counts = new HashMap<String, Integer>();
    text.lines()
        .skip(1)
        .forEach(line -> {
          var colon = line.indexOf(": ");
          var name = colon < 0 ? line : line.substring(0, colon);
          var count = counts.merge(name, 1, Integer::sum);
          if (colon >= 0 && count <= REPEATED_MAX) {
            sentences.add(sentence(kind.get(), name, line.substring(colon + 2), texts));
          }
        });
    counts.forEach((name, count) -> {
      if (count > REPEATED_MAX) {
        sentences.add(texts.text("say.words.more", count - REPEATED_MAX, name));
      }
    });
    return sentences;
  }

  private static Optional<String> kind(String text) {
    try {
      return Optional.of(new Fields.Reader(text).kind());
    } catch (MalformedException other) {
      return Optional.empty();
    }
  }

  private static String sentence(String kind, String name, String value, Texts texts) {
    var own = "field." + kind + "." + name;
    var key = texts.has(own) ? own : "field." + name;
    return texts.has(key) ? texts.text(key, value(name, value, texts)) : name + ": " + value;
  }

  private static String value(String name, String value, Texts texts) {
    if (value.equals(NONE)) {
      return texts.text("say.words.none");
    }
    if (TIMES.contains(name)) {
      try {
        return BothTimes.ofSeconds(Fields.parseTime(value), texts);
      } catch (MalformedException notOne) {
        return value;
      }
    }
    if (!WORDED.contains(name)) {
      return value;
    }
    var end = value.indexOf(' ');
    var word = "word." + (end < 0 ? value : value.substring(0, end)).replace("*", "any");
    return texts.has(word) ? texts.text(word) + (end < 0 ? "" : value.substring(end)) : value;
  }
}
