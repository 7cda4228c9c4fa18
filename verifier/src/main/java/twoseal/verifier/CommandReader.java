package twoseal.verifier;

import static java.util.Map.entry;
import static twoseal.verifier.VerId.COMPLETENESS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import twoseal.verifier.Command.Case;
import twoseal.verifier.Command.Contributor;
import twoseal.verifier.Command.ListBlock;

/**
 * Reads a command's text: the fields of [REG-2], [REG-3], [DRAW-2] to [DRAW-20], in their order.
 */
final class CommandReader {
  private static final String CODES = "ineligible|duplicate|deceased|withdrawn|other";

  private static final Map<String, Function<CommandReader, Command>> READERS =
      Map.ofEntries(
          entry("twoseal/ledger.genesis/1", CommandReader::genesis),
          entry("twoseal/ledger.succession/1", CommandReader::succession),
          entry("twoseal/registry.organisation/1", CommandReader::organisation),
          entry("twoseal/registry.person/1", CommandReader::person),
          entry("twoseal/registry.rotate/1", CommandReader::rotate),
          entry("twoseal/registry.revoke/1", CommandReader::revoke),
          entry("twoseal/draw.announce/1", CommandReader::announce),
          entry("twoseal/draw.list/1", CommandReader::listing),
          entry("twoseal/draw.list-checked/1", CommandReader::listChecked),
          entry("twoseal/draw.seal/1", CommandReader::seal),
          entry("twoseal/draw.reveal/1", CommandReader::reveal),
          entry("twoseal/draw.skip/1", CommandReader::skip),
          entry("twoseal/draw.shake/1", CommandReader::shake),
          entry("twoseal/draw.close/1", CommandReader::close),
          entry("twoseal/draw.press/1", CommandReader::press),
          entry("twoseal/draw.result/1", CommandReader::result),
          entry("twoseal/draw.complete/1", CommandReader::complete),
          entry("twoseal/draw.decline/1", in -> in.giveUp(false)),
          entry("twoseal/draw.disqualify/1", in -> in.giveUp(true)),
          entry("twoseal/draw.promote/1", CommandReader::promote),
          entry("twoseal/draw.attempt/1", CommandReader::nextAttempt));

  private final Fields fields;

  private CommandReader(Fields fields) {
    this.fields = fields;
  }

  static Command read(byte[] text, String ledger, Form form) {
    var fields = new Fields(text, form);
    var kind = fields.kind();
    fields.hex("id", 16, 16);
    var named = fields.text("ledger");
    form.demand(named.equals(ledger), "属于账本 %s，不是 %s", "of the ledger %s, not %s", named, ledger);
    var reader = Optional.ofNullable(READERS.get(kind));
    form.checks()
        .demand(
            COMPLETENESS,
            reader.isPresent(),
            "%s：%s 不是证明包所含的命令。",
            "%s: %s is no command that a bundle holds.",
            form.where(),
            kind);
    var command = reader.orElseThrow().apply(new CommandReader(fields));
    fields.end();
    return command;
  }

  private Command genesis() {
    var logKey = fields.vkey("log-key", Vkey.ED25519);
    fields.timeS("created");
    var clock = fields.match("clock", "system|set");
    var custody = fields.match("custody", "client|server");
    var office = fields.match("office", Registry.ID);
    fields.text("office-name", Limits.NAME_CHARACTERS_MAX);
    fields.optional("office-name-en", Limits.NAME_CHARACTERS_MAX);
    var person = fields.match("person", Registry.PERSON);
    fields.text("person-name", Limits.NAME_CHARACTERS_MAX);
    var key = fields.vkey("key", Vkey.ED25519);
    return new Command.Genesis(
        logKey, clock.equals("set"), custody.equals("server"), office, person, key);
  }

