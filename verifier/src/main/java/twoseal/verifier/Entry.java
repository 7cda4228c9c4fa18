package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.VerId.COMMANDS;
import static twoseal.verifier.VerId.RECEIPTS;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the ledger, [LOG-3], with its receipt, [LOG-6].
 *
 * @param named the index in the member's name
 * @param index the index in its position, as which it is meant everywhere else
 * @param timeMs the time of its position
 * @param leaf hex of the leaf's hash
 * @param path hex of the inclusion proof's hashes; nothing where the receipt is not one of it
 */
record Entry(
    long named,
    long index,
    long timeMs,
    Note note,
    Command command,
    String outcome,
    String leaf,
    Optional<List<String>> path) {
  static Entry parse(Archive archive, String number, String ledger, Checks checks) {
    var member = "entries/" + number + ".entry";
    var bytes = archive.bytes(member);
    var parts = parts(bytes);
    var form = new Form(checks, RECEIPTS, member);
    form.demand(
        parts.size() == 3 && parts.getFirst().length == 16,
        "不是位置、命令、结果三部分",
        "not the three parts position, command, outcome");
    var position = ByteBuffer.wrap(parts.getFirst());
    var index = position.getLong();
    var timeMs = position.getLong();
    form.demand(
        index >= 0 && timeMs >= 0 && timeMs <= Limits.TIME_S_MAX * 1000, "不是位置", "not a position");
    var commandForm = new Form(checks, COMMANDS, member);
    commandForm.demand(
        parts.get(1).length <= Limits.COMMAND_BYTES_MAX, "命令过长", "the command is too long");
    var note = Note.parse(parts.get(1), 64, 64, commandForm);
    var command = CommandReader.read(note.signed(), ledger, commandForm);
    var path = receipt(archive, number, checks);
    return new Entry(
        Long.parseLong(number),
        index,
        timeMs,
        note,
        command,
        new String(parts.get(2), UTF_8),
        LogTree.leaf(bytes),
        path);
  }

  /** Checks position and receipt, given the entry before. */
  void check(Checkpoint checkpoint, long timeBeforeMs, Checks checks) {
    var form = form(RECEIPTS, checks);
    form.require(index == named, "成员名称中的序号是 %s", "the index in the member's name is %s", named);
    form.require(timeMs >= timeBeforeMs, "时间早于前一条目", "it is earlier than the entry before it");
    path.ifPresent(hashes ->
        form.require(
            LogTree.rootOf(named, checkpoint.size(), leaf, hashes)
                .equals(Optional.of(checkpoint.root())),
            "不在检查点的树中：内容或证明被改过",
            "it is not in the tree of the checkpoint: it or its proof was changed"));
  }

  /** For a check of this entry. */
  Form form(VerId id, Checks checks) {
    return new Form(checks, id, "#" + index + " " + kind());
  }

  /** The command's id, [NOTE-5]. */
  String id() {
    return note.text().split("\n", 3)[1];
  }

  /** Such as {@code draw.seal}. */
  String kind() {
    return note.text().replaceFirst("(?s)^twoseal/([^/]*)/.*$", "$1");
  }

  /** The length-prefixed parts; of what remains no part is made, so that the count tells. */
  private static List<byte[]> parts(byte[] bytes) {
    var parts = new ArrayList<byte[]>();
    var rest = ByteBuffer.wrap(bytes);
    while (rest.remaining() >= 4) {
      var length = rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        return List.of();
      }
      var part = new byte[length];
      rest.get(part);
      parts.add(part);
    }
    return rest.hasRemaining() ? List.of() : parts;
  }

  /** An entry can be read without its receipt: where that is another's, the rest is looked at. */
  private static Optional<List<String>> receipt(Archive archive, String number, Checks checks) {
    var member = "entries/" + number + ".tlog-proof";
    var form = new Form(checks, RECEIPTS, member);
    var receipt = archive.bytes(member);
    var head = ("c2sp.org/tlog-proof@v1\nindex " + Long.parseLong(number) + "\n").getBytes(UTF_8);
    var tail = Bytes.join(new byte[] {'\n'}, archive.bytes("checkpoint"));
    var pathEnd = receipt.length - tail.length;
    if (!form.require(
        pathEnd >= head.length
            && Arrays.equals(receipt, 0, head.length, head, 0, head.length)
            && Arrays.equals(receipt, pathEnd, receipt.length, tail, 0, tail.length),
        "不是该条目的回执，或不以成员 checkpoint 结尾",
        "not the receipt of this entry that ends with the member checkpoint")) {
      return Optional.empty();
    }
    var path = new String(receipt, head.length, pathEnd - head.length, UTF_8);
    return Optional.of(Checkpoint.hashes(path, form));
  }
}
