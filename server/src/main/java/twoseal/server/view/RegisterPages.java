package twoseal.server.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.core.State;
import twoseal.desk.draw.AttemptState;
import twoseal.desk.draw.Fingerprint;
import twoseal.draw.CaseFile;
import twoseal.draw.DrawKind;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/** The public register, newest first. */
public final class RegisterPages {
  /** The most items of a page, and how many without a limit. */
  static final int LIMIT_MAX = 200;

  static final int LIMIT = 50;

  private final Draws draws;

  /** The register of a ledger. */
  public RegisterPages(Draws draws) {
    this.draws = draws;
  }

  /** Answers {@code GET /draws}. */
  public Reply register(Call call) {
    var kind = call.query("kind").map(RegisterPages::kind);
    var limit = call.number("limit", 1, LIMIT_MAX).orElse(LIMIT);
    var chronicle = draws.chronicle();
    var from = call.query("cursor").map(RegisterPages::cursor).orElse((long) chronicle.cases());
    var lines = new ArrayList<Shapes.DrawLine>();
    var at = (int) Math.min(from, chronicle.cases());
    try (var state = chronicle.engine().state()) {
      for (; at > 0 && lines.size() < limit; at--) {
        var opened = chronicle.opened(at - 1);
        if (kind.isEmpty() || kind.get() == opened.draw().kind()) {
          line(state, opened).ifPresent(lines::add);
        }
      }
    }
    Optional<String> next = at > 0 ? Optional.of(Integer.toString(at)) : Optional.empty();
    return Reply.json(new Shapes.Page<>(List.copyOf(lines), next));
  }

  /** The state may be an entry behind what was told; then the line comes with the next look. */
  private Optional<Shapes.DrawLine> line(State state, Chronicle.Announced opened) {
    return CaseFile.find(state, opened.draw()).map(file -> line(file, opened.timeMs()));
  }

  private Shapes.DrawLine line(CaseFile file, long announcedMs) {
    var rules = file.announcement().rules();
    var list = file.list();
    return new Shapes.DrawLine(
        file.number().toString(),
        file.number().kind().name().toLowerCase(Locale.ROOT),
        rules.title(),
        rules.titleEn(),
        rules.organiser(),
        draws.chronicle().names().organisation(rules.organiser()).zh(),
        rules.purpose(),
        rules.scheduledS() * 1_000,
        announcedMs,
        file.attempts(),
        AttemptState.of(file, draws.nowMs()).word(),
        list.isPresent() ? OptionalLong.of(list.get().list().entries()) : OptionalLong.empty(),
        Fingerprint.of(file));
  }

  private static DrawKind kind(String word) {
    try {
      return DrawKind.of(word);
    } catch (MalformedException unknown) {
      throw Problem.malformed(unknown);
    }
  }

  static long cursor(String text) {
    try {
      return Bytes.parseDecimal(text, Long.MAX_VALUE);
    } catch (MalformedException unknown) {
      throw Problem.unreadable("cursor").because(unknown);
    }
  }
}
