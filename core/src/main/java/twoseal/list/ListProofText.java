package twoseal.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.MalformedException;

/**
 * An entrant's proof ([LIST-13]), {@code twoseal/list-proof/1}.
 *
 * @param draw the case number
 * @param groups of the whole list
 * @param line the public line
 * @param proof that it stands in its group
 * @param name the masked name, where known
 * @param nameSalt salt1, where known
 * @param record the private values, where known
 * @param recordSalt salt2, where known
 */
public record ListProofText(
    String draw,
    ListRoot groups,
    PublicLine line,
    long start,
    EntryProof proof,
    Optional<MaskedName> name,
    Optional<Digest> nameSalt,
    Optional<PrivateRecord> record,
    Optional<Digest> recordSalt) {
  private static final String KIND = "list-proof";
  private static final int VERSION = 1;
  private static final int PATH_MAX = 63;

  /** As the rules have at most ([DRAW-2]). */
  private static final int COLUMNS_MAX = 64;

  public ListProofText {
    Fields.requireValue(draw);
    if (name.isPresent() != nameSalt.isPresent() || record.isPresent() != recordSalt.isPresent()) {
      throw new MalformedException("name and record each with its salt, or neither");
    }
    if (record.isPresent() && record.get().values().isEmpty()) {
      throw new MalformedException("a record of at least one value");
    }
  }

  /** What the holder of the public side alone can say. */
  public static ListProofText ofPublic(
      String draw, ListRoot groups, PublicLine line, long start, EntryProof proof) {
    return new ListProofText(
        draw,
        groups,
        line,
        start,
        proof,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The text. */
  public String text() {
    var text = new Fields.Writer(KIND, VERSION).line("draw", draw);
    text.digest("list-root", groups.digest()).number("groups", groups.groups().size());
    for (var group : groups.groups()) {
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
    text.line("line", line.text()).number("start", start).number("path", proof.path().size());
    for (var node : proof.path()) {
      text.line("node", node.sum() + " " + node.hash().hex());
    }
    text.optional("name", name.map(MaskedName::text));
    text.optional("name-salt", nameSalt.map(Digest::hex));
    var values = record.map(PrivateRecord::values).orElse(List.of());
    text.number("columns", values.size());
    for (var value : values) {
      text.optional("value", value.isEmpty() ? Optional.empty() : Optional.of(value));
    }
    return text.optional("record-salt", recordSalt.map(Digest::hex)).text();
  }

  /**
   * Reads exactly what {@link #text} writes; says nothing yet of whether the proof holds.
   *
   * @throws MalformedException on anything else, or if the list root is not that of the groups
   */
  public static ListProofText parse(String text) {
    var reader = new Fields.Reader(text, KIND, VERSION);
    var draw = reader.text("draw");
    var root = reader.digest("list-root");
    var groups = new ArrayList<GroupRoot>();
    for (var left = reader.count("groups", ListRoot.GROUPS_MAX); left > 0; left--) {
      groups.add(group(reader.text("group")));
    }
    var list = new ListRoot(groups);
    if (!list.digest().equals(root)) {
      throw new MalformedException("the list root of these groups");
    }
    var line = PublicLine.parse(reader.text("line"));
    var start = reader.number("start", 0, Long.MAX_VALUE);
    var path = new ArrayList<SumNode>();
    for (var left = reader.count("path", PATH_MAX); left > 0; left--) {
      path.add(node(reader.text("node")));
    }
    var name = reader.optional("name", field -> new MaskedName(reader.text(field)));
    var nameSalt = reader.optional("name-salt", reader::digest);
    var values = new ArrayList<String>();
    var columns = reader.count("columns", COLUMNS_MAX);
    for (var left = columns; left > 0; left--) {
      values.add(reader.optional("value", reader::text).orElse(""));
    }
    var recordSalt = reader.optional("record-salt", reader::digest);
    reader.end();
    Optional<PrivateRecord> record =
        columns == 0 ? Optional.empty() : Optional.of(new PrivateRecord(values));
    return new ListProofText(
        draw, list, line, start, new EntryProof(path), name, nameSalt, record, recordSalt);
  }

  /** Whether the line stands in the list where it says; nothing, or why not. */
  public Optional<ProofRefusal> refusal() {
    var group = groups.groups().stream().filter(g -> g.label().equals(line.group())).findFirst();
    if (group.isEmpty()) {
      return Optional.of(ProofRefusal.LABEL);
    }
    return proof
        .refusal(group.get(), line.index(), line)
        .or(() ->
            start == groups.firstTicket(line.group()) + proof.before(group.get(), line.index())
                ? Optional.empty()
                : Optional.of(ProofRefusal.START));
  }

  /**
   * Whether salts, name and record open the line's commitment; nothing where they are not given.
   */
  public Optional<Boolean> commitmentOpened() {
    if (name.isEmpty() || nameSalt.isEmpty() || record.isEmpty() || recordSalt.isEmpty()) {
      return Optional.empty();
    }
    var opened = Commitment.of(nameSalt.get(), name.get(), recordSalt.get(), record.get());
    return Optional.of(opened.digest().equals(line.commitment()));
  }

  private static GroupRoot group(String value) {
    var parts = value.split(" ", 4);
    if (parts.length != 4) {
      throw new MalformedException("group: entries weight root label");
    }
    return new GroupRoot(
        new Label(parts[3]),
        Bytes.parseDecimal(parts[0], Long.MAX_VALUE),
        new SumNode(Bytes.parseDecimal(parts[1], Long.MAX_VALUE), Digest.ofHex(parts[2])));
  }

  private static SumNode node(String value) {
    var parts = value.split(" ", 2);
    if (parts.length != 2) {
      throw new MalformedException("node: sum hash");
    }
    return new SumNode(Bytes.parseDecimal(parts[0], Long.MAX_VALUE), Digest.ofHex(parts[1]));
  }
}
