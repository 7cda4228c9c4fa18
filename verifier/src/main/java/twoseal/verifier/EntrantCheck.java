package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.VerId.LIST_PROOF;
import static twoseal.verifier.VerId.OPENING;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks an entrant's own proof, [LIST-9], [LIST-13]: that their line stands in a list, that it is
 * theirs, and what became of it.
 */
public final class EntrantCheck {
  /**
   * What an entrant learns.
   *
   * @param opening what the bundle's report opens with, where its ledger succeeds another
   * @param checks that the line stands in the list, and that it opens to name and record; the
   *     latter is not reached where salts and name are not given
   * @param draw the case number, as the proof says
   * @param startTicket the first ticket, counted from 0 over the list
   * @param outcomes per stage what became of the entry; empty without a bundle
   */
  public record Answer(
      Optional<Sentence> opening,
      List<Report.Check> checks,
      String draw,
      String group,
      long number,
      long weight,
      long seats,
      long startTicket,
      List<Sentence> outcomes) {
    /** Whether nothing that could be checked failed. */
    public boolean holds() {
      return checks.stream().noneMatch(c -> c.state() == Report.State.FAILED);
    }
  }

  /** What is read of a proof. */
  private record Proof(
      String draw,
      String listRoot,
      ListShape shape,
      PublicLine line,
      long start,
      List<SumTree.Node> path,
      Optional<String> name,
      Optional<String> nameSalt,
      List<String> values,
      Optional<String> recordSalt) {}

  private final Checks checks = new Checks();

  private EntrantCheck() {}

  /**
   * Checks a proof against a list root that is known otherwise.
   *
   * @param proof {@code twoseal/list-proof/1}
   * @param listRoot 64 hex digits
   * @throws Malformed if the proof cannot be read
   */
  public static Answer check(String proof, String listRoot) {
    var check = new EntrantCheck();
    var read = check.read(proof);
    check.check(read, listRoot);
    return check.answer(read, Optional.empty(), List.of());
  }

  /**
   * Checks a proof against a bundle, and says what became of the entry in each stage.
   *
   * @param build names the verifier's build
   * @throws Malformed if the proof cannot be read, or the bundle is refused: it says nothing then
   * @throws NotABundleException if the bytes are no bundle
   */
  public static Answer check(String proof, byte[] bundle, Optional<Policy> policy, String build)
      throws NotABundleException {
    var check = new EntrantCheck();
    var read = check.read(proof);
    var examined = new Verifier(build).examine(bundle, policy, List.of());
    check.checks.demand(
        LIST_PROOF,
        examined.report().verdict() != Verdict.REFUSED,
        "证明包不成立，请先看它的验证报告。",
        "The bundle is refused; see the report on it.");
    var draw = examined.draw().orElseThrow();
    check.form(LIST_PROOF).same("draw", read.draw(), draw.announced().draw());
    var roots = draw.sealed().stream().map(s -> s.frame().seal().block().root()).toList();
    check.check(read, roots.contains(read.listRoot()) ? read.listRoot() : roots.getLast());
    return check.answer(read, examined.report().opening(), outcomes(read, draw));
  }

  private Proof read(String proof) {
    var form = form(LIST_PROOF);
    var fields = new Fields(proof.getBytes(UTF_8), form);
    var kind = fields.kind();
    form.demand(kind.equals("twoseal/list-proof/1"), "首行是 %s", "its first line is %s", kind);
    var draw = fields.text("draw");
    var listRoot = fields.digest("list-root");
    var groups =
        fields.list("groups", "group", 1, Limits.GROUPS_MAX).stream()
            .map(value -> CommandReader.group(value, form))
            .toList();
    var line = PublicLine.read(fields.text("line"), form);
    var start = fields.number("start", 0, Long.MAX_VALUE);
    var path = new ArrayList<SumTree.Node>();
    for (var value : fields.list("path", "node", 0, Limits.PATH_MAX)) {
      path.add(node(value, form));
    }
    var name = fields.optional("name");
    var nameSalt = fields.optionalDigest("name-salt");
    var values =
        fields.list("columns", "value", 0, Limits.COLUMNS_MAX).stream()
            .map(value -> value.equals("-") ? "" : value)
            .toList();
    var recordSalt = fields.optionalDigest("record-salt");
    fields.end();
    form.demand(
        name.isPresent() == nameSalt.isPresent() && values.isEmpty() == recordSalt.isEmpty(),
        "姓名、记录与各自的盐应同时给出，或都不给出",
        "name and record must each stand with its salt, or not at all");
    return new Proof(
        draw,
        listRoot,
        new ListShape(groups),
        line,
        start,
        path,
        name,
        nameSalt,
        values,
        recordSalt);
  }

  private void check(Proof proof, String listRoot) {
    var form = form(LIST_PROOF);
    form.same("list-root", proof.listRoot(), listRoot);
    form.same("list-root", proof.shape().root(), listRoot);
    var line = proof.line();
    var group = proof.shape().labels().indexOf(line.group());
    if (!form.require(
        group >= 0 && line.number() <= proof.shape().groups().get(group).entries(),
        "名单中没有 %s 组 %s 号",
        "the list has no entry of group %s, number %s",
        line.group(),
        line.number())) {
      return;
    }
    var of = proof.shape().groups().get(group);
    var root = SumTree.rootOf(line.leaf(), line.number() - 1, of.entries(), proof.path());
    form.require(
        root.equals(Optional.of(new SumTree.Node(of.tickets(), of.root()))),
        "名单行与路径得不出该组的根与号签数",
        "line and path do not lead to the group's root and tickets");
    form.same("start", proof.start(), start(proof, group));
    if (proof.name().isPresent()
        && proof.nameSalt().isPresent()
        && proof.recordSalt().isPresent()) {
      open(proof);
    }
  }

