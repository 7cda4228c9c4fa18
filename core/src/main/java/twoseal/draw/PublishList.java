package twoseal.draw;

import java.util.ArrayList;
import java.util.List;
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
 * Publishes a draft or the final list.
 *
 * @param draft root of the draft that a final list follows
 * @param added lines against that draft; so are removed and changed
 */
public record PublishList(
    CaseNumber draw,
    int attempt,
    boolean isFinal,
    ListBlock list,
    Optional<Digest> draft,
    long added,
    long removed,
    long changed,
    List<GroupRoot> groups)
    implements DrawCommand.InDraw {
  static final String KIND = "draw.list";

  public PublishList {
    groups = List.copyOf(groups);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void write(Fields.Writer out) {
    out.line("state", isFinal ? "final" : "draft");
    list.write(out);
    out.optional("draft", draft.map(Digest::hex))
        .number("added", added)
        .number("removed", removed)
        .number("changed", changed)
        .number("groups", groups.size());
    groups.forEach(g ->
        out.line(
            "group",
            g.entries() + " " + g.weight() + " " + g.root().hash().hex() + " " + g.label()));
  }

  static PublishList read(Fields.Reader in) {
    var draw = DrawCommand.readDraw(in);
    var attempt = DrawCommand.readAttempt(in);
    var isFinal = in.oneOf("state", "draft", "final").equals("final");
    var list = ListBlock.read(in);
    var draft = in.optional("draft", in::digest);
    var added = in.number("added", 0, Long.MAX_VALUE);
    var removed = in.number("removed", 0, Long.MAX_VALUE);
    var changed = in.number("changed", 0, Long.MAX_VALUE);
    var groups = new ArrayList<GroupRoot>();
    for (var n = in.count("groups", ListRoot.GROUPS_MAX); n > 0; n--) {
      groups.add(readGroup(in.text("group")));
    }
    return new PublishList(draw, attempt, isFinal, list, draft, added, removed, changed, groups);
  }

  private static GroupRoot readGroup(String text) {
    var parts = text.split(" ", 4);
    if (parts.length != 4) {
      throw new MalformedException("<entries> <tickets> <root> <label>");
    }
    var tickets = Bytes.parseDecimal(parts[1], Long.MAX_VALUE);
    return new GroupRoot(
        new Label(parts[3]),
        Bytes.parseDecimal(parts[0], Long.MAX_VALUE),
        new SumNode(tickets, Digest.ofHex(parts[2])));
  }
}
