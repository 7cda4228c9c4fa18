package twoseal.verifier;

import static twoseal.verifier.VerId.LINES;
import static twoseal.verifier.VerId.NAMES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The public lines of a bundle, their proofs and names, [BUN-2]. */
final class Lines {
  /** How many lines there must be, and the masked names by index, as far as they are published. */
  record Found(int count, Map<Integer, String> names) {
    static final Found NONE = new Found(0, Map.of());
  }

  private final SealedDraw draw;
  private final String folder;
  private final Archive archive;
  private final Checks checks;

  Lines(SealedDraw draw, Archive archive, Checks checks) {
    this.draw = draw;
    folder = draw.frame().folder();
    this.archive = archive;
    this.checks = checks;
  }

  /** Checks lines and names. */
  Found check() {
    var wanted = wanted();
    var file = archive.member(folder + "lines.csv").map(Archive.Member::bytes);
    var isWanted = !wanted.isEmpty() && wanted.size() <= Limits.LINES_MAX;
    checks.require(
        LINES,
        file.isPresent() == isWanted,
        "应有 %s 条名单行（至多 %s 条才列），而文件 %s：%s。",
        "Lines of %s entries (listed up to %s); the file %s is there: %s.",
        wanted.size(),
        Limits.LINES_MAX,
        folder + "lines.csv",
        file.isPresent());
    checks.reach(NAMES);
    if (file.isEmpty() || !isWanted) {
      // Names beside lines that should not be there are not looked at.
      checks.leaveOut(file.isPresent() ? List.of(NAMES) : List.of());
      return new Found(wanted.size(), Map.of());
    }
    var commitments = lines(split(file.get(), LINES), List.copyOf(wanted));
    var named =
        archive
            .member(folder + "names.csv")
            .map(names -> names(split(names.bytes(), NAMES), List.copyOf(wanted), commitments))
            .orElse(Map.of());
    return new Found(wanted.size(), named);
  }

  /** All entries rolled in any stage, and the skipped ones, in list order. */
  private SortedSet<Integer> wanted() {
    var wanted = new TreeSet<>(draw.skips());
    for (var rolls : draw.results()) {
      // One more than can be listed tells as much as all of millions.
      for (int roll = 0; roll < rolls.count() && wanted.size() <= Limits.LINES_MAX; roll++) {
        wanted.add(rolls.entry(roll));
      }
    }
    return wanted;
  }

  /** Checks each line and that all of a group lead to its root; returns their commitments. */
  private List<String> lines(List<String> lines, List<Integer> wanted) {
    var form = new Form(checks, LINES, folder + "lines.csv");
    var commitments = new ArrayList<String>();
    var leaves = new HashMap<Integer, NavigableMap<Long, SumTree.Node>>();
    var shape = draw.frame().shape();
    for (int i = 0; i < wanted.size(); i++) {
      var index = wanted.get(i);
      var line = i < lines.size() ? lines.get(i) : "";
      var start = start(index);
      var isLine = line.startsWith(start) && Bytes.isHex(line.substring(start.length()), 32, 32);
      form.require(
          isLine,
          "第 %s 行应以 %s 开头，而不是 %s",
          "line %s begins with %s expected, found %s",
          i + 1,
          start,
          line);
      commitments.add(isLine ? line.substring(start.length()) : "");
      var group = shape.groupOf(index);
      leaves
          .computeIfAbsent(group, _ -> new TreeMap<>())
          .put(
              (long) index - shape.first(group), SumTree.leaf(line, draw.stages().weightOf(index)));
    }
    form.require(
        lines.size() <= wanted.size(),
        "有 %s 行，应为 %s 行",
        "%s lines, expected %s",
        lines.size(),
        wanted.size());
    proofs(leaves);
    return commitments;
  }

  private void proofs(Map<Integer, NavigableMap<Long, SumTree.Node>> leaves) {
    var form = new Form(checks, LINES, folder + "proofs");
    var proof = new SumTree.SharedProof(archive.bytes(folder + "proofs"));
    var groups = draw.frame().shape().groups();
    for (int g = 0; g < groups.size(); g++) {
      var group = groups.get(g);
      var wanted = leaves.get(g);
      if (wanted != null) {
        var root = proof.root(group.entries(), wanted);
        form.require(
            root.equals(Optional.of(new SumTree.Node(group.tickets(), group.root()))),
            "%s 组的名单行与证明得不出封存的根与号签数",
            "lines and proof of group %s do not lead to its sealed root and tickets",
            group.label());
      }
    }
    form.require(proof.isAtEnd(), "有多余的字节", "there are bytes too many");
  }

  private Map<Integer, String> names(
      List<String> names, List<Integer> wanted, List<String> commitments) {
    var form = new Form(checks, NAMES, folder + "names.csv");
    var masked = new HashMap<Integer, String>();
    var next = 0;
    for (var name : names) {
      var parts = name.split(",", -1);
      var isForm =
          parts.length == 5
              && Form.isLabel(parts[2])
              && Bytes.isHex(parts[3], 32, 32)
              && Bytes.isHex(parts[4], 32, 32);
      form.demand(isForm, "%s 不是姓名行", "not a line with a name: %s", name);
      while (next < wanted.size()
          && !draw.frame().shape().place(wanted.get(next), ",").equals(parts[0] + "," + parts[1])) {
        next++;
      }
      form.demand(
          next < wanted.size(),
          "%s 组 %s 号不在名单行中，或次序不对",
          "group %s, number %s, is not among the lines, or not in order",
          parts[1],
          parts[0]);
      var opened = SumTree.commitment(SumTree.nameDigest(parts[3], parts[2]), parts[4]);
      form.require(
          opened.equals(commitments.get(next)),
          "%s 组 %s 号的姓名 %s 打不开该行的承诺",
          "group %s, number %s: the name %s does not open the line's commitment",
          parts[1],
          parts[0],
          parts[2]);
      masked.put(wanted.get(next), parts[2]);
      next++;
    }
    return masked;
  }

  /** A public line up to its commitment. */
  private String start(int index) {
    return draw.frame().shape().place(index, ",")
        + ","
        + draw.stages().weightOf(index)
        + ","
        + draw.stages().seatsOf(index)
        + ",";
  }

  /** The lines of a file in which every line ends with a line feed. */
  private List<String> split(byte[] file, VerId id) {
    var text = Bytes.text(file).orElse("?");
    checks.demand(
        id,
        text.isEmpty() || text.endsWith("\n"),
        "文件不是以换行结尾的 UTF-8 行。",
        "The file is not made of lines in UTF-8, each ended by a line feed.");
    var lines = text.split("\n", -1);
    return List.of(lines).subList(0, lines.length - 1);
  }
}
