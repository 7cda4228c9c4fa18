package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.VerId.CHECKPOINT;

import java.util.ArrayList;
import java.util.List;

/**
 * A signed checkpoint with its cosignatures, [LOG-5], and what binds the earlier ones to it,
 * [LOG-8].
 */
record Checkpoint(String member, String origin, long size, String root, Note note) {
  private static final int SIGNATURE_BYTES = 64;
  private static final int TIMED_SIGNATURE_BYTES = 72;

  /**
   * That a witness saw a tree of this size at this time.
   *
   * @param witness the person
   */
  record Cosignature(String witness, Vkey key, long size, long timeS) {}

  static Checkpoint parse(Archive archive, String member, Checks checks) {
    var form = new Form(checks, CHECKPOINT, member);
    var note = Note.parse(archive.bytes(member), SIGNATURE_BYTES, TIMED_SIGNATURE_BYTES, form);
    var lines = note.text().split("\n", -1);
    var size = lines.length == 4 ? Bytes.number(lines[1], 1, Long.MAX_VALUE) : -1;
    var root = Bytes.base64(lines.length == 4 ? lines[2] : "").orElse(new byte[0]);
    form.demand(
        size > 0 && root.length == 32,
        "不是三行的检查点（来源、大小、根）",
        "not a checkpoint of three lines: origin, size, root");
    return new Checkpoint(member, lines[0], size, Bytes.hex(root), note);
  }

  /** Checks origin and all signature lines; returns the cosignatures. */
  List<Cosignature> check(Registry registry, Checks checks) {
    var log = registry.logKey();
    checks.require(
        CHECKPOINT,
        origin.equals(log.name()),
        "%s 的来源是 %s，账本是 %s。",
        "%s has the origin %s, the ledger is %s.",
        member,
        origin,
        log.name());
    var first = note.lines().getFirst();
    checks.require(
        CHECKPOINT,
        first.name().equals(log.name())
            && first.keyId().equals(log.id())
            && log.verifies(note.signed(), Bytes.unhex(first.signature())),
        "%s 的首行签名 %s 不是账本密钥 %s 的有效签名。",
        "The first signature line of %s, by %s, is not a valid one by the log key %s.",
        member,
        first.name(),
        log);
    var others = note.lines().subList(1, note.lines().size());
    checks.require(
        CHECKPOINT,
        Note.areAscending(others),
        "%s 的联署行没有按名称和密钥升序排列，或有重复。",
        "The cosignature lines of %s do not ascend by name and key, or one stands twice.",
        member);
    var cosignatures = new ArrayList<Cosignature>();
    for (var line : others) {
      var key = registry.cosignKey(line.name(), line.keyId());
      var timeS = Long.parseUnsignedLong(line.signature().substring(0, 16), 16);
      checks.require(
          CHECKPOINT,
          timeS >= 0
              && key.isPresent()
              && key.get().verifies(cosigned(timeS), Bytes.unhex(line.signature().substring(16))),
          "%s 中 %s 的联署行不是已登记见证方密钥的有效联署。",
          "A cosignature line of %s, by %s, is not a valid one by the key of a registered witness.",
          member,
          line.name());
      key.ifPresent(k -> cosignatures.add(new Cosignature(line.name(), k, size, timeS)));
    }
    return cosignatures;
  }

  /**
   * Checks that an earlier, cosigned checkpoint is what its name says and is consistent with this
   * one.
   */
  void checkEarlier(Checkpoint earlier, List<String> proof, Checks checks) {
    checks.require(
        CHECKPOINT,
        earlier.member().equals("cosigned/%012d".formatted(earlier.size())),
        "%s 的大小是 %s。",
        "%s is of size %s.",
        earlier.member(),
        earlier.size());
    checks.require(
        CHECKPOINT,
        earlier.note().lines().size() > 1,
        "%s 没有联署。",
        "%s has no cosignature.",
        earlier.member());
    checks.require(
        CHECKPOINT,
        LogTree.isConsistent(earlier.size(), earlier.root(), size, root, proof),
        "%s 与 checkpoint 不一致：账本曾被改写或分叉，或证明不对。",
        "%s is not consistent with checkpoint: the log was rewritten or forked, or the proof is"
            + " wrong.",
        earlier.member());
  }

  /** Base64 lines of 32 bytes each, as proofs hold them; hex. */
  static List<String> hashes(String text, Form form) {
    var hashes = new ArrayList<String>();
    for (var line : text.isEmpty() ? new String[0] : text.split("(?<=\n)", 0)) {
      var hash = Bytes.base64(line.endsWith("\n") ? line.substring(0, line.length() - 1) : "");
      form.demand(
          hash.isPresent() && hash.get().length == 32,
          "不是 32 字节的 base64 行",
          "not a line of base64 of 32 bytes");
      hashes.add(Bytes.hex(hash.orElseThrow()));
    }
    return hashes;
  }

  /** What a witness signs, C2SP tlog-cosignature. */
  private byte[] cosigned(long timeS) {
    return ("cosignature/v1\ntime " + timeS + "\n" + note.text()).getBytes(UTF_8);
  }
}