  private Command succession() {
    var predecessor = fields.vkey("predecessor", Vkey.ED25519);
    var kept = head("kept", 1);
    var witnessed = head("witnessed", 0);
    var cosignatures = new ArrayList<Command.Cosigned>();
    for (var value : fields.list("cosignatures", "cosignature", 0, Limits.COSIGNATURES_MAX)) {
      cosignatures.add(cosigned(value));
    }
    var unwitnessed = fields.optional("unwitnessed").map(this::bounded);
    var lastDraw = fields.number("last-draw", 0, Limits.CASES_MAX);
    var lastRehearsal = fields.number("last-rehearsal", 0, Limits.CASES_MAX);
    var nextDraw = fields.number("next-draw", 1, Limits.CASES_MAX);
    var nextRehearsal = fields.number("next-rehearsal", 1, Limits.CASES_MAX);
    var open = new ArrayList<Long>();
    for (var value : fields.list("open-draws", "open-draw", 0, Limits.OPEN_DRAWS_MAX)) {
      var number = Bytes.number(value.replaceFirst("^D-", ""), 1, Limits.CASES_MAX);
      fields.form().demand(value.equals("D-" + number), "%s 不是案号", "not a draw: %s", value);
      open.add(number);
    }
    return new Command.Succession(
        predecessor,
        kept,
        witnessed,
        cosignatures,
        unwitnessed,
        new Command.Numbers(lastDraw, nextDraw),
        new Command.Numbers(lastRehearsal, nextRehearsal),
        open,
        bounded(fields.text("reason")));
  }

  private String bounded(String value) {
    fields
        .form()
        .demand(
            value.codePointCount(0, value.length()) <= Limits.SENTENCE_CHARS_MAX,
            "超过 %s 字",
            "more than %s characters",
            Limits.SENTENCE_CHARS_MAX);
    return value;
  }

  private Command.Head head(String name, long sizeMin) {
    return new Command.Head(
        fields.number(name + "-size", sizeMin, Long.MAX_VALUE),
        fields.digest(name + "-root"),
        fields.hex(name + "-signature", 64, 64));
  }

  private Command.Cosigned cosigned(String value) {
    var parts = value.split(" ", 2);
    fields
        .form()
        .demand(
            parts.length == 2 && Bytes.isHex(parts[1], 72, 72),
            "联署行 %s 形式不对",
            "not a cosignature: %s",
            value);
    return new Command.Cosigned(Vkey.parse(parts[0], Vkey.COSIGNATURE, fields.form()), parts[1]);
  }

  private Command organisation() {
    var id = fields.match("organisation", Registry.ID);
    var name = fields.text("name", Limits.NAME_CHARACTERS_MAX);
    fields.optional("name-en", Limits.NAME_CHARACTERS_MAX);
    return new Command.Organisation(id, name);
  }

  private Command person() {
    var person = fields.match("person", Registry.PERSON);
    fields.text("name", Limits.NAME_CHARACTERS_MAX);
    var role =
        Registry.Role.valueOf(
            fields.match("role", Registry.ROLES).toUpperCase(java.util.Locale.ROOT));
    var key = fields.vkey("key", Vkey.ED25519);
    return new Command.Person(
        person, role, key, fields.optionalVkey("cosign-key", Vkey.COSIGNATURE));
  }

  private Command rotate() {
    var person = fields.match("person", Registry.PERSON);
    var key = fields.vkey("key", Vkey.ED25519);
    var cosignKey = fields.optionalVkey("cosign-key", Vkey.COSIGNATURE);
    fields.text("reason", Limits.NAME_CHARACTERS_MAX);
    return new Command.Rotate(person, key, cosignKey);
  }

  private Command revoke() {
    var person = fields.match("person", Registry.PERSON);
    fields.text("reason", Limits.NAME_CHARACTERS_MAX);
    return new Command.Revoke(person);
  }

  private Command announce() {
    var isRehearsal = fields.match("kind", "draw|rehearsal").equals("rehearsal");
    return new Command.Announce(isRehearsal, Rules.read(fields));
  }

