package twoseal.intake.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from the parser's events: every scalar stays the text it was written as, and what
 * a rules file does not need (anchors, aliases, tags, a second document) is a problem.
 */
final class YamlReader {
  /** The deepest nesting; rules themselves need four. */
  static final int DEPTH_MAX = 8;

  /** Where reading ends: the library's work for a token grows with the nesting. */
  private static final int SKIPPED_DEPTH_MAX = 64;

  private final Iterator<Event> events;
  private final Problems problems;
  private Place last = Place.START;

  private YamlReader(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The tree; empty if there are problems of form. */
  static Optional<Yaml> read(String text, Problems problems) {
    var settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    var reader = new YamlReader(new Parse(settings).parseString(text).iterator(), problems);
    try {
      return reader.document().filter(_ -> problems.isEmpty());
    } catch (MarkedYamlEngineException malformed) {
      var mark = malformed.getProblemMark().or(malformed::getContextMark);
      var place = mark.map(YamlReader::place).orElse(reader.last);
      report(String.valueOf(malformed.getProblem()), place, problems);
    } catch (ReaderException unprintable) {
      problems.add(RulesReason.INVISIBLE, placeOf(text, unprintable.getPosition()));
    } catch (TooDeep reported) {
      return Optional.empty();
    } catch (YamlEngineException other) {
      report(String.valueOf(other.getMessage()), reader.last, problems);
    }
    return Optional.empty();
  }

  private static void report(String problem, Place place, Problems problems) {
    if (problem.contains("\\t")) {
      problems.add(RulesReason.TAB, place);
    } else {
      problems.add(RulesReason.YAML, place, problem);
    }
  }

  private boolean hasNext() {
    return ofTheLibrary(events::hasNext);
  }

  private Event next() {
    var event = ofTheLibrary(events::next);
    last = place(event);
    return event;
  }

  /**
   * Some malformed scalars, such as an escape beyond Unicode, leave the library as other
   * exceptions.
   */
  private static <T> T ofTheLibrary(Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | IllegalStateException leaked) {
      throw new YamlEngineException("malformed scalar", leaked);
    }
  }

  private Optional<Yaml> document() {
    var root = Optional.<Yaml>empty();
    while (hasNext()) {
      var event = next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        if (root.isPresent()) {
          problems.add(RulesReason.SECOND_DOCUMENT, place(event));
          return Optional.empty();
        }
        root = Optional.of(node(next(), 1));
      }
    }
    return root;
  }

  private Yaml node(Event event, int depth) {
    refuseFeatures(event);
    return switch (event) {
      case ScalarEvent scalar ->
          new Yaml.Text(
              place(scalar), Normalizer.normalize(scalar.getValue(), Normalizer.Form.NFC));
      case SequenceStartEvent start -> depth > DEPTH_MAX ? skip(start) : items(start, depth);
      case MappingStartEvent start -> depth > DEPTH_MAX ? skip(start) : pairs(start, depth);
      default -> new Yaml.Text(place(event), "");
    };
  }

  private Yaml items(Event start, int depth) {
    var items = new ArrayList<Yaml>();
    for (var next = next(); next.getEventId() != Event.ID.SequenceEnd; next = next()) {
      items.add(node(next, depth + 1));
    }
    return new Yaml.Items(place(start), items);
  }

  private Yaml pairs(Event start, int depth) {
    var pairs = new ArrayList<Yaml.Pair>();
    for (var next = next(); next.getEventId() != Event.ID.MappingEnd; next = next()) {
      var key = node(next, depth + 1);
      var value = node(next(), depth + 1);
      if (key instanceof Yaml.Text text) {
        pairs.add(new Yaml.Pair(text, value));
      } else {
        problems.add(RulesReason.KEY_FORM, key.place());
      }
    }
    return new Yaml.Pairs(place(start), pairs);
  }

  private Yaml skip(Event start) {
    problems.add(RulesReason.TOO_DEEP, place(start));
    for (var open = 1; open > 0; ) {
      if (open > SKIPPED_DEPTH_MAX) {
        throw new TooDeep();
      }
      switch (next().getEventId()) {
        case SequenceStart, MappingStart -> open++;
        case SequenceEnd, MappingEnd -> open--;
        default -> {}
      }
    }
    return new Yaml.Text(place(start), "");
  }

  /** Nobody reads on; the problem stands already. */
  private static final class TooDeep extends YamlEngineException {
    TooDeep() {
      super("too deep");
    }
  }

  private void refuseFeatures(Event event) {
    var tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case SequenceStartEvent start -> start.getTag();
          case MappingStartEvent start -> start.getTag();
          default -> Optional.<String>empty();
        };
    var anchored = event instanceof NodeEvent node && node.getAnchor().isPresent();
    if (event instanceof AliasEvent || anchored || tag.isPresent()) {
      problems.add(RulesReason.YAML_FEATURE, place(event));
    }
  }

  private static Place place(Event event) {
    return event.getStartMark().map(YamlReader::place).orElse(Place.START);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Place placeOf(String text, int codePoint) {
    var line = 1;
    var column = 1;
    var points = text.codePoints().limit(codePoint).iterator();
    while (points.hasNext()) {
      var newLine = points.nextInt() == '\n';
      line += newLine ? 1 : 0;
      column = newLine ? 1 : column + 1;
    }
    return new Place(line, column);
  }
}
