package twoseal.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import twoseal.core.Bytes;
import twoseal.desk.Language;

/**
 * What a parser expected ({@link twoseal.core.MalformedException}), in words that a reader has:
 * parsers know no language but English. The file has a line for each, {@code English = Chinese};
 * braces stand for what differs, such as a number.
 */
final class Expectations {
  private static final String FILE = "/twoseal/server/expected_zh.txt";
  private static final String BETWEEN = " = ";
  private static final String OPEN = "{}";

  /** What is said of one that the file does not have; a test sees to it that there is none. */
  private static final String OF_SPECIFICATION = "规范所要求的形式";

  private final List<Line> lines;

  private record Line(Pattern english, String chinese) {
    /** The Chinese of a text that has this form. */
    Optional<String> of(String text) {
      var found = english.matcher(text);
      if (!found.matches()) {
        return Optional.empty();
      }
      var told = chinese;
      for (var i = 1; i <= found.groupCount(); i++) {
        var at = told.indexOf(OPEN);
        var part = found.group(i);
        told =
            at < 0
                ? told.replace("{" + i + "}", part)
                : told.substring(0, at) + part + told.substring(at + OPEN.length());
      }
      return Optional.of(told);
    }

    /** How much of the line is fixed: the line that says most is the one meant. */
    int fixed() {
      return english.pattern().replace("(.+)", "").length();
    }
  }

  /** Reads the file. */
  Expectations() {
    try (var in = Expectations.class.getResourceAsStream(FILE)) {
      this.lines = lines(Optional.ofNullable(in).orElseThrow());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Line> lines(InputStream in) throws IOException {
    var lines = new ArrayList<Line>();
    for (var line : Bytes.parseUtf8(in.readAllBytes()).strip().split("\n", -1)) {
      var at = line.indexOf(BETWEEN);
      var english =
          Stream.of(line.substring(0, at).split(Pattern.quote(OPEN), -1))
              .map(Pattern::quote)
              .collect(Collectors.joining("(.+)"));
      lines.add(new Line(Pattern.compile(english), line.substring(at + BETWEEN.length())));
    }
    lines.sort(Comparator.comparingInt(Line::fixed).reversed());
    return List.copyOf(lines);
  }

  /** In a language. */
  String told(String expected, Language language) {
    return switch (language) {
      case EN -> expected;
      case ZH -> chinese(expected).orElse(OF_SPECIFICATION);
    };
  }

  /** In Chinese, if the file has it. */
  Optional<String> chinese(String expected) {
    return lines.stream().flatMap(line -> line.of(expected).stream()).findFirst();
  }
}
