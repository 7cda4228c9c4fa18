package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the tables of cheats have in common: ways to change a story. */
final class Cheats {
  final List<Case> cases = new ArrayList<>();

  /** Signing some 300 bundles takes its time, and several tests want them. */
  private static final class Made {
    private static final List<Case> CASES = make();
  }

  static List<Case> all() {
    return Made.CASES;
  }

  private static List<Case> make() {
    var all = new ArrayList<Case>();
    all.addAll(CheatsOnForm.all());
    all.addAll(CheatsOnRegistry.all());
    all.addAll(CheatsOnSuccession.all());
    all.addAll(CheatsOnPreparation.all());
    all.addAll(CheatsOnDraw.all());
    all.addAll(CheatsOnTrust.all());
    all.addAll(CheatsOnAttempts.all());
    all.addAll(CheatsOnCeremony.all());
    all.addAll(CheatsOnShakes.all());
    return List.copyOf(all);
  }

  /** On a draw that is sealed and no further. */
  void early(VerId expected, String what, Consumer<Story> change) {
    cases.add(
        Case.cheat(
            expected,
            what,
            s -> {
              s.until = Optional.of("seal");
              change.accept(s);
            }));
  }

  /** On a draw that is pressed and no further. */
  void pressed(VerId expected, String what, Consumer<Story> change) {
    cases.add(
        Case.cheat(
            expected,
            what,
            s -> {
              s.until = Optional.of("press");
              change.accept(s);
            }));
  }

  /** On a draw of which nothing is left out but what comes after a step. */
  void until(String step, VerId expected, String what, Consumer<Story> change) {
    cases.add(
        Case.cheat(
            expected,
            what,
            s -> {
              s.until = Optional.of(step);
              change.accept(s);
            }));
  }

  /** On a whole draw. */
  void whole(VerId expected, String what, Consumer<Story> change) {
    cases.add(Case.cheat(expected, what, change));
  }

  /** Changes a command's text before it is signed. */
  static Consumer<Story> edit(String step, String pattern, String with) {
    return s -> s.edits.put(step, replacing(pattern, with));
  }

  /** Changes a command's note after it was signed. */
  static Consumer<Story> editNote(String step, UnaryOperator<String> change) {
    return s -> s.notes.put(step, change);
  }

  static Consumer<Story> signedBy(String step, Signing.Key... keys) {
    return s -> s.signers.put(step, List.of(keys));
  }

  /** Puts commands before a step. */
  static Consumer<Story> before(String step, Consumer<Story> commands) {
    return s -> s.before.put(step, commands);
  }

  static UnaryOperator<String> replacing(String pattern, String with) {
    return text -> {
      var replaced = text.replaceFirst(pattern, with);
      if (replaced.equals(text)) {
        throw new IllegalStateException("There is no " + pattern + " in " + text);
      }
      return replaced;
    };
  }

  static Consumer<Story> member(String name, UnaryOperator<String> change) {
    return s -> s.members.put(name, b -> change.apply(new String(b, UTF_8)).getBytes(UTF_8));
  }

  static UnaryOperator<Map<String, byte[]>> with(String name, byte[] content) {
    return members -> {
      var more = new LinkedHashMap<>(members);
      more.put(name, content);
      return more;
    };
  }

  static UnaryOperator<Map<String, byte[]>> without(String... names) {
    return members -> {
      var fewer = new LinkedHashMap<>(members);
      List.of(names).forEach(fewer::remove);
      return fewer;
    };
  }

  /** A digit of a base64 line at its end changed, so that its bits are. */
  static String flipLastLine(String text) {
    var at = text.length() - 20;
    var other = text.charAt(at) == 'A' ? 'B' : 'A';
    return text.substring(0, at) + other + text.substring(at + 1);
  }
}
