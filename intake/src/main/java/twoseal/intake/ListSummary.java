package twoseal.intake;

import java.util.ArrayList;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.list.SumNode;

/**
 * What a draw says of its list.
 *
 * @param root groups, and with them n, W and the list root
 * @param fileHash of {@code list-public.csv} ([LIST-6]); missing only where groups alternate in the
 *     input and no files are written
 * @param weights digest of the weights-and-seats file ([LIST-8]); empty for {@code uniform}
 */
public record ListSummary(ListRoot root, Optional<Digest> fileHash, Optional<Digest> weights) {
  private static final String KIND = "list-summary";

  /** The text of {@code list-summary.txt}. */
  public String text() {
    var text = new Fields.Writer(KIND, 1).digest("list-root", root.digest());
    text.number("entries", root.entries()).number("weight", root.weight());
    text.optional("file-hash", fileHash.map(Digest::hex));
    text.line("weights", weights.map(Digest::hex).orElse("uniform"));
    text.number("groups", root.groups().size());
    for (var group : root.groups()) {
      text.line(
          "group",
          group.entries()
              + " "
              + group.weight()
              + " "
              + group.root().hash().hex()
              + " "
              + group.label());
    }
    return text.text();
  }

  /**
   * Reads {@link #text}.
   *
   * @throws MalformedException on anything else, or where the numbers do not fit each other
   */
  public static ListSummary parse(String text) {
    var reader = new Fields.Reader(text, KIND, 1);
    var digest = reader.digest("list-root");
    var entries = reader.number("entries", 1, Long.MAX_VALUE);
    var weight = reader.number("weight", 1, Long.MAX_VALUE);
    var fileHash = reader.optional("file-hash", reader::digest);
    var weights = reader.text("weights");
    var groups = new ArrayList<GroupRoot>();
    for (var left = reader.count("groups", ListRoot.GROUPS_MAX); left > 0; left--) {
      groups.add(group(reader.text("group")));
    }
    reader.end();
    var root = new ListRoot(groups);
    if (!root.digest().equals(digest) || root.entries() != entries || root.weight() != weight) {
      throw new MalformedException("a list root and sums that fit the groups");
    }
    return new ListSummary(
        root,
        fileHash,
        weights.equals("uniform") ? Optional.empty() : Optional.of(Digest.ofHex(weights)));
  }

  private static GroupRoot group(String value) {
    var parts = value.split(" ", 4);
    if (parts.length != 4) {
      throw new MalformedException("entries weight root label");
    }
    return new GroupRoot(
        new Label(parts[3]),
        Bytes.parseDecimal(parts[0], Long.MAX_VALUE),
        new SumNode(Bytes.parseDecimal(parts[1], Long.MAX_VALUE), Digest.ofHex(parts[2])));
  }
}
