package twoseal.verifier;

import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.Cheats.editNote;
import static twoseal.verifier.Cheats.member;
import static twoseal.verifier.Cheats.replacing;
import static twoseal.verifier.VerId.ARCHIVE;
import static twoseal.verifier.VerId.ATTEMPTS;
import static twoseal.verifier.VerId.CHECKPOINT;
import static twoseal.verifier.VerId.COMMANDS;
import static twoseal.verifier.VerId.COMPLETENESS;
import static twoseal.verifier.VerId.RECEIPTS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cheats on archive, checkpoints, receipts, completeness and the form of commands. */
final class CheatsOnForm {
  private static final String FIRST = "entries/000000000000";

  private final Cheats table = new Cheats();

  private CheatsOnForm() {}

  static List<Case> all() {
    var on = new CheatsOnForm();
    on.archive();
    on.checkpoint();
    on.receipts();
    on.completeness();
    on.notes();
    on.fields();
    on.commands();
    return on.table.cases;
  }

  /** [VER-3], [BUN-1], [BUN-2] */
  private void archive() {
    table.early(
        ARCHIVE, "a byte after the archive", s -> s.raw = b -> Signing.join(b, new byte[1]));
    table.early(
        ARCHIVE, "a file too many", s -> s.archive = Cheats.with("list/notes", new byte[0]));
    table.early(ARCHIVE, "a file missing", s -> s.archive = Cheats.without("checkpoint"));
    table.early(ARCHIVE, "another README", member("README.txt", replacing("Twoseal", "twoseal")));
    table.early(ARCHIVE, "another version", member("draw", replacing("bundle/1", "bundle/2")));
    table.early(ARCHIVE, "no last line feed", member("draw", replacing("D-1\n", "D-1")));
  }

  /** [VER-4], [LOG-5], [LOG-8], [BUN-4] */
  private void checkpoint() {
    table.early(CHECKPOINT, "four lines", s -> s.checkpointText = t -> t + "extension\n");
    table.early(
        CHECKPOINT, "another log's name", s -> s.checkpointText = replacing("demo", "other"));
    table.early(
        CHECKPOINT, "not the log's key", s -> s.logSigner = new Signing.Key(Story.LEDGER, 1, 7));
    table.early(
        CHECKPOINT,
        "a cosignature twice",
        s -> s.checkpointNote = n -> n + n.substring(n.lastIndexOf("\u2014")));
    table.early(
        CHECKPOINT,
        "a witness nobody knows",
        s -> s.late = List.of(Bundle.witness("court/nobody", Story.DUE_S)));
    table.early(CHECKPOINT, "a forged cosignature", s -> s.checkpointNote = Cheats::flipLastLine);
    table.pressed(CHECKPOINT, "an earlier checkpoint nobody saw", s -> s.inTime = List.of());
    table.pressed(CHECKPOINT, "a wrong size in a name", s -> s.archive = CheatsOnForm::resize);
    table.pressed(
        CHECKPOINT,
        "a log that was rewritten after the witnesses saw it",
        s -> s.seenLeaves = l -> l.reversed());
    table.pressed(
        CHECKPOINT,
        "a proof that is no base64",
        s -> s.archive = m -> changed(m, "consistency/", "!\n"));
    table.pressed(
        CHECKPOINT,
        "a proof that is no text",
        s -> s.archive = m -> changed(m, "consistency/", new byte[] {-1}));
  }

  /** [VER-5], [LOG-1], [LOG-3], [LOG-6] */
  private void receipts() {
    table.early(
        RECEIPTS, "an entry cut off", s -> s.members.put(FIRST + ".entry", b -> new byte[40]));
    table.early(
        RECEIPTS,
        "a time after the year 9999",
        s -> s.timesMs.put("genesis", Limits.TIME_S_MAX * 1000 + 1000));
    table.early(
        RECEIPTS,
        "a position of another index",
        s -> {
          s.before.put("announce", t -> t.ledger.positionSkew = 1);
          s.before.put("draft", t -> t.ledger.positionSkew = 0);
        });
    table.early(
        RECEIPTS,
        "an entry dated back",
        s -> s.timesMs.put("announce", (Story.DUE_S - 3600) * 1000));
    table.early(
        RECEIPTS,
        "an entry changed after it was receipted",
        s -> s.members.put(FIRST + ".entry", CheatsOnForm::lastByteOfPosition));
    table.early(
        RECEIPTS,
        "a receipt of another checkpoint",
        member(FIRST + ".tlog-proof", replacing("index 0", "index 1")));
  }

