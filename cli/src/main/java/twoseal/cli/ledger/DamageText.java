package twoseal.cli.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import twoseal.cli.console.Console;
import twoseal.desk.Language;
import twoseal.desk.Texts;

/**
 * What the ledger says of damage, in the language of the run. The ledger has its own sentences, in
 * English; each stands among the texts, with what is filled in as placeholders, and is known by
 * them. One that is not among them is told as it is.
 */
public final class DamageText {
  /** The first that fits is taken, so those that are part of others come later. */
  private static final List<String> KEYS =
      List.of(
          "say.damage.not-replayed",
          "say.damage.crash",
          "say.damage.missing-file",
          "say.damage.no-checkpoint",
          "say.damage.empty-slot",
          "say.damage.unsigned-checkpoint",
          "say.damage.signed-beyond-at",
          "say.damage.signed-beyond",
          "say.damage.tiles-unwritten",
          "say.damage.no-cosigned",
          "say.damage.foreign-tile",
          "say.damage.stray",
          "say.damage.contents",
          "say.damage.unfinished",
          "say.damage.state-ahead",
          "say.damage.position",
          "say.damage.malformed",
          "say.damage.id-again",
          "say.damage.root",
          "say.damage.tile",
          "say.damage.unreadable",
          "say.damage.no-state",
          "say.damage.no-mark",
          "say.damage.state-digest",
          "say.damage.state-row",
          "say.damage.record-length",
          "say.damage.record-end",
          "say.damage.record-sum",
          "say.damage.record-after",
          "say.damage.slots",
          "say.damage.slot-sum",
          "say.damage.no-such-file",
          "say.damage.gone",
          "say.damage.changed",
          "say.damage.unfinished-ledger",
          "say.damage.no-ledger",
          "say.damage.no-entry",
          "say.damage.no-checkpoint-in",
          "say.damage.other-checkpoint",
          "say.damage.last-unsigned",
          "say.damage.first-differ",
          "say.damage.entry-at",
          "say.damage.short",
          "say.damage.more",
          "say.damage.set-back",
          "say.damage.set-back-reading",
          "say.damage.no-command",
          "say.damage.must-not",
          "say.damage.otherwise",
          "say.damage.closed",
          "say.damage.started",
          "say.damage.unknown");

  private static final Pattern PLACEHOLDER = Pattern.compile("%(?:\\d\\$)?s");

  private final Console console;
  private final Texts english = Texts.of(Language.EN);

  public DamageText(Console console) {
    this.console = console;
  }

  /** The sentence in the language of the run; what is filled in is translated where it can be. */
  public String of(String sentence) {
    if (console.language() == Language.EN) {
      return sentence;
    }
    return KEYS.stream()
        .flatMap(key -> translated(key, sentence).stream())
        .findFirst()
        .orElse(sentence);
  }

  private Optional<String> translated(String key, String sentence) {
    var literal = PLACEHOLDER.split(english.getString(key), -1);
    var pattern = String.join("(.*)", List.of(literal).stream().map(Pattern::quote).toList());
    var matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(sentence);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var filledIn = new ArrayList<String>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      filledIn.add(of(matcher.group(i)));
    }
    return Optional.of(console.text(key, filledIn.toArray()));
  }
}
