package twoseal.intake.rules;

import java.util.List;

/** YAML as far as rules need it: texts, items, pairs, each with its place. */
sealed interface Yaml {
  Place place();

  /** A scalar, in NFC. */
  record Text(Place place, String text) implements Yaml {}

  /** A sequence. */
  record Items(Place place, List<Yaml> items) implements Yaml {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A mapping. */
  record Pairs(Place place, List<Pair> pairs) implements Yaml {
    public Pairs {
      pairs = List.copyOf(pairs);
    }
  }

  /** One line of a mapping. */
  record Pair(Text key, Yaml value) {}
}
