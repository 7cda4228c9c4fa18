package twoseal.draw;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.State;
import twoseal.core.Writes;
import twoseal.list.ListRoot;

/**
 * An attempt of a case as the state holds it: rows, most of them the texts of the accepted commands
 * themselves. Those of the first attempt, and what belongs to no attempt (announce, step, attempt),
 * stand under {@code draw/<case>/}, those of attempt k under {@code draw/<case>/attempt-<k>/}.
 */
public final class CaseFile {
  /** The number of a case's current attempt; absent while it is 1. */
  static final String ATTEMPT = "attempt";

  private static final String INDEX = "%020d";

  private final State state;
  private final CaseNumber number;
  private final int attempt;

  private CaseFile(State state, CaseNumber number, int attempt) {
    this.state = state;
    this.number = number;
    this.attempt = attempt;
  }

  /** The current attempt of a case, if it was announced. */
  public static Optional<CaseFile> find(State state, CaseNumber number) {
    if (state.get(caseRow(number, "announce")) == null) {
      return Optional.empty();
    }
    var current = state.get(caseRow(number, ATTEMPT));
    return Optional.of(
        new CaseFile(state, number, current == null ? 1 : Integer.parseInt(current)));
  }

  /** An attempt of this case, from 1 to the current one. */
  public Optional<CaseFile> at(int other) {
    return other < 1 || other > attempts()
        ? Optional.empty()
        : Optional.of(new CaseFile(state, number, other));
  }

  /**
   * The last case number of a kind that was given; 0, or on a successor the one before its first.
   */
  public static long count(State state, DrawKind kind) {
    var count = state.get(countRow(kind));
    return count == null ? 0 : Long.parseLong(count);
  }

  /** The first case number of a kind that this ledger gives ([SUC-3]). */
  public static long first(State state, DrawKind kind) {
    var first = state.get(firstRow(kind));
    return first == null ? 1 : Long.parseLong(first);
  }

  /** What makes the case numbers of a kind begin elsewhere than at 1. */
  public static Writes startAt(DrawKind kind, long first) {
    return new Writes().put(firstRow(kind), first).put(countRow(kind), first - 1);
  }

  private static String firstRow(DrawKind kind) {
    return "draws-first/" + kind.letter();
  }

  static String countRow(DrawKind kind) {
    return "draws/" + kind.letter();
  }

  /** A row that belongs to no attempt. */
  static String caseRow(CaseNumber draw, String name) {
    return "draw/" + draw + "/" + name;
  }

  String row(String name) {
    return row(attempt, name);
  }

  String row(int ofAttempt, String name) {
    return caseRow(number, ofAttempt == 1 ? name : "attempt-" + ofAttempt + "/" + name);
  }

  String skipRow(long index) {
    return row("skip/" + String.format(Locale.ROOT, INDEX, index));
  }

  String shakesRow(long batch) {
    return row("shake/" + String.format(Locale.ROOT, INDEX, batch));
  }

  String orderRow(String what, int stage, long order) {
    return row(what + "/" + stage + "/" + String.format(Locale.ROOT, INDEX, order));
  }

  public CaseNumber number() {
    return number;
  }

  /** Which attempt this is, from 1. */
  public int attempt() {
    return attempt;
  }

  /** How many attempts the case has; the last is the current one. */
  public int attempts() {
    return caseText(ATTEMPT).map(Integer::parseInt).orElse(1);
  }

  /** What opened this attempt; the first one is opened by the announcement. */
  public Optional<OpenAttempt> opened() {
    return text("opened").map(text -> (OpenAttempt) parse(text));
  }

  /** Accepted commands of this case so far. */
  public long step() {
    return caseText("step").map(Long::parseLong).orElse(0L);
  }

  /** The announcement. */
  public DrawCommand.Announce announcement() {
    return (DrawCommand.Announce) parse(caseText("announce").orElseThrow());
  }

  /** Whether the seed comes from people in one room instead of a beacon. */
  public boolean isCeremony() {
    return announcement().rules().entropy().equals(Rules.CEREMONY);
  }

  /** The root of the last draft list. */
  public Optional<Digest> draft() {
    return text("draft").map(Digest::ofHex);
  }

  /** The text of the last final list. */
  public Optional<String> listText() {
    return text("list");
  }

  /** The last final list. */
  public Optional<PublishList> list() {
    return listText().map(text -> (PublishList) parse(text));
  }

  /** The groups of the last final list. */
  public ListRoot listRoot() {
    return new ListRoot(list().orElseThrow().groups());
  }

  /** The list block of a witness's check, by the note's digest. */
  public Optional<ListBlock> check(Digest note) {
    return text("checked/" + note.hex()).map(text -> ((DrawCommand.CheckList) parse(text)).list());
  }