  /** The tickets of all groups before, and of the left siblings on the way to the group's root. */
  private static long start(Proof proof, int group) {
    var start = 0L;
    for (var before : proof.shape().groups().subList(0, group)) {
      start += before.tickets();
    }
    var offset = proof.line().number() - 1;
    var leaves = (long) proof.shape().groups().get(group).entries();
    for (int depth = proof.path().size() - 1; depth >= 0 && leaves > 1; depth--) {
      var split = SumTree.split(leaves);
      if (offset < split) {
        leaves = split;
      } else {
        start += proof.path().get(depth).sum();
        offset -= split;
        leaves -= split;
      }
    }
    return start;
  }

  private void open(Proof proof) {
    var record = new byte[0];
    for (var value : proof.values()) {
      record = Bytes.join(record, Bytes.lp(value));
    }
    var recordDigest =
        Bytes.hex(Bytes.sha256(Bytes.unhex(proof.recordSalt().orElseThrow()), record));
    var nameDigest = SumTree.nameDigest(proof.nameSalt().orElseThrow(), proof.name().orElseThrow());
    form(OPENING)
        .same(
            "commitment", proof.line().commitment(), SumTree.commitment(nameDigest, recordDigest));
  }

  /** Of every attempt that drew from this list. */
  private static List<Sentence> outcomes(Proof proof, DrawCase draw) {
    var outcomes = new ArrayList<Sentence>();
    for (var sealed : draw.sealed()) {
      var frame = sealed.frame();
      if (frame.seal().block().root().equals(proof.listRoot())) {
        var index = frame.shape().indexOf(proof.line().number(), proof.line().group());
        for (int i = 0; i < sealed.results().size(); i++) {
          var rolls = sealed.results().get(i);
          var outcome = outcome(i + 1, rolls, index).and(later(i + 1, sealed, rolls, index));
          outcomes.add(draw.attempts().size() == 1 ? outcome : outcome.ofAttempt(frame.attempt()));
        }
      }
    }
    return outcomes;
  }

  private static Sentence outcome(int stage, Rolls rolls, int index) {
    var orders = rolls.orders();
    for (int roll = 0; roll < rolls.count(); roll++) {
      if (rolls.entry(roll) == index) {
        return switch (rolls.kind(roll)) {
          case Rolls.WINNER ->
              Sentence.of("第 %s 轮：中签，序号 %s。", "Stage %s: winner, order %s.", stage, orders[roll]);
          case Rolls.ALTERNATE ->
              Sentence.of(
                  "第 %s 轮：候补，序号 %s。", "Stage %s: alternate, order %s.", stage, orders[roll]);
          case Rolls.SKIPPED ->
              Sentence.of("第 %s 轮：摇出，但已跳过。", "Stage %s: drawn, but skipped.", stage);
          default -> Sentence.of("第 %s 轮：摇出，名额不足。", "Stage %s: drawn, but not placed.", stage);
        };
      }
    }
    return Sentence.of("第 %s 轮：未摇出。", "Stage %s: not drawn.", stage);
  }

  /** What became of a winner or alternate after the draw. */
  private static List<Sentence> later(int stage, SealedDraw draw, Rolls rolls, int index) {
    var order = order(rolls, index);
    var after = draw.afterwards();
    if (order == 0 || after.isEmpty()) {
      return List.of();
    }
    var said = new ArrayList<Sentence>();
    if (after.get().isPromoted(stage, order)) {
      said.add(new Sentence("此后递补，取得名额。", " Promoted since then, has a place."));
    }
    after
        .get()
        .gone(stage, order)
        .map(Report.Gone::sentence)
        .map(gone -> new Sentence("此后" + gone.zh() + "。", " Since then " + gone.en() + "."))
        .ifPresent(said::add);
    return said;
  }

  /** The order number of an entry, 0 if it has none. */
  private static int order(Rolls rolls, int index) {
    var orders = rolls.orders();
    for (int roll = 0; roll < rolls.count(); roll++) {
      if (rolls.entry(roll) == index) {
        return orders[roll];
      }
    }
    return 0;
  }

  private Answer answer(Proof proof, Optional<Sentence> opening, List<Sentence> outcomes) {
    checks.end(List.of(LIST_PROOF, OPENING));
    return new Answer(
        opening,
        Report.checks(checks, List.of(LIST_PROOF, OPENING)),
        proof.draw(),
        proof.line().group(),
        proof.line().number(),
        proof.line().weight(),
        proof.line().seats(),
        proof.start(),
        outcomes);
  }

  private Form form(VerId id) {
    return new Form(checks, id, "list-proof");
  }

  private static SumTree.Node node(String value, Form form) {
    var parts = value.split(" ", -1);
    var sum = parts.length == 2 ? Bytes.number(parts[0], 1, Long.MAX_VALUE) : -1;
    form.demand(
        sum > 0 && Bytes.isHex(parts[1], 32, 32), "%s 不是路径节点", "not a node of a path: %s", value);
    return new SumTree.Node(sum, parts[1]);
  }
}
