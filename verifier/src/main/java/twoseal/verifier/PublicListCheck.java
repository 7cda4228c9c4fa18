package twoseal.verifier;

import static twoseal.verifier.VerId.PUBLIC_LIST;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes a sealed list from the public list, [VER-29], in one pass and in memory that does not
 * grow with the list.
 */
public final class PublicListCheck {
  private static final String HEAD = "number,group,weight,seats,commitment";

  private final Checks checks = new Checks();
  private final MessageDigest weightsDigest = Bytes.sha256();
  private final List<ListShape.Group> groups = new ArrayList<>();
  private final ArrayDeque<SumTree.Node> whole = new ArrayDeque<>();
  private String label = "";
  private int entries;
  private boolean areAllOne = true;

  private PublicListCheck() {}

  /**
   * Compares the public list with what a bundle's seal says, [LIST-1] to [LIST-8].
   *
   * @param csv {@code list-public.csv}; read to its end, not closed
   * @return the one check, passed or with all that differs
   * @throws IOException if the stream cannot be read
   */
  public static Report.Check check(InputStream csv, Report.SealedList sealed) throws IOException {
    var check = new PublicListCheck();
    try {
      check.compare(csv, sealed);
      check.checks.end(List.of(PUBLIC_LIST));
    } catch (Malformed unreadable) {
      // It is recorded as failed already.
    }
    return Report.checks(check.checks, List.of(PUBLIC_LIST)).getFirst();
  }

  private void compare(InputStream csv, Report.SealedList sealed) throws IOException {
    var fileDigest = Bytes.sha256();
    var in = new BufferedInputStream(new DigestInputStream(csv, fileDigest), 1 << 16);
    var head = line(in, 0).orElse("");
    var start = new Form(checks, PUBLIC_LIST, "list-public.csv");
    start.demand(head.equals(HEAD), "首行是 %s", "its first line is %s", head);
    for (long number = 1; ; number++) {
      var line = line(in, number);
      if (line.isEmpty()) {
        break;
      }
      add(line.get(), new Form(checks, PUBLIC_LIST, "list-public.csv:" + (number + 1)));
    }
    start.demand(entries > 0, "没有条目", "it has no entries");
    endGroup();
    var shape = new ListShape(groups);
    start.same("file-hash", Bytes.hex(fileDigest.digest()), sealed.fileHash());
    start.same("entries", shape.entries(), sealed.entries());
    start.same("tickets", shape.tickets().toString(), Long.toString(sealed.tickets()));
    var weights = areAllOne ? "uniform" : Bytes.hex(weightsDigest.digest());
    start.same("weights", weights, sealed.weights());
    start.same("list-root", shape.root(), sealed.root());
  }

  private void add(String line, Form form) {
    var read = PublicLine.read(line, form);
    if (!read.group().equals(label)) {
      form.demand(
          ListShape.BY_BYTES.compare(read.group(), label) > 0,
          "组别没有按字节升序排列",
          "the groups do not ascend by their bytes");
      if (entries > 0) {
        endGroup();
      }
      label = read.group();
    }
    form.demand(read.number() == entries + 1L, "编号应为 %s", "the number should be %s", entries + 1);
    areAllOne &= read.weight() == 1 && read.seats() == 1;
    leb128(read.weight());
    leb128(read.seats());
    var node = read.leaf();
    for (int size = entries; size % 2 == 1; size /= 2) {
      node = SumTree.node(whole.removeLast(), node);
    }
    whole.addLast(node);
    entries++;
  }

  private void endGroup() {
    var root = whole.removeLast();
    while (!whole.isEmpty()) {
      root = SumTree.node(whole.removeLast(), root);
    }
    groups.add(new ListShape.Group(label, entries, root.sum(), root.hash()));
    entries = 0;
  }

  private void leb128(long value) {
    var rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      weightsDigest.update((byte) (rest | 0x80));
    }
    weightsDigest.update((byte) rest);
  }

  /** The next line without its line feed; nothing at the end of the file. */
  private Optional<String> line(InputStream in, long number) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n' && bytes.size() <= Limits.PUBLIC_LINE_BYTES_MAX) {
      bytes.write(next);
      next = in.read();
    }
    var text = Bytes.text(bytes.toByteArray());
    checks.demand(
        PUBLIC_LIST,
        next == '\n' && text.isPresent(),
        "第 %s 行过长，不是 UTF-8，或没有以换行结尾。",
        "Line %s is too long, is not UTF-8, or does not end with a line feed.",
        number + 1);
    return text;
  }
}
