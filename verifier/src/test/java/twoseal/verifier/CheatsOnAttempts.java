package twoseal.verifier;

import static twoseal.verifier.Cheats.before;
import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.Cheats.replacing;
import static twoseal.verifier.Cheats.signedBy;
import static twoseal.verifier.VerId.ARCHIVE;
import static twoseal.verifier.VerId.ATTEMPTS;
import static twoseal.verifier.VerId.COMMANDS;
import static twoseal.verifier.VerId.COMPLETENESS;
import static twoseal.verifier.VerId.LINES;
import static twoseal.verifier.VerId.POLICY;
import static twoseal.verifier.VerId.REVEALS;
import static twoseal.verifier.VerId.ROLLS;
import static twoseal.verifier.VerId.SEAL;
import static twoseal.verifier.VerId.SIGNERS;
import static twoseal.verifier.VerId.WEIGHTS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Cheats with a second attempt: on what may be made of a result that somebody does not like. */
final class CheatsOnAttempts {
  private static final Set<String> RESULTS =
      Set.of("result-1", "result-2", "result-3", "complete", "decline", "promote");
  private static final Set<String> FROM_THE_SEAL =
      Set.of(
          "seal",
          "reveal-c1",
          "reveal-d1",
          "skip-1",
          "skip-2",
          "shake-1",
          "shake-2",
          "close",
          "press");
  private static final long WEEK_S = 7 * 86_400;

  private final Cheats table = new Cheats();

  private CheatsOnAttempts() {}

  static List<Case> all() {
    var on = new CheatsOnAttempts();
    on.thrownAway();
    on.openings();
    on.superseded();
    on.members();
    on.lesser();
    return on.table.cases;
  }

  private void opened(VerId expected, String what, Consumer<Story> change) {
    again("2:attempt", expected, what, change);
  }

  private void sealed(VerId expected, String what, Consumer<Story> change) {
    again("2:seal", expected, what, change);
  }

  private void again(String until, VerId expected, String what, Consumer<Story> change) {
    table.until(until, expected, what, s -> change.accept(second(s)));
  }

  /** A first attempt with a second one after it; what is changed is said of the first. */
  private static Story second(Story story) {
    story.again();
    return story;
  }

  /** [VER-6], [VER-31], [DRAW-18] */
  private void thrownAway() {
    sealed(
        COMPLETENESS,
        "a first attempt thrown away",
        before("2:attempt", s -> hide(s, "announce", Integer.MAX_VALUE)));
    sealed(
        ATTEMPTS, "a second attempt without a word of the first", s -> s.without.add("2:attempt"));
    sealed(
        COMPLETENESS,
        "a first attempt's result left out",
        before("2:attempt", s -> hide(s, "close", Integer.MAX_VALUE)));
    again(
        "2:attempt",
        ROLLS,
        "a first attempt's result altered",
        edit(
            "result-1",
            "outcome: 2 (winner .*)\noutcome: 3 (winner .*)",
            "outcome: 2 $2\noutcome: 3 $1"));
    table.until(
        "3:seal",
        COMPLETENESS,
        "the best of three attempts published without the second",
        s -> {
          s.again();
          s.again().dueS += 4000;
          s.before.put("2:attempt", t -> t.texts.put("from", "" + t.ledger.entries.size()));
          s.before.put(
              "3:attempt",
              t -> {
                var from = Integer.parseInt(t.texts.getOrDefault("from", ""));
                for (int i = from; i < t.ledger.entries.size(); i++) {
                  t.ledger.hidden.add(i);
                }
              });
        });
  }

  /** [VER-9], [VER-31], [DRAW-16], [DRAW-18] */
  private void openings() {
    opened(
        ATTEMPTS,
        "a predecessor of another case",
        s -> s.attempts.get(1).predecessor = "ab12".repeat(16));
    opened(ATTEMPTS, "a predecessor kept silent", s -> s.attempts.get(1).predecessor = "-");
    opened(
        ATTEMPTS,
        "a second attempt before the first one's number was late",
        s -> {
          s.without.addAll(RESULTS);
          s.timesMs.put("2:attempt", (Story.DUE_S + WEEK_S) * 1000 - 1);
        });
    opened(
        ATTEMPTS,
        "a second attempt while the first one's result is half known",
        s -> {
          s.without.addAll(Set.of("result-3", "complete", "decline", "promote"));
          s.timesMs.put("2:attempt", (Story.DUE_S + WEEK_S + 60) * 1000);
        });
    sealed(
        ATTEMPTS,
        "a second attempt before the first was sealed",
        s -> {
          s.without.addAll(RESULTS);
          s.without.addAll(FROM_THE_SEAL);
        });
    opened(
        ATTEMPTS, "a gap in the attempts' numbers", edit("2:attempt", "attempt: 2", "attempt: 3"));
    opened(
        ATTEMPTS,
        "a second attempt of a ceremony that was not complete",
        s -> {
          s.asCeremony();
          s.attempts.get(1).asCeremony();
          s.without.addAll(Set.of("complete", "decline", "promote"));
        });
    opened(
        SIGNERS,
        "a second attempt by the organiser alone",
        signedBy("2:attempt", new Signing.Key(Story.ORGANISER, 1, 1)));
    opened(
        COMMANDS,
        "a reason that nobody reads to its end",
        edit("2:attempt", "reason: ", "reason: " + "因".repeat(1_000)));
    opened(
        POLICY,
        "a second attempt opened with a notary of one's own",
        s -> {
          s.before.put("announce", t -> t.person("office/notary-2", "notary"));
          s.signers.put(
              "2:attempt",
              List.of(new Signing.Key(Story.ORGANISER, 1, 1), Signing.key("office/notary-2")));
        });
  }

