package twoseal.verifier;

import static twoseal.verifier.Cheats.before;
import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.Cheats.replacing;
import static twoseal.verifier.Cheats.signedBy;
import static twoseal.verifier.VerId.BEACON;
import static twoseal.verifier.VerId.COMMANDS;
import static twoseal.verifier.VerId.COMPLETENESS;
import static twoseal.verifier.VerId.PRESS;
import static twoseal.verifier.VerId.REVEALS;
import static twoseal.verifier.VerId.SEAL;
import static twoseal.verifier.VerId.SEED;
import static twoseal.verifier.VerId.SHAKES;
import static twoseal.verifier.VerId.SIGNERS;
import static twoseal.verifier.VerId.SKIPS;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Cheats in a draw without a network, [DRAW-21], and between the two profiles. */
final class CheatsOnCeremony {
  /** The time of the press, T. */
  private static final long PRESSED_S = Story.DUE_S - 100;

  private final Cheats table = new Cheats();

  private CheatsOnCeremony() {}

  static List<Case> all() {
    var on = new CheatsOnCeremony();
    on.contributors();
    on.reveals();
    on.results();
    on.profiles();
    on.lesser();
    return on.table.cases;
  }

  private void until(String step, VerId expected, String what, Consumer<Story> change) {
    table.until(step, expected, what, s -> change.accept(s.asCeremony()));
  }

  /** [VER-12], [DRAW-7], [DRAW-21] */
  private void contributors() {
    seal("a contributor without an envelope", "union/member(.*) envelope 103", "union/member$1");
    seal("an envelope twice", "envelope 103", "envelope 102");
    seal("a live value in a ceremony", "(union/member) .*", "$1 live 01");
    until(
        "seal",
        SEAL,
        "two contributors of one organisation",
        s -> {
          s.before.put("announce", t -> t.person("press/friend", "contributor"));
          s.edits.put("seal", replacing("union/member", "press/friend"));
        });
    until(
        "seal",
        SEAL,
        "no contributor who is independent",
        s ->
            s.before.put(
                "announce",
                t ->
                    List.of("lab/staff", "press/staff", "union/staff")
                        .forEach(p -> t.person(p, "operator"))));
    seal(
        "a ceremony of two",
        "contributors: 3\n(.*)\n(.*)\n.*\nchain",
        "contributors: 2\n$1\n$2\nchain");
    seal("skips in a ceremony's seal", "skips-max: 0", "skips-max: 2");
    seal("a chain in a ceremony", "chain: -", "chain: quicknet");
    until(
        "seal",
        COMMANDS,
        "an envelope without a number",
        edit("seal", "envelope 103", "envelope 0"));
  }

  private void seal(String what, String old, String with) {
    until("seal", SEAL, what, edit("seal", old, with));
  }

  /** [VER-13], [DRAW-16] */
  private void reveals() {
    until(
        "open-1", REVEALS, "a value that does not open", edit("open-1", "value: ..", "value: 00"));
    until(
        "press",
        REVEALS,
        "a reveal before the press",
        before(
            "press",
            s -> {
              var fields = s.of() + s.contributions().revealed("lab/c1");
              s.step("early", "draw.reveal", fields, "lab/c1");
            }));
    until(
        "open-1",
        REVEALS,
        "a reveal before the witnesses had their time",
        s -> s.timesMs.put("open-1", (PRESSED_S + 30) * 1000 - 1));
    until(
        "open-3",
        REVEALS,
        "a reveal after the end",
        s -> s.timesMs.put("open-3", (PRESSED_S + 90) * 1000 + 1));
    until(
        "open-1",
        REVEALS,
        "a reveal though nobody pressed, before press-by",
        s -> {
          s.without.add("press");
          s.timesMs.put("open-1", (Story.DUE_S - 90) * 1000);
        });
    until(
        "open-2",
        SIGNERS,
        "a value opened by another contributor",
        signedBy("open-2", Signing.key("lab/c1")));
    until(
        "open-3",
        COMPLETENESS,
        "an opened envelope lost again",
        before("open-3", s -> s.ledger.hidden.add(s.ledger.entries.size() - 1)));
  }

  /** [VER-16], [VER-17], [SEED-6] */
  private void results() {
    until(
        "result-1",
        BEACON,
        "a result before all is opened",
        s -> {
          s.without.add("open-3");
          s.timesMs.put("result-1", (PRESSED_S + 90) * 1000);
        });
    until("result-1", SEED, "a result with another unopened set", s -> s.lost = Set.of("open-2"));
    until(
        "result-1",
        BEACON,
        "a round in a ceremony's result",
        edit("result-1", "round: -", "round: 1000"));
    until(
        "result-1",
        BEACON,
        "a beacon's signature in a ceremony's result",
        edit("result-1", "signature: -", "signature: " + Story.SIGNATURE));
  }

  /** [VER-14], [VER-15], [VER-30]: what one profile has and the other has not. */
  private void profiles() {
    until(
        "press",
        SKIPS,
        "a skip in a ceremony",
        before(
            "press",
            s -> {
              var fields = "entry: 2 丙\ncode: duplicate\nreason: -\n";
              s.step("skip", "draw.skip", s.of() + fields, Story.ORGANISER, Story.NOTARY);
            }));
    until(
        "press",
        SHAKES,
        "a shake in a ceremony",
        before(
            "press", s -> s.step("shake", "draw.shake", s.of() + s.shakes.batch(1), Story.CHEAT)));
    until(
        "press", PRESS, "a round in a ceremony's press", edit("press", "round: -", "round: 1000"));
    until(
        "press",
        PRESS,
        "values named in a ceremony's press before they are opened",
        edit("press", "reveals: -", "reveals: " + "ab".repeat(32)));
    table.early(
        SEAL, "a beacon draw without a beacon", edit("seal", "chain: quicknet", "chain: -"));
    table.pressed(PRESS, "a press without a round", edit("press", "round: 1000", "round: -"));
    table.until(
        "result-1",
        BEACON,
        "a result without a signature",
        edit("result-1", "signature: .*", "signature: -"));
  }

  /** [VER-25], [VER-26] */
  private void lesser() {
    lesser("the last contributor withholds", s -> s.without.add("open-3"));
    lesser(
        "a ceremony that nobody pressed",
        s -> {
          s.without.add("press");
          s.timesMs.put("open-1", (Story.DUE_S - 60) * 1000);
        });
    lesser(
        "witnesses too late for the first reveal",
        s ->
            s.inTime =
                List.of(
                    Bundle.witness(Story.WITNESS, Story.DUE_S - 95),
                    Bundle.witness("court/witness-2", Story.DUE_S - 89)));
    lesser(
        "a ceremony with nothing opened",
        s -> {
          s.without.addAll(Set.of("open-1", "open-2", "open-3"));
          s.until = Optional.of("complete");
        });
  }

  private void lesser(String what, Consumer<Story> change) {
    table.cases.add(Case.lesser(Bundle.policy(), what, s -> change.accept(s.asCeremony())));
  }
}
