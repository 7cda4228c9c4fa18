package twoseal.server.view;

import java.io.IOException;
import java.util.Optional;
import twoseal.core.MalformedException;
import twoseal.draw.CaseNumber;
import twoseal.draw.EntryNumber;
import twoseal.list.EntryCode;
import twoseal.list.Label;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/** Entries of a draw's final list, by number or by code, and their proofs. */
public final class EntryPages {
  private final Draws draws;

  /** The pages. */
  public EntryPages(Draws draws) {
    this.draws = draws;
  }

  /** Answers {@code GET /draws/{draw}/entries/{number}}. */
  public Reply byNumber(Call call) throws IOException {
    var draw = Paths.draw(call);
    var look = draws.look(draw, Optional.empty());
    var list = look.list().orElseThrow(Problem::notFound);
    return Reply.json(found(draw, look, list, entry(call, list)));
  }

  /** Answers {@code GET /draws/{draw}/codes/{code}}. */
  public Reply byCode(Call call) throws IOException {
    var draw = Paths.draw(call);
    var look = draws.look(draw, Optional.empty());
    var list = look.list().orElseThrow(Problem::notFound);
    if (!list.hasCodes()) {
      throw new Problem(404, "no-codes");
    }
    var entry = code(call).flatMap(list::entry).orElseThrow(Problem::notFound);
    return Reply.json(found(draw, look, list, entry));
  }

  /** Answers {@code GET /draws/{draw}/entries/{number}/proof}. */
  public Reply proof(Call call) throws IOException {
    var draw = Paths.draw(call);
    var list = draws.look(draw, Optional.empty()).list().orElseThrow(Problem::notFound);
    var entry = entry(call, list);
    if (entry.index(list.root()).isEmpty()) {
      throw Problem.notFound();
    }
    return Reply.text("text/plain", list.proof(draw, entry))
        .named(draw + "-entry-" + entry.number() + ".proof");
  }

  private static EntryNumber entry(Call call, OpenList list) {
    var number = Paths.number(call, "number");
    var groups = list.root().groups();
    if (call.query("group").isEmpty() && groups.size() > 1) {
      throw Problem.unreadable("group");
    }
    try {
      var label = call.query("group").map(Label::new).orElseGet(() -> groups.getFirst().label());
      return new EntryNumber(number, label);
    } catch (MalformedException noLabel) {
      throw Problem.unreadable("group").because(noLabel);
    }
  }

  private static Optional<EntryCode> code(Call call) {
    try {
      return Optional.of(EntryCode.parse(call.path("code")));
    } catch (MalformedException noCode) {
      return Optional.empty();
    }
  }

  private static Shapes.FoundEntry found(
      CaseNumber draw, Look look, OpenList list, EntryNumber entry) throws IOException {
    var index = entry.index(list.root()).orElseThrow(Problem::notFound);
    var line = list.line(entry).orElseThrow(Problem::notFound);
    return new Shapes.FoundEntry(
        draw.toString(),
        entry.number(),
        entry.group().text(),
        line.weight(),
        line.seats(),
        list.name(entry),
        line.text(),
        list.root().digest().hex(),
        look.draw().state(),
        look.outcomes(index));
  }
}
