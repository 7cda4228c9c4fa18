package twoseal.verifier;

import static twoseal.verifier.Cheats.before;
import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.Cheats.member;
import static twoseal.verifier.VerId.AFTERWARDS;
import static twoseal.verifier.VerId.BEACON;
import static twoseal.verifier.VerId.LINES;
import static twoseal.verifier.VerId.NAMES;
import static twoseal.verifier.VerId.PRESS;
import static twoseal.verifier.VerId.REVEALS;
import static twoseal.verifier.VerId.ROLLS;
import static twoseal.verifier.VerId.SEED;
import static twoseal.verifier.VerId.SKIPS;
import static twoseal.verifier.VerId.WEIGHTS;

import java.util.List;
import java.util.Optional;

/** Cheats from the seal to the last promotion, and on the list's files. */
final class CheatsOnDraw {
  private final Cheats table = new Cheats();

  private CheatsOnDraw() {}

  static List<Case> all() {
    var on = new CheatsOnDraw();
    on.reveals();
    on.skips();
    on.press();
    on.beacon();
    on.rolls();
    on.weights();
    on.lines();
    on.afterwards();
    return on.table.cases;
  }

  /** [VER-13], [DRAW-8], [SEED-3] */
  private void reveals() {
    var live = "contributor: lab/d2\nvalue: 0a\nnonce: -\n";
    table.early(
        REVEALS,
        "a reveal before the seal",
        before("seal", s -> s.step("early", "draw.reveal", s.of() + live, Story.NOTARY)));
    table.pressed(
        REVEALS,
        "a reveal after the press",
        s -> {
          s.until = Optional.empty();
          s.before.put("result-1", t -> t.step("late", "draw.reveal", t.of() + live, Story.NOTARY));
          s.before.put("result-2", t -> t.ledger.isStopped = true);
        });
    table.pressed(
        REVEALS,
        "a reveal after press-by",
        s -> s.timesMs.put("reveal-d1", (Story.DUE_S - 90) * 1000 + 1));
    table.pressed(
        REVEALS,
        "a reveal by nobody's contributor",
        before(
            "press",
            s -> s.step("more", "draw.reveal", s.of() + live.replace("d2", "gone"), Story.NOTARY)));
    table.pressed(
        REVEALS,
        "a value revealed twice",
        before(
            "press",
            s -> s.step("more", "draw.reveal", s.of() + live.replace("d2", "d1"), Story.NOTARY)));
    table.pressed(
        REVEALS, "another value than committed", edit("reveal-c1", "value: ..", "value: 00"));
    table.pressed(
        REVEALS,
        "a nonce for a live value",
        edit("reveal-d1", "nonce: -", "nonce: " + "00".repeat(32)));
  }

  /** [VER-14], [DRAW-9] */
  private void skips() {
    table.pressed(SKIPS, "a skip of nobody", s -> s.skipped.add("99 丙"));
    table.pressed(
        SKIPS,
        "a skip twice",
        before(
            "press",
            s -> {
              var fields = "entry: 2 丙\ncode: duplicate\nreason: -\n";
              s.step("more", "draw.skip", s.of() + fields, Story.ORGANISER, Story.NOTARY);
            }));
    table.pressed(SKIPS, "a skip too many", s -> s.skipped.add("5 丙"));
    table.pressed(
        SKIPS,
        "a skip at the last minute",
        s -> s.timesMs.put("skip-2", (Story.DUE_S - 150) * 1000));
  }