  private Command listing() {
    var of = ofCase();
    var isFinal = fields.match("state", "draft|final").equals("final");
    var block = listBlock();
    var draft = fields.optionalDigest("draft");
    var changes = 0L;
    for (var name : List.of("added", "removed", "changed")) {
      changes += fields.number(name, 0, Limits.ENTRIES_MAX);
    }
    var groups = new ArrayList<ListShape.Group>();
    for (var group : fields.list("groups", "group", 1, Limits.GROUPS_MAX)) {
      groups.add(group(group, fields.form()));
    }
    return new Command.Listing(of, isFinal, block, draft, changes, new ListShape(groups));
  }

  /** The value {@code <n_g> <W_g> <root_g> <label>}. */
  static ListShape.Group group(String value, Form form) {
    var parts = value.split(" ", 4);
    var entries = parts.length == 4 ? Bytes.number(parts[0], 1, Limits.ENTRIES_MAX) : -1;
    var tickets = parts.length == 4 ? Bytes.number(parts[1], 1, Long.MAX_VALUE) : -1;
    form.demand(
        entries > 0 && tickets > 0 && Bytes.isHex(parts[2], 32, 32) && Form.isLabel(parts[3]),
        "组别行 %s 形式不对",
        "not a group line: %s",
        value);
    return new ListShape.Group(parts[3], (int) entries, tickets, parts[2]);
  }

  private Command listChecked() {
    return new Command.ListChecked(ofCase(), listBlock());
  }

  private Command seal() {
    var of = ofCase();
    var rules = Rules.read(fields);
    var block = listBlock();
    var listNote = fields.digest("list-note");
    var listChecked = fields.optionalDigest("list-checked");
    var contributors = new ArrayList<Contributor>();
    for (var value : fields.list("contributors", "contributor", 0, Limits.CONTRIBUTORS_MAX)) {
      contributors.add(contributor(value));
    }
    return new Command.Seal(
        of,
        rules,
        block,
        listNote,
        listChecked,
        contributors,
        fields.optional("chain").map(chain -> Chain.parse(chain, fields.form())),
        fields.number("delta", 0, Limits.TIME_S_MAX),
        fields.number("margin", 0, Limits.TIME_S_MAX),
        fields.timeS("press-by"),
        fields.number("skip-notice", 0, Limits.TIME_S_MAX),
        fields.number("skips-max", 0, Limits.ENTRIES_MAX));
  }

  private Contributor contributor(String value) {
    var parts = value.split(" ", -1);
    var isLive = parts.length == 3 && parts[1].equals("live");
    var hasEnvelope = parts.length == 5 && parts[3].equals("envelope");
    var envelope = hasEnvelope ? Bytes.number(parts[4], 1, Limits.ENVELOPE_MAX) : -1;
    var isCommitted = (parts.length == 3 || envelope > 0) && parts[1].equals("committed");
    fields
        .form()
        .demand(
            parts[0].matches(Registry.PERSON)
                && ((isLive && Bytes.isHex(parts[2], 1, Limits.VALUE_BYTES_MAX))
                    || (isCommitted && Bytes.isHex(parts[2], 32, 32))),
            "提供人行 %s 形式不对",
            "not a contributor line: %s",
            value);
    return new Contributor(
        parts[0], isLive, parts[2], hasEnvelope ? Optional.of(envelope) : Optional.empty());
  }

  private Command reveal() {
    var of = ofCase();
    var contributor = fields.match("contributor", Registry.PERSON);
    var value = fields.hex("value", 1, Limits.VALUE_BYTES_MAX);
    return new Command.Reveal(of, contributor, value, fields.optionalDigest("nonce"));
  }

  private Command skip() {
    var of = ofCase();
    var values = fields.text("entry").split(" ", 2);
    var number = values.length == 2 ? Bytes.number(values[0], 1, Limits.ENTRIES_MAX) : -1;
    fields.form().demand(number > 0, "条目 %s 形式不对", "not an entry: %s", values[0]);
    fields.match("code", CODES);
    fields.optionalDigest("reason");
    return new Command.Skip(of, number, values[1]);
  }

