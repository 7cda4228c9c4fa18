package twoseal.witness;

import java.util.Locale;
import java.util.Optional;
import twoseal.core.Fields;

/**
 * Why a witness cosigns no more of a log ([WIT-9]).
 *
 * @param kind FORK, RULES or CLOCK
 * @param index of the entry, where it is one
 */
record Hold(Warning.Kind kind, Optional<Long> index, String why) {
  private static final String KIND = "witness-hold";
  private static final int CHARACTERS_MAX = 800;

  /** The form that is stored. */
  String text() {
    return new Fields.Writer(KIND, 1)
        .line("hold", kind.word())
        .optional("entry", index.map(String::valueOf))
        .line("why", oneLine(why))
        .text();
  }

  static Hold parse(String text) {
    var in = new Fields.Reader(text, KIND, 1);
    var kind = Warning.Kind.valueOf(in.text("hold").toUpperCase(Locale.ROOT));
    var index = in.optional("entry", name -> in.number(name, 0, Long.MAX_VALUE));
    var hold = new Hold(kind, index, in.text("why"));
    in.end();
    return hold;
  }

  /** Nothing of a log's own texts may break the form. */
  static String oneLine(String text) {
    var plain = text.replaceAll("[^\\x20-\\x7e]", "?").strip();
    var bounded = plain.substring(0, Math.min(plain.length(), CHARACTERS_MAX)).strip();
    return bounded.isEmpty() || bounded.equals("-") ? "unknown" : bounded;
  }
}
