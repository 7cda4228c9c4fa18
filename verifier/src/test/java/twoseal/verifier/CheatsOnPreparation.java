package twoseal.verifier;

import static twoseal.verifier.Cheats.before;
import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.VerId.ANNOUNCEMENT;
import static twoseal.verifier.VerId.LIST;
import static twoseal.verifier.VerId.SEAL;

import java.util.List;
import java.util.Optional;

/** Cheats on announcement, list and seal. */
final class CheatsOnPreparation {
  private final Cheats table = new Cheats();

  private CheatsOnPreparation() {}

  static List<Case> all() {
    var on = new CheatsOnPreparation();
    on.announcement();
    on.rules();
    on.list();
    on.seal();
    return on.table.cases;
  }

  /** [VER-10], [DRAW-1], [DRAW-4] */
  private void announcement() {
    table.early(ANNOUNCEMENT, "no announcement", s -> s.without.add("announce"));
    table.early(
        ANNOUNCEMENT,
        "announced twice",
        before(
            "draft",
            s -> s.step("again", "draw.announce", "kind: draw\n" + s.rules(), Story.ORGANISER)));
    table.early(
        ANNOUNCEMENT,
        "a rehearsal's number for a draw",
        s -> {
          s.draw = "R-1";
          s.edits.put("announce", Cheats.replacing("kind: rehearsal", "kind: draw"));
        });
    table.early(ANNOUNCEMENT, "a draw by a set clock", s -> s.clock = "set");
    table.early(
        ANNOUNCEMENT,
        "an organiser nobody knows",
        edit("announce", "organiser: bureau", "organiser: b"));
  }

  /** [VER-10], [DRAW-2], [DRAW-16] */
  private void rules() {
    rules("groups out of order", "group: 丙\ngroup: 乙", "group: 乙\ngroup: 丙");
    rules("a group that is none", "stage-groups: 乙", "stage-groups: 丁");
    rules("winners of a later stage", "stage-from: all", "stage-from: winners 2");
    rules("winners left out of a later stage", "stage-except: 1\n", "stage-except: 3\n");
    rules("alternates where all win", "stage-places: 4", "stage-places: all");
    rules("unfilled places to nowhere", "join 3", "join 2");
    rules(
        "a pool of nobody",
        "stage-from: all\nstage-except: 1\n",
        "stage-from: winners 1\nstage-except: 1\n");
    table.early(
        SEAL,
        "open places in a seal",
        s -> {
          s.edits.put("announce", Cheats.replacing("stage-places: 4", "stage-places: open"));
          s.edits.put("seal", Cheats.replacing("stage-places: 4", "stage-places: open"));
        });
  }

  private void rules(String what, String old, String with) {
    table.early(
        ANNOUNCEMENT,
        what,
        s -> {
          s.edits.put("announce", Cheats.replacing(old, with));
          s.edits.put("seal", Cheats.replacing(old, with));
        });
  }

  /** [VER-11], [DRAW-3], [DRAW-5], [DRAW-6], [LIST-5] */
  private void list() {
    table.pressed(
        LIST,
        "a list after the seal",
        before("reveal-c1", s -> s.step("more", "draw.list", relisted(s), Story.ORGANISER)));
    table.early(
        LIST,
        "a list of other groups",
        s ->
            s.edits.put(
                "draft",
                t -> listText(t, new TestList(List.of("乙", "丁"), new int[] {5, 6}, false))));
    list("entries that do not add up", "entries: 19", "entries: 20");
    list("another root", "list-root: [0-9a-f]{4}", "list-root: 0000");
    table.early(
        LIST,
        "weights said to be uniform",
        s -> {
          inAll(s, "weights: [0-9a-f]*", "weights: uniform");
          s.archive = Cheats.without("list/weights");
        });
    table.early(LIST, "a draft passed over", edit("final", "draft: [0-9a-f]*", "draft: -"));
    table.early(
        LIST,
        "changes against no draft",
        s -> {
          s.without.add("draft");
          s.edits.put("final", Cheats.replacing("added: 0", "added: 9"));
        });
    table.pressed(
        LIST,
        "a check after the seal",
        before(
            "reveal-c1",
            s -> s.step("late", "draw.list-checked", s.of() + s.list.block(), Story.WITNESS)));
    table.early(
        LIST,
        "a check of another list",
        s -> {
          s.edits.put("checked", Cheats.replacing("file-hash: ....", "file-hash: 0000"));
          s.edits.put("seal", Cheats.replacing("list-checked: .*", "list-checked: -"));
        });
  }

  private void list(String what, String old, String with) {
    table.early(LIST, what, s -> inAll(s, old, with));
  }

  /** Changes a list block wherever it stands. */
  private static void inAll(Story story, String old, String with) {
    for (var step : List.of("final", "checked", "seal")) {
      story.edits.put(step, Cheats.replacing(old, with));
    }
  }

  /** [VER-12], [DRAW-7], [DRAW-16] */
  private void seal() {
    table.early(SEAL, "no seal", s -> s.until = Optional.of("checked"));
    table.pressed(
        SEAL,
        "sealed twice",
        before(
            "reveal-c1",
            s -> {
              var text = s.texts.getOrDefault("seal", "");
              s.step("again", "draw.seal", text.split("\n", 4)[3], Story.ORGANISER, Story.NOTARY);
            }));
    seal("rules changed in the seal", "stage-places: 4", "stage-places: 5");
    seal("a rule more in the seal", "stage-unfilled: join 3", "stage-unfilled: lapse");
    seal("another list in the seal", "file-hash: ....", "file-hash: 0000");
    seal("a check that is none", "list-checked: ....", "list-checked: 0000");
    seal("a contributor twice", "lab/d2 live", "lab/d1 live");
    seal("a contributor who was revoked", "lab/d2 live", "lab/gone live");
    seal("press-by in the past", "press-by: 2023", "press-by: 2022");
    seal("press-by after more than a year", "press-by: 2023", "press-by: 2025");
    seal("a delta too short for the witnesses", "delta: 90", "delta: 89");
    seal("a delta of more than a day", "delta: 90", "delta: 86401");
    seal("a notice of more than a month", "skip-notice: 60", "skip-notice: 2592001");
    seal("a thousand and one skips", "skips-max: 2", "skips-max: 1001");
    var chain = "chain: test " + Story.TEST_KEY + " 0 3";
    table.cases.add(
        Case.under(
            Bundle.policy().replace("chain: quicknet", chain),
            SEAL,
            "a test beacon in a draw",
            s -> {
              s.until = Optional.of("seal");
              s.edits.put("seal", Cheats.replacing("chain: quicknet", chain));
            }));
  }

  private void seal(String what, String old, String with) {
    table.early(SEAL, what, edit("seal", old, with));
  }

  private static String relisted(Story story) {
    var draft = story.texts.getOrDefault("draft", "").split("list-root: ", 2)[1].substring(0, 64);
    return story.of() + Story.listing(story.list, "final", draft, "0");
  }

  /** The command's text with another list in it. */
  private static String listText(String text, TestList list) {
    return text.substring(0, text.indexOf("state: ")) + Story.listing(list, "draft", "-", "0");
  }
}
