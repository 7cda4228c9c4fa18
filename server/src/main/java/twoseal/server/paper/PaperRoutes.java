package twoseal.server.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import twoseal.desk.Language;
import twoseal.draw.CaseNumber;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;
import twoseal.server.http.Route;
import twoseal.server.list.Parties;
import twoseal.server.paper.SupervisionRecords.NewSupervisionRecord;

/** The routes of the supervision record and of pages to print. */
public final class PaperRoutes {
  private static final String READERS = "organiser notary administrator observer own";
  private static final String STYLE = "papers.css";

  private final SupervisionRecords records;
  private final Papers papers;
  private final Parties parties;

  public PaperRoutes(SupervisionRecords records, Papers papers, Parties parties) {
    this.records = records;
    this.papers = papers;
    this.parties = parties;
  }

  /** Lines for the table of routes. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/draws/{draw}/record", READERS, this::record),
        Route.of("PUT", "/draws/{draw}/record", "notary", this::changeRecord),
        Route.of("POST", "/draws/{draw}/record/close", "notary", this::closeRecord),
        Route.of("GET", "/draws/{draw}/record.txt", READERS, this::recordText),
        Route.of("GET", "/draws/{draw}/papers/{paper}", "public", this::paper),
        Route.of("GET", "/papers.css", "public", _ -> style()));
  }

  private Reply record(Call call) {
    return Reply.json(records.get(own(call)));
  }

  private Reply changeRecord(Call call) {
    return Reply.json(
        records.change(draw(call), call.json(NewSupervisionRecord.class), call.signedIn()));
  }

  private Reply closeRecord(Call call) {
    return Reply.json(records.close(draw(call), call.signedIn()));
  }

  private Reply recordText(Call call) {
    return Reply.text("text/plain", records.text(own(call)));
  }

  private Reply paper(Call call) {
    var language =
        call.query("lang")
            .map(word ->
                switch (word) {
                  case "zh" -> Language.ZH;
                  case "en" -> Language.EN;
                  default -> throw Problem.unreadable("lang");
                })
            .orElse(Language.ZH);
    return Reply.text(
        "text/html", papers.page(draw(call), Papers.Kind.of(call.path("paper")), language));
  }

  /** The pages' style sheet. */
  static Reply style() {
    try (var in = PaperRoutes.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + STYLE);
      }
      return Reply.bytes("text/css; charset=utf-8", in.readAllBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private CaseNumber draw(Call call) {
    return parties.draw(call.path("draw"));
  }

  private CaseNumber own(Call call) {
    var draw = draw(call);
    parties.requireParty(call.signedIn(), draw);
    return draw;
  }
}
