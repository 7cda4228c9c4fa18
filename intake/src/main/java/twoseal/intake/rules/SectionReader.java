package twoseal.intake.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.list.Label;

/**
 * One section's keys and values. What is wrong goes to the problems and reads as absent, so that
 * reading goes on and finds the rest.
 */
final class SectionReader {
  private final Section section;
  private final Place place;
  private final Problems problems;
  private final Map<Key, Yaml.Pair> pairs = new EnumMap<>(Key.class);

  /**
   * Takes the keys.
   *
   * @param name of the section, for problems
   */
  SectionReader(Section section, String name, Yaml yaml, Problems problems) {
    this.section = section;
    this.place = yaml.place();
    this.problems = problems;
    if (yaml instanceof Yaml.Pairs all) {
      all.pairs().forEach(this::take);
    } else {
      problems.add(RulesReason.NOT_PAIRS, yaml.place(), name);
    }
  }

  /** Whether the key is there at all, rightly or wrongly filled. */
  boolean has(Key key) {
    return pairs.containsKey(key);
  }

  /** Where the value stands; where the section does if it is absent. */
  Place place(Key key) {
    var pair = pairs.get(key);
    return pair == null ? place : pair.value().place();
  }

  /** The value as it is; empty if it is absent or nothing is written. */
  Optional<Yaml> value(Key key) {
    var pair = pairs.get(key);
    if (pair != null && pair.value() instanceof Yaml.Text text && text.text().isBlank()) {
      problems.add(RulesReason.EMPTY_VALUE, pair.key().place(), key.shown());
      return Optional.empty();
    }
    return Optional.ofNullable(pair).map(Yaml.Pair::value);
  }

  /** The value, which must be there. */
  Optional<Yaml> required(Key key) {
    if (!has(key)) {
      problems.add(RulesReason.MISSING_KEY, place, key.shown());
    }
    return value(key);
  }

  /** A single value. */
  Optional<Yaml.Text> text(Key key) {
    return value(key).flatMap(value -> scalar(value, key));
  }

  Optional<Yaml.Text> requiredText(Key key) {
    return required(key).flatMap(value -> scalar(value, key));
  }

  /** A text that may stand in a command ([NOTE-4]). */
  Optional<String> line(Optional<Yaml.Text> text, Key key, int bytesMax) {
    return text.flatMap(value -> {
      try {
        Fields.requireValue(value.text());
      } catch (MalformedException unfit) {
        problems.add(RulesReason.TEXT, value.place(), key.shown());
        return Optional.empty();
      }
      if (Bytes.utf8(value.text()).length > bytesMax) {
        var max = String.valueOf(bytesMax);
        problems.add(RulesReason.TEXT_TOO_LONG, value.place(), key.shown(), max);
        return Optional.empty();
      }
      return Optional.of(value.text());
    });
  }

  <T> Optional<T> word(Optional<Yaml.Text> text, Choice<T> choice) {
    return text.flatMap(value -> word(value, choice, problems));
  }

  long number(Key key, long fallback, long max) {
    return text(key).flatMap(value -> number(value, 0, max, problems)).orElse(fallback);
  }

  long duration(Key key, long fallbackS, long minS, long maxS) {
    return text(key).flatMap(value -> duration(value, key, minS, maxS)).orElse(fallbackS);
  }

  Optional<Long> duration(Yaml.Text value, Key key, long minS, long maxS) {
    var durationS = Moments.duration(value.text());
    if (durationS.isEmpty()) {
      problems.add(RulesReason.DURATION, value.place(), value.text());
    } else if (durationS.get() < minS || durationS.get() > maxS) {
      problems.add(
          RulesReason.DURATION_RANGE,
          value.place(),
          key.shown(),
          Moments.durationText(minS),
          Moments.durationText(maxS));
      return Optional.empty();
    }
    return durationS;
  }

  /** A column or group: a name that a list may hold. */
  Optional<String> name(Key key) {
    return text(key).flatMap(value -> label(value, problems)).map(Label::text);
  }

  /** Names, each once. */
  List<Yaml.Text> names(Key key, int max) {
    var names = new ArrayList<Yaml.Text>();
    var seen = new HashSet<String>();
    for (var item : texts(key, max)) {
      if (item.text().indexOf('，') >= 0) {
        problems.add(RulesReason.WIDE_COMMA, item.place(), item.text());
      } else if (label(item, problems).isPresent()) {
        if (seen.add(item.text())) {
          names.add(item);
        } else {
          problems.add(RulesReason.REPEATED_ITEM, item.place(), item.text());
        }
      }
    }
    return names;
  }