  /** Note digests of the accepted checks. */
  public List<Digest> checks() {
    var checks = new ArrayList<Digest>();
    var prefix = row("checked/");
    for (var entry : state.scan(prefix)) {
      checks.add(Digest.ofHex(entry.getKey().substring(prefix.length())));
    }
    return checks;
  }

  /** The text of the seal. */
  public Optional<String> sealText() {
    return text("seal");
  }

  /** The seal. */
  public Optional<Seal> seal() {
    return sealText().map(text -> (Seal) parse(text));
  }

  /** What was revealed, by contributor. */
  public Map<PersonName, Seed.Revealed> reveals() {
    var reveals = new HashMap<PersonName, Seed.Revealed>();
    for (var entry : state.scan(row("reveal/"))) {
      var reveal = (DrawCommand.Reveal) parse(entry.getValue());
      reveals.put(reveal.contributor(), new Seed.Revealed(reveal.value(), reveal.nonce()));
    }
    return reveals;
  }

  /** The sealed contributors of whom nothing was revealed, in seal order. */
  public List<PersonName> silent() {
    return seal().stream()
        .flatMap(seal -> seal.contributors().stream())
        .map(Contributor::person)
        .filter(person -> !isRevealed(person))
        .toList();
  }

  boolean isRevealed(PersonName contributor) {
    return text("reveal/" + contributor).isPresent();
  }

  /** List indices of the skipped entries, ascending. */
  public List<Long> skips() {
    var skips = new ArrayList<Long>();
    var prefix = row("skip/");
    for (var entry : state.scan(prefix)) {
      skips.add(Long.parseLong(entry.getKey().substring(prefix.length())));
    }
    return skips;
  }

  /** When the last skip entered, in milliseconds; 0 without one. */
  long lastSkipMs() {
    var last = 0L;
    for (var entry : state.scan(row("skip/"))) {
      last = Math.max(last, Long.parseLong(entry.getValue()));
    }
    return last;
  }

  boolean isSkipped(long index) {
    return state.get(skipRow(index)) != null;
  }

  /** How many batches of shakes there are. */
  public long batches() {
    return text("shakes").map(Long::parseLong).orElse(0L);
  }

  /** The batches of shakes, in order. */
  public List<ShakeBatch> shakes() {
    var batches = new ArrayList<ShakeBatch>();
    for (var entry : state.scan(row("shake/"))) {
      batches.add((ShakeBatch) parse(entry.getValue()));
    }
    return batches;
  }

  /** The end of the shakes. */
  public Optional<CloseShakes> closed() {
    return text("close").map(text -> (CloseShakes) parse(text));
  }

  /** X, as a press must name it ([SEED-2]). */
  Digest shakesRoot() {
    return closed().map(CloseShakes::root).orElse(Seed.NO_SHAKES);
  }

  /** The press. */
  public Optional<DrawCommand.Press> press() {
    return text("press").map(text -> (DrawCommand.Press) parse(text));
  }

  /** In a ceremony, the time of the press's position, in milliseconds. */
  Optional<Long> pressedAtMs() {
    return text("press-time").map(Long::parseLong);
  }

  /** The result of a stage. */
  public Optional<DrawCommand.PublishResult> result(int stage) {
    return text("result/" + stage).map(text -> (DrawCommand.PublishResult) parse(text));
  }

  /** Stages with a result: the first so many. */
  public int results() {
    var stages = announcement().rules().stages().size();
    var done = 0;
    while (done < stages && text("result/" + (done + 1)).isPresent()) {
      done++;
    }
    return done;
  }

  /** Whether the drawing ended. */
  public boolean isComplete() {
    return text("complete").isPresent();
  }

  /** The digest by which a further attempt names the end of this one. */
  public Optional<Digest> completion() {
    return text("complete").map(Seed::noteDigest);
  }

  /** The code with which somebody gave up a place or rank. */
  public Optional<String> gone(int stage, long order) {
    return Optional.ofNullable(state.get(orderRow("gone", stage, order)));
  }

  /** Who took the place of an order number. */
  public Optional<Long> takenBy(int stage, long order) {
    return Optional.ofNullable(state.get(orderRow("taken", stage, order))).map(Long::parseLong);
  }

  /** Whose place an alternate took. */
  public Optional<Long> promotedFor(int stage, long order) {
    return Optional.ofNullable(state.get(orderRow("promoted", stage, order))).map(Long::parseLong);
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(state.get(row(name)));
  }

  private Optional<String> caseText(String name) {
    return Optional.ofNullable(state.get(caseRow(number, name)));
  }

  private static DrawCommand parse(String text) {
    try {
      var in = new Fields.Reader(text);
      var _ = Header.read(in);
      return DrawCommand.read(in);
    } catch (MalformedException e) {
      throw new IllegalStateException("the state holds what is no command", e);
    }
  }
}