  /** [VER-15], [DRAW-10], [SEED-1], [SEED-2], [SEED-4] */
  private void press() {
    table.pressed(PRESS, "a press of another seal", edit("press", "seal: ....", "seal: 0000"));
    table.pressed(PRESS, "shakes of nobody", edit("press", "shakes: ....", "shakes: 0001"));
    table.pressed(PRESS, "reveals passed over", edit("press", "reveals: ....", "reveals: 0000"));
    table.pressed(PRESS, "skips passed over", edit("press", "skips: 2", "skips: 1"));
    table.pressed(PRESS, "other skips", edit("press", "skips-digest: ....", "skips-digest: 0000"));
    table.pressed(PRESS, "a round too far away", edit("press", "round: 1000", "round: 1204"));
    table.pressed(PRESS, "a round too near", edit("press", "round: 1000", "round: 996"));
    table.whole(
        PRESS,
        "pressed twice",
        before(
            "result-1",
            s -> {
              var text = s.texts.getOrDefault("press", "").split("\n", 4)[3];
              s.step("again", "draw.press", text, Story.ORGANISER, Story.NOTARY);
              s.ledger.isStopped = true;
            }));
    table.whole(
        PRESS,
        "a result before anybody pressed",
        s -> {
          s.without.add("press");
          s.timesMs.put("result-1", (Story.DUE_S - 200) * 1000);
          s.until = Optional.of("result-1");
        });
  }

  /** [VER-16], [VER-17], [SEED-5], [SEED-7] */
  private void beacon() {
    table.whole(BEACON, "another round", edit("result-1", "round: 1000", "round: 1001"));
    table.whole(
        BEACON,
        "a result before its round",
        s -> s.timesMs.put("result-1", Story.DUE_S * 1000 - 1));
    table.whole(
        BEACON,
        "another round's signature",
        s ->
            s.signature =
                "b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2"
                    + "853d10337fb8fa41");
    table.whole(SEED, "another seed", edit("result-1", "seed: ....", "seed: 0000"));
    table.whole(
        SEED,
        "a seed of twenty bits",
        s -> s.seed = seed -> Signing.sha256(new byte[] {seed[0], seed[1], (byte) (seed[2] & 15)}));
  }

  /** [VER-18], [DRAW-12], [DRAW-13], [DRAW-14] */
  private void rolls() {
    table.early(
        ROLLS,
        "complete before the seal",
        before("seal", s -> s.step("x", "draw.complete", s.of() + "results: 0\n", Story.NOTARY)));
    table.whole(ROLLS, "a drum that is biased", s -> s.drum = d -> d.blockBytes = 1);
    table.whole(ROLLS, "rounded weights", s -> s.drum = d -> d.weight = w -> w / 50 * 50 + 1);
    table.whole(ROLLS, "a stage left out", s -> s.without.add("result-1"));
    table.whole(ROLLS, "a stage too many", CheatsOnDraw::repeatLast);
    table.whole(
        ROLLS,
        "more rolls than anybody checks",
        edit("result-3", "rolled: .*", "rolled: 20000001"));
    table.whole(
        ROLLS,
        "two winners exchanged",
        edit(
            "result-1",
            "outcome: 2 (winner .*)\noutcome: 3 (winner .*)",
            "outcome: 2 $2\noutcome: 3 $1"));
    table.whole(
        ROLLS, "another outcomes root", edit("result-2", "outcomes: ....", "outcomes: 0000"));
    table.whole(ROLLS, "a counter more", edit("result-2", "counters: ", "counters: 1"));
    table.whole(ROLLS, "a winner unlisted", edit("result-3", "outcome: 1 ", "outcome: - "));
    table.whole(ROLLS, "complete without all stages", s -> s.without.add("result-3"));
    table.whole(
        ROLLS, "complete with other roots", edit("complete", "result: 1 ....", "result: 1 0000"));
    table.whole(
        ROLLS,
        "complete twice",
        before(
            "decline",
            s -> {
              var text = s.texts.getOrDefault("complete", "").split("\n", 4)[3];
              s.step("again", "draw.complete", text, Story.NOTARY);
            }));
  }