  /** The texts of a sequence; a single value is a sequence of one. */
  List<Yaml.Text> texts(Key key, int max) {
    var value = value(key);
    var items =
        switch (value.orElseGet(() -> new Yaml.Items(place, List.of()))) {
          case Yaml.Text text -> List.<Yaml>of(text);
          case Yaml.Items sequence -> sequence.items();
          case Yaml.Pairs pairs -> {
            problems.add(RulesReason.NOT_ITEMS, pairs.place(), key.shown());
            yield List.<Yaml>of();
          }
        };
    if (value.orElse(null) instanceof Yaml.Items && items.isEmpty()) {
      problems.add(RulesReason.EMPTY_VALUE, value.get().place(), key.shown());
    }
    if (items.size() > max) {
      problems.add(RulesReason.TOO_MANY, place(key), key.shown(), String.valueOf(max));
    }
    var texts = new ArrayList<Yaml.Text>();
    items.stream().limit(max).forEach(item -> scalar(item, key).ifPresent(texts::add));
    return texts;
  }

  /** Lines that say something of each of a few columns. */
  <T> Map<String, T> perColumn(
      Key key, List<String> columns, Function<Yaml.Text, Optional<T>> read) {
    var values = new LinkedHashMap<String, T>();
    var value = value(key);
    if (value.isPresent() && !(value.get() instanceof Yaml.Pairs)) {
      problems.add(RulesReason.NOT_PAIRS, value.get().place(), key.shown());
    }
    if (value.isPresent() && value.get() instanceof Yaml.Pairs lines) {
      var places = new HashMap<String, Place>();
      for (var pair : lines.pairs()) {
        var column = pair.key().text();
        var before = places.putIfAbsent(column, pair.key().place());
        if (before != null) {
          var line = String.valueOf(before.line());
          problems.add(RulesReason.REPEATED_KEY, pair.key().place(), column, line);
        } else if (!columns.contains(column)) {
          problems.add(
              RulesReason.UNKNOWN_COLUMN,
              pair.key().place(),
              Spelling.nearest(column, columns),
              column);
        } else {
          scalar(pair.value(), key).flatMap(read).ifPresent(v -> values.put(column, v));
        }
      }
    }
    return values;
  }

  static <T> Optional<T> word(Yaml.Text value, Choice<T> choice, Problems problems) {
    var found = choice.find(value.text());
    if (found.isEmpty()) {
      problems.add(
          RulesReason.WORD,
          value.place(),
          choice.nearest(value.text()),
          value.text(),
          choice.shown());
    }
    return found;
  }

  static Optional<Long> number(Yaml.Text value, long min, long max, Problems problems) {
    try {
      var plain = Normalizer.normalize(value.text(), Normalizer.Form.NFKC);
      var number = Bytes.parseDecimal(plain, max);
      if (number >= min) {
        return Optional.of(number);
      }
    } catch (MalformedException noNumber) {
      // Said below.
    }
    problems.add(
        RulesReason.NUMBER, value.place(), value.text(), String.valueOf(min), String.valueOf(max));
    return Optional.empty();
  }

  static Optional<Label> label(Yaml.Text value, Problems problems) {
    try {
      return Optional.of(new Label(value.text()));
    } catch (MalformedException unfit) {
      problems.add(RulesReason.LABEL, value.place(), value.text());
      return Optional.empty();
    }
  }

  private Optional<Yaml.Text> scalar(Yaml value, Key key) {
    if (value instanceof Yaml.Text text) {
      if (!text.text().isBlank()) {
        return Optional.of(text);
      }
      problems.add(RulesReason.EMPTY_VALUE, text.place(), key.shown());
    } else {
      problems.add(RulesReason.NOT_ONE_VALUE, value.place(), key.shown());
    }
    return Optional.empty();
  }

  private void take(Yaml.Pair pair) {
    var key = Key.find(section, pair.key().text());
    if (key.isEmpty()) {
      refuseKey(pair.key());
      return;
    }
    var before = pairs.putIfAbsent(key.get(), pair);
    if (before != null) {
      problems.add(
          RulesReason.REPEATED_KEY,
          pair.key().place(),
          key.get().shown(),
          String.valueOf(before.key().place().line()));
    }
  }

  private void refuseKey(Yaml.Text key) {
    for (var other : List.of(Section.FILE, Section.LIST, Section.STAGE, Section.SEAL)) {
      var found = Key.find(other, key.text());
      if (found.isPresent()) {
        problems.add(RulesReason.KEY_ELSEWHERE, key.place(), key.text(), other.shown());
        return;
      }
    }
    var spellings = section.keys().stream().flatMap(k -> k.spellings().stream()).toList();
    problems.add(
        RulesReason.UNKNOWN_KEY,
        key.place(),
        Spelling.nearest(Key.normal(key.text()), spellings),
        key.text());
  }
}
