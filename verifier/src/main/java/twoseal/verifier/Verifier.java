package twoseal.verifier;

import static twoseal.verifier.VerId.ARCHIVE;
import static twoseal.verifier.VerId.CHECKPOINT;
import static twoseal.verifier.VerId.COMMANDS;
import static twoseal.verifier.VerId.COMPLETENESS;
import static twoseal.verifier.VerId.RECEIPTS;
import static twoseal.verifier.VerId.SIGNATURES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a proof bundle from the specification alone, spec/verify.md, and recomputes the draw.
 *
 * <p>Read {@link #check} from its first line to its last: that is the order of spec/verify.md.
 * Every check is a call of {@code require} or {@code demand}, see {@link Checks}; it is passed only
 * if the verifier got to its {@code end}.
 */
public final class Verifier {
  private static final String CASE = "[DR]-[1-9][0-9]{0,11}";

  /** The checks of a bundle; those after them are of lists and entrants. */
  private static final List<VerId> IDS = List.copyOf(EnumSet.range(ARCHIVE, VerId.POLICY));

  /** Those that look at the draw's commands, one entry after the other. */
  private static final Set<VerId> OF_COMMANDS = ofCommands();

  private final String build;

  /**
   * @param build names the verifier's build in every report
   */
  public Verifier(String build) {
    this.build = build;
  }

  /**
   * The report on a bundle, under a policy if there is one. Whatever the bytes are, what is wrong
   * with them is in the report; the verdict is {@link Verdict#REFUSED} if anything is.
   *
   * @throws NotABundleException if the bytes do not even begin as a ZIP archive
   */
  public Report verify(byte[] bundle, Optional<Policy> policy) throws NotABundleException {
    return verify(bundle, policy, List.of());
  }

  /**
   * As {@link #verify(byte[], Optional)}, with beacon signatures that anybody brings: where an
   * attempt's number did not come, what follows from it is computed and shown first, [VER-32].
   *
   * @param signatures each 48 bytes; others are of no use
   */
  public Report verify(byte[] bundle, Optional<Policy> policy, List<byte[]> signatures)
      throws NotABundleException {
    return examine(bundle, policy, signatures).report();
  }

  /** What a verification leaves behind: the report and, where it got so far, the draw. */
  record Examined(Report report, Optional<DrawCase> draw) {}

  Examined examine(byte[] bundle, Optional<Policy> policy, List<byte[]> signatures)
      throws NotABundleException {
    var checks = new Checks();
    var found = new Found();
    try {
      check(bundle, policy, signatures, checks, found);
    } catch (Malformed unreadable) {
      // It is recorded as failed already; what was not ended before it was not reached, [VER-34].
    }
    var verdict =
        checks.anyFailed()
            ? Verdict.REFUSED
            : checks.reasons().isEmpty() ? Verdict.PROVED : Verdict.RECOMPUTED;
    var report =
        new Report(
            verdict,
            Report.checks(checks, IDS),
            verdict == Verdict.RECOMPUTED ? checks.reasons() : List.of(),
            checks.opening(),
            checks.remarks(),
            found.facts,
            Bytes.hex(Bytes.sha256(bundle)),
            build,
            policy.map(Policy::digest));
    return new Examined(report, found.draw);
  }

  /** What was found until the verifier had to stop. */
  private static final class Found {
    private Optional<DrawCase> draw = Optional.empty();
    private Optional<Report.Facts> facts = Optional.empty();
  }

  private static void check(
      byte[] bundle, Optional<Policy> policy, List<byte[]> signatures, Checks checks, Found found)
      throws NotABundleException {
    var archive = Archive.open(bundle, checks);
    checks.require(
        ARCHIVE,
        Arrays.equals(archive.bytes("README.txt"), readme()),
        "README.txt 不是规定的文字。",
        "README.txt is not the fixed text.");
    var head = new Fields(archive.bytes("draw"), new Form(checks, ARCHIVE, "draw"));
    head.form().demand(head.kind().equals("twoseal/bundle/1"), "不是证明包", "not a bundle");
    var ledger = head.text("ledger");
    var draw = head.match("draw", CASE);
    head.end();

    var checkpoint = Checkpoint.parse(archive, "checkpoint", checks);
    var entries = new ArrayList<Entry>();
    for (var number : archive.numbers("entries/")) {
      entries.add(Entry.parse(archive, number, ledger, checks));
    }
    checks.end(List.of(COMMANDS));
    var lastAttempt = lastAttempt(entries);
    folders(entries, lastAttempt, archive, checks);
    checks.end(List.of(ARCHIVE));
    var genesis = genesis(entries, checks);

    var registry = Registry.replay(ledger, genesis, entries, checks);
    checks.end(List.of(SIGNATURES));
    registry.succession().ifPresent(s -> s.remark(policy, checks));
    var cosignatures = checkpoints(archive, checkpoint, registry, checks);
    checks.end(List.of(CHECKPOINT));
    receipts(entries, checkpoint, checks);
    checks.end(List.of(RECEIPTS));
    Completeness.check(entries, draw, checks);
    checks.end(List.of(COMPLETENESS));

    var drawCase = new DrawCase(draw, lastAttempt, registry, archive, checks);
    for (var entry : entries) {
      if (entry.command() instanceof Command.OfDraw command) {
        drawCase.apply(entry, command);
      }
    }
    checks.end(OF_COMMANDS);
    if (checks.require(
        VerId.SEAL,
        !drawCase.sealed().isEmpty(),
        "没有可用的封存。",
        "There is no seal that can be used.")) {
      found.draw = Optional.of(drawCase);
      drawCase.compute(signatures);
      var lines = lines(found, registry, archive, checks);
      checks.end(List.of(VerId.LINES, VerId.NAMES));
      new Judgement(drawCase, registry, cosignatures, checks).judge(policy);
      checks.end(List.of(VerId.POLICY));
      new Remarks(drawCase, registry, checks).remark(lines);
      extent(entries, checkpoint, checks);
    }
  }

  private static void receipts(List<Entry> entries, Checkpoint checkpoint, Checks checks) {
    var timeMs = 0L;
    for (var entry : entries) {
      entry.check(checkpoint, timeMs, checks);
      timeMs = entry.timeMs();
    }
  }

  /** How far the bundle tells the draw: a shorter one is as well-formed, [BUN-5]. */
  private static void extent(List<Entry> entries, Checkpoint checkpoint, Checks checks) {
    var last = entries.reversed().stream().filter(e -> e.command() instanceof Command.OfDraw);
    last.findFirst()
        .ifPresent(entry ->
            checks.remark(
                "证明包载至账本第 %s 条（%s），检查点共 %s 条；此后登入的放弃、取消资格、递补不在其中。",
                "The bundle tells this draw up to entry %s, of %s; the checkpoint has %s entries."
                    + " What was entered later, such as a disqualification, is not in it.",
                entry.index(),
                Instant.ofEpochMilli(entry.timeMs()),
                checkpoint.size()));
  }

  /** The last attempt is the one that the last draw.attempt opens, [BUN-3]. */
  private static long lastAttempt(List<Entry> entries) {
    var last = 1L;
    for (var entry : entries) {
      if (entry.command() instanceof Command.NextAttempt next) {
        last = next.of().attempt();
      }
    }
    return last;
  }

  /** Checks that members of attempts are of those with a seal; whether that holds is another's. */
  private static void folders(
      List<Entry> entries, long lastAttempt, Archive archive, Checks checks) {
    var folders = new HashSet<String>();
    for (var entry : entries) {
      if (entry.command() instanceof Command.Seal seal) {
        folders.add(Archive.folder(seal.of().attempt(), lastAttempt));
      }
    }
    checks.require(
        ARCHIVE,
        folders.containsAll(archive.attemptFolders()),
        "成员 %s 中，有不属于任何已封存的一次的。",
        "Of the members %s some belong to no attempt that was sealed.",
        archive.attemptFolders());
  }

  private static Set<VerId> ofCommands() {
    var ids = EnumSet.range(VerId.SIGNERS, VerId.ATTEMPTS);
    ids.removeAll(List.of(VerId.LINES, VerId.NAMES));
    return ids;
  }

  /** Checks the lines of every attempt that was sealed; returns them by its number. */
  private static Map<Long, Lines.Found> lines(
      Found found, Registry registry, Archive archive, Checks checks) {
    var drawCase = found.draw.orElseThrow();
    var lines = new HashMap<Long, Lines.Found>();
    found.facts = Optional.of(FactsOf.draw(drawCase, registry, lines));
    for (var sealed : drawCase.sealed()) {
      lines.put(sealed.frame().attempt(), new Lines(sealed, archive, checks).check());
    }
    found.facts = Optional.of(FactsOf.draw(drawCase, registry, lines));
    return lines;
  }

  private static Command.Genesis genesis(List<Entry> entries, Checks checks) {
    var first = entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst().command());
    checks.demand(
        COMPLETENESS,
        first.isPresent() && first.get() instanceof Command.Genesis,
        "第一个条目不是创世条目。",
        "The first entry is not the genesis.");
    return (Command.Genesis) first.orElseThrow();
  }

  private static List<Checkpoint.Cosignature> checkpoints(
      Archive archive, Checkpoint checkpoint, Registry registry, Checks checks) {
    var cosignatures = new ArrayList<>(checkpoint.check(registry, checks));
    for (var size : archive.numbers("cosigned/")) {
      var earlier = Checkpoint.parse(archive, "cosigned/" + size, checks);
      cosignatures.addAll(earlier.check(registry, checks));
      var form = new Form(checks, CHECKPOINT, "consistency/" + size);
      var proof = form.text(archive.bytes("consistency/" + size));
      checkpoint.checkEarlier(earlier, Checkpoint.hashes(proof, form), checks);
    }
    return cosignatures;
  }

  private static byte[] readme() {
    try (var text = Verifier.class.getResourceAsStream("README.txt")) {
      if (text == null) {
        throw new IllegalStateException("The verifier was packed without its README.txt.");
      }
      return text.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