  private Command shake() {
    var of = ofCase();
    var batch = fields.number("batch", 1, Limits.BATCHES_MAX);
    var shakes = fields.number("shakes", 1, Limits.SHAKES_MAX);
    var root = fields.digest("root");
    fields.digest("file-hash"); // of a file that is with the ledger, not in a bundle
    return new Command.Shake(of, batch, shakes, root);
  }

  private Command close() {
    var of = ofCase();
    var batches = fields.number("batches", 0, Limits.BATCHES_MAX);
    var shakes = fields.number("shakes", 0, Limits.ENTRIES_MAX);
    return new Command.Close(of, batches, shakes, fields.digest("root"));
  }

  private Command press() {
    var of = ofCase();
    var seal = fields.digest("seal");
    var shakes = fields.digest("shakes");
    var reveals = fields.optionalDigest("reveals");
    var skips = fields.number("skips", 0, Limits.ENTRIES_MAX);
    var skipsDigest = fields.digest("skips-digest");
    var round = fields.optionalNumber("round", 1, Limits.ROUND_MAX);
    return new Command.Press(of, seal, shakes, reveals, skips, skipsDigest, round);
  }

  private Command result() {
    var of = ofCase();
    var stage = fields.number("stage", 1, Limits.STAGES_MAX);
    var round = fields.optionalNumber("round", 1, Limits.ROUND_MAX);
    var signature = fields.optionalHex("signature", Bls12381.SIGNATURE_BYTES);
    var seed = fields.digest("seed");
    var start = fields.mark();
    var rolled = fields.number("rolled", 0, Limits.ENTRIES_MAX);
    for (var name : List.of("counters", "winners", "alternates", "skipped", "seats", "unfilled")) {
      fields.text(name); // compared, as a line, with what the drum gives
    }
    fields.text("outcomes");
    fields.list("listed", "outcome", 0, Limits.LISTED_MAX);
    return new Command.Result(of, stage, round, signature, seed, rolled, fields.since(start));
  }

  private Command complete() {
    return new Command.Complete(ofCase(), fields.list("results", "result", 0, Limits.STAGES_MAX));
  }

  private Command giveUp(boolean isDisqualified) {
    var of = ofCase();
    var stage = fields.number("stage", 1, Limits.STAGES_MAX);
    var order = fields.number("order", 1, Limits.ENTRIES_MAX);
    var code = fields.match("code", CODES + "|declined");
    fields.optionalDigest("reason");
    return new Command.GiveUp(of, isDisqualified, stage, order, code);
  }

  private Command promote() {
    var of = ofCase();
    var stage = fields.number("stage", 1, Limits.STAGES_MAX);
    var order = fields.number("order", 1, Limits.ENTRIES_MAX);
    return new Command.Promote(of, stage, order, fields.number("for", 1, Limits.ENTRIES_MAX));
  }

  private Command nextAttempt() {
    var of = ofCase();
    var predecessor = fields.optionalDigest("predecessor");
    var reason = fields.text("reason");
    fields
        .form()
        .demand(
            reason.codePointCount(0, reason.length()) <= Limits.REASON_CHARS_MAX,
            "理由超过 %s 个字",
            "the reason is longer than %s characters",
            Limits.REASON_CHARS_MAX);
    return new Command.NextAttempt(of, predecessor, reason);
  }

  private Case ofCase() {
    return new Case(fields.text("draw"), fields.number("attempt", 1, Limits.ATTEMPTS_MAX));
  }

  private ListBlock listBlock() {
    var root = fields.digest("list-root");
    var entries = fields.number("entries", 1, Limits.ENTRIES_MAX);
    var tickets = fields.number("tickets", 1, Long.MAX_VALUE);
    var fileHash = fields.digest("file-hash");
    var weights =
        fields.peek("weights").equals("uniform")
            ? fields.text("weights")
            : fields.digest("weights");
    return new ListBlock(root, entries, tickets, fileHash, weights);
  }
}