  /** [VER-13], [VER-12], [VER-31] */
  private void superseded() {
    sealed(
        ATTEMPTS,
        "a decline in an attempt that was superseded",
        inFirst("draw.decline", "stage: 1\norder: 1\ncode: declined\nreason: -\n"));
    sealed(
        ATTEMPTS,
        "a promotion in an attempt that was superseded",
        inFirst("draw.promote", "stage: 1\norder: 6\nfor: 5\n"));
    sealed(
        ATTEMPTS,
        "a list for an attempt that nobody opened",
        s -> s.edits.put("2:final", replacing("attempt: 2", "attempt: 3")));
    sealed(
        SEAL,
        "a first attempt's list sealed again",
        s -> {
          s.without.addAll(Set.of("2:draft", "2:final", "2:checked"));
          s.attempts.get(1).list = s.list;
          s.edits.put(
              "2:seal", t -> t.replaceFirst("list-note: .*", "list-note: " + s.digest("final")));
        });
    again(
        "2:reveal-c1",
        REVEALS,
        "a first attempt's commitment sealed again",
        s ->
            s.edits.put(
                "2:seal",
                t ->
                    t.replaceFirst(
                        "lab/c1 committed .*",
                        s.texts
                            .getOrDefault("seal", "")
                            .replaceFirst("(?s).*(lab/c1 committed [^\n]*).*", "$1"))));
  }

  /** [VER-3], [VER-19], [VER-20], [BUN-2] */
  private void members() {
    opened(
        LINES,
        "a first attempt's winners left without lines",
        s ->
            s.archive =
                Cheats.without("attempt-1/lines.csv", "attempt-1/proofs", "attempt-1/names.csv"));
    opened(
        WEIGHTS,
        "a first attempt's weights taken out",
        s -> s.archive = Cheats.without("attempt-1/weights"));
    opened(
        ARCHIVE,
        "weights of an attempt that was not sealed",
        s -> s.archive = Cheats.with("list/weights", new byte[] {1, 1}));
  }

  /** [VER-25], [VER-26], [VER-32] */
  private void lesser() {
    Consumer<Story> late =
        s -> {
          second(s);
          s.without.addAll(RESULTS);
          s.timesMs.put("2:attempt", (Story.DUE_S + WEEK_S + 60) * 1000);
          s.attempts.get(1).dueS = Story.DUE_S + WEEK_S + 4000;
          s.until = Optional.of("2:seal");
        };
    table.cases.add(Case.lesser(Bundle.policy(), "a number kept back", late));
    table.cases.add(
        Case.lesser(Bundle.policy(), "a number kept back and found", late, Story.SIGNATURE));
    table.cases.add(
        Case.lesser(
            Bundle.policy(),
            "an attempt that was not sealed",
            s -> second(s).until = Optional.of("2:attempt")));
  }

  /** A command of the first attempt after the second was opened. */
  private static Consumer<Story> inFirst(String kind, String fields) {
    return s ->
        s.before.put(
            "2:draft", t -> s.step("late", kind, s.of() + fields, Story.ORGANISER, Story.NOTARY));
  }

  /** Hides what is on the ledger after a step. */
  private static void hide(Story story, String after, int to) {
    var entries = story.ledger.entries;
    var text = story.texts.getOrDefault(after, "");
    var isAfter = false;
    for (int i = 0; i < Math.min(to, entries.size()); i++) {
      if (isAfter) {
        story.ledger.hidden.add(i);
      }
      isAfter |= new String(entries.get(i), java.nio.charset.StandardCharsets.UTF_8).contains(text);
    }
  }
}