  /** [VER-19], [LIST-8] */
  private void weights() {
    table.early(WEIGHTS, "no weights file", s -> s.archive = Cheats.without("list/weights"));
    table.early(
        WEIGHTS,
        "another weight after the seal",
        s -> s.members.put("list/weights", b -> changed(b, b.length - 1, 1 + b[b.length - 1] % 2)));
    table.early(
        WEIGHTS,
        "a weight too many",
        s -> s.list.weightsFile = b -> Signing.join(b, new byte[] {1}));
    table.early(WEIGHTS, "a weight of nothing", s -> s.list.weightsFile = b -> changed(b, 0, 0));
    table.early(
        WEIGHTS,
        "a weight moved to another group",
        s ->
            s.list.weightsFile =
                b -> changed(changed(b, 2, b[2] - 1), b.length - 2, b[b.length - 2] + 1));
    table.early(
        WEIGHTS,
        "weights that are all 1",
        s -> {
          s.list = new TestList(List.of("丙", "乙"), new int[] {13, 6}, true);
          s.list.hidesUniformity = true;
        });
  }

  /** [VER-20], [VER-21], [LIST-1], [LIST-2], [LIST-4], [LIST-7], [LIST-10] */
  private void lines() {
    table.whole(
        LINES,
        "no lines",
        s -> s.archive = Cheats.without("list/lines.csv", "list/proofs", "list/names.csv"));
    table.whole(
        LINES,
        "lines that say other seats than the weights file",
        s -> s.list.lineText = l -> l.replaceFirst(",1,([0-9a-f]{64})$", ",2,$1"));
    table.whole(LINES, "a line missing", member("list/lines.csv", t -> t.split("\n", 2)[1]));
    table.whole(
        LINES, "a line twice", member("list/lines.csv", t -> t + t.split("\n", 2)[0] + "\n"));
    table.whole(
        LINES,
        "another person behind a winner's line",
        member("list/lines.csv", t -> t.substring(0, t.length() - 5) + "0000\n"));
    table.whole(
        LINES, "a proof changed", s -> s.members.put("list/proofs", b -> changed(b, 9, b[9] + 1)));
    table.whole(
        LINES,
        "a proof too long",
        s -> s.members.put("list/proofs", b -> Signing.join(b, new byte[1])));
    table.whole(
        LINES,
        "a last line without end",
        member("list/lines.csv", t -> t.substring(0, t.length() - 1)));
    table.whole(
        NAMES, "a name line that is none", member("list/names.csv", Cheats.replacing(",", ";")));
    table.whole(
        NAMES,
        "a name of nobody rolled",
        member("list/names.csv", Cheats.replacing("^[0-9]", "99")));
    table.whole(NAMES, "another name", member("list/names.csv", Cheats.replacing("王", "李")));
  }

  /** [VER-22], [DRAW-15] */
  private void afterwards() {
    table.whole(
        AFTERWARDS,
        "declined before it was complete",
        s -> {
          s.without.add("complete");
          s.until = Optional.of("decline");
        });
    table.whole(
        AFTERWARDS,
        "declined by nobody",
        s ->
            s.atEnd =
                t -> {
                  var fields = "stage: 1\norder: 7\ncode: declined\nreason: -\n";
                  t.step("no", "draw.decline", t.of() + fields, Story.ORGANISER, Story.NOTARY);
                });
    table.whole(
        AFTERWARDS,
        "declined twice",
        before(
            "promote",
            s -> {
              var text = s.texts.getOrDefault("decline", "").split("\n", 4)[3];
              s.step("again", "draw.disqualify", text, Story.ORGANISER, Story.NOTARY);
            }));
    table.whole(AFTERWARDS, "a winner promoted", edit("promote", "order: 5", "order: 4"));
    table.whole(AFTERWARDS, "promoted for an alternate", edit("promote", "for: 2", "for: 6"));
    table.whole(AFTERWARDS, "promoted for one who stays", edit("promote", "for: 2", "for: 1"));
    table.whole(AFTERWARDS, "an alternate passed over", edit("promote", "order: 5", "order: 6"));
  }

  private static void repeatLast(Story story) {
    story.before.put(
        "complete",
        s -> {
          var text = s.texts.getOrDefault("result-3", "").split("\n", 4)[3];
          var fourth = text.replaceFirst("stage: 3", "stage: 4");
          s.step("more", "draw.result", fourth, Story.WITNESS);
        });
  }

  private static byte[] changed(byte[] bytes, int at, int value) {
    var changed = bytes.clone();
    changed[at] = (byte) value;
    return changed;
  }
}