  /** [VER-6], [LOG-2], [LOG-4], [BUN-3] */
  private void completeness() {
    table.early(
        COMPLETENESS,
        "a remark among the entries",
        s -> s.before.put("seal", t -> t.ledger.hidden.clear()));
    table.early(COMPLETENESS, "no genesis", s -> s.before.put("seal", t -> t.ledger.hidden.add(0)));
    table.early(
        COMPLETENESS,
        "a registered person kept back",
        s -> s.before.put("seal", t -> t.ledger.hidden.add(6)));
    table.pressed(
        COMPLETENESS,
        "a reveal kept back",
        s -> s.before.put("press", t -> t.ledger.hidden.add(t.ledger.entries.size() - 1)));
    table.early(
        COMPLETENESS,
        "a refused command",
        s -> s.outcomes.put("checked", o -> "twoseal/refused/1\nreason: draw.list-differs\n"));
    table.pressed(COMPLETENESS, "a reveal of another draw", edit("reveal-d1", "D-1", "D-2"));
    table.pressed(
        ATTEMPTS, "a reveal of another attempt", edit("reveal-d1", "attempt: 1", "attempt: 2"));
    table.pressed(
        COMPLETENESS,
        "an id used twice",
        s -> s.edits.put("reveal-d1", t -> t.replaceFirst("id: [0-9a-f]*", id(s, "announce"))));
    table.early(
        COMPLETENESS,
        "an entry after the draw's last",
        s ->
            s.atEnd =
                t -> {
                  t.ledger.isStopped = false;
                  t.person("lab/late", "observer");
                });
  }

  /** [VER-7], [NOTE-1], [NOTE-5], [NOTE-7] */
  private void notes() {
    table.early(
        COMMANDS, "no signature lines", editNote("draft", n -> n.split("\n\n", 2)[0] + "\n"));
    table.early(COMMANDS, "a hyphen for the dash", editNote("draft", replacing("\u2014", "-")));
    table.early(COMMANDS, "a tab in a text", edit("announce", "2023 年", "2023\t年"));
    table.early(COMMANDS, "a text not composed", edit("announce", "2023 年", "2023 e\u0301"));
    table.early(COMMANDS, "a mark that turns the text around", edit("announce", "年", "\u202e年"));
    table.early(
        COMMANDS, "a command too long", edit("announce", "2023 年", "年".repeat(20_000) + " "));
    table.early(COMMANDS, "a command of another ledger", edit("draft", "demo", "other"));
  }

  /** [VER-7], [NOTE-2], [NOTE-4], [BYTES-1], [BYTES-5], [BYTES-6] */
  private void fields() {
    table.early(COMMANDS, "a field missing", edit("announce", "purpose: .*\n", ""));
    table.early(COMMANDS, "an empty value", edit("announce", "title: .*\n", "title: \n"));
    table.early(COMMANDS, "a space at the end", edit("announce", "title: (.*)\n", "title: $1 \n"));
    table.early(COMMANDS, "nothing for a title", edit("announce", "title: .*\n", "title: -\n"));
    table.early(
        COMMANDS,
        "a name too long",
        edit("organisation-bureau", "name: .*\n", "name: " + "名".repeat(201) + "\n"));
    table.early(COMMANDS, "another method", edit("announce", "drum/1", "drum/2"));
    table.early(COMMANDS, "a leading zero", edit("draft", "added: 0", "added: 00"));
    table.early(COMMANDS, "too many stages", edit("announce", "stages: 3", "stages: 33"));
    table.early(
        COMMANDS,
        "capital hex digits",
        edit("draft", "file-hash: [0-9a-f]*", "file-hash: " + "A".repeat(64)));
    table.early(COMMANDS, "a day that is none", edit("announce", "2023-08-23", "2023-02-29"));
    table.early(COMMANDS, "a line too many", s -> s.edits.put("draft", t -> t + "more: 1\n"));
    table.early(
        COMMANDS, "a key with another id", edit("person-lab/c1", "lab/c1\\+....", "lab/c1+0000"));
    table.early(COMMANDS, "a label that is none", edit("announce", "group: 丙", "group: 丙,丁"));
  }

  /** [VER-7], [DRAW-2], [LIST-1], [SEED-5] */
  private void commands() {
    table.early(COMMANDS, "a column twice", edit("announce", "姓名.证件", "姓名|姓名"));
    table.early(
        COMMANDS,
        "a test chain whose key is no point",
        edit("seal", "chain: quicknet", "chain: test " + "ab".repeat(96) + " 0 3"));
    table.early(COMMANDS, "a group line that is none", edit("draft", "group: ", "group: 0"));
    table.early(COMMANDS, "a contributor of no kind", edit("seal", " live 01", " dead 01"));
    table.early(COMMANDS, "an unknown chain", edit("seal", "chain: quicknet", "chain: fastnet"));
    table.pressed(COMMANDS, "a skip of no number", edit("skip-1", "entry: 2 ", "entry: 0 "));
  }

  private static String id(Story story, String step) {
    return story.texts.getOrDefault(step, "").split("\n", -1)[1];
  }

  private static byte[] lastByteOfPosition(byte[] entry) {
    var changed = entry.clone();
    changed[19]--;
    return changed;
  }

  private static Map<String, byte[]> resize(Map<String, byte[]> members) {
    var renamed = new LinkedHashMap<String, byte[]>();
    members.forEach((name, bytes) ->
        renamed.put(
            name.startsWith("cosigned/") || name.startsWith("consistency/")
                ? name.replaceFirst("0000", "0001")
                : name,
            bytes));
    return renamed;
  }

  private static Map<String, byte[]> changed(
      Map<String, byte[]> members, String folder, String content) {
    return changed(members, folder, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static Map<String, byte[]> changed(
      Map<String, byte[]> members, String folder, byte[] content) {
    var changed = new LinkedHashMap<String, byte[]>();
    members.forEach((n, b) -> changed.put(n, n.startsWith(folder) ? content : b));
    return changed;
  }
}
