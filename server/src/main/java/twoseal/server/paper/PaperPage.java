package twoseal.server.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Checkpoint;
import twoseal.desk.Language;
import twoseal.desk.draw.Fingerprint;
import twoseal.desk.draw.NamesFile;
import twoseal.desk.draw.Outcomes;
import twoseal.draw.CaseFile;
import twoseal.draw.Contributor;
import twoseal.draw.DrawKind;
import twoseal.draw.EntryNumber;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Stage;
import twoseal.draw.StageOutcome;
import twoseal.draw.StagePlaces;
import twoseal.drum.Kind;
import twoseal.intake.ListFolder;
import twoseal.ledger.LedgerView;
import twoseal.server.words.Names;
import twoseal.server.words.PlaceWords;
import twoseal.server.words.Sentences;
import twoseal.server.words.StageWords;
import twoseal.server.words.Times;
import twoseal.server.words.Words;

/** Writes one page about an attempt of a draw. */
final class PaperPage {
  /** So many rows of a stage are printed; all of them are in result.csv. */
  private static final int ROWS_MAX = 2_000;

  private final CaseFile file;
  private final LedgerView ledger;
  private final Names names;
  private final Sentences sentences;
  private final Checkpoint checkpoint;
  private final Html html;

  PaperPage(
      CaseFile file,
      LedgerView ledger,
      Names names,
      Sentences sentences,
      Language language,
      Checkpoint checkpoint) {
    this.file = file;
    this.ledger = ledger;
    this.names = names;
    this.sentences = sentences;
    this.checkpoint = checkpoint;
    this.html = new Html(language);
  }

  /** What is drawn, from which list, by which rules. */
  String notice() {
    begin("say.paper.notice");
    terms();
    stages();
    contributors();
    end();
    return html.page(title("say.paper.notice"), Papers.STYLE);
  }

  /**
   * Who won.
   *
   * @param list where masked names are, if it was sent here
   */
  String results(Optional<ListFolder> list) {
    begin("say.paper.results");
    terms();
    for (var outcome : Outcomes.of(file, ledger)) {
      stage(outcome, list);
    }
    seed();
    end();
    return html.page(title("say.paper.results"), Papers.STYLE);
  }

  private void begin(String what) {
    if (file.number().kind() == DrawKind.REHEARSAL) {
      html.open("p", "rehearsal").words(say("say.paper.rehearsal")).close("p");
    }
    html.open("header")
        .open("p", "case")
        .text(file.number().toString())
        .close("p")
        .open("h1")
        .words(titleOf(rules().title(), rules().titleEn()))
        .close("h1")
        .element("h2", say(what));
    if (file.attempts() > 1) {
      html.element("p", say("say.paper.attempt", file.attempt()));
    }
    html.close("header");
  }

  private void terms() {
    html.open("dl");
    html.term(say("say.paper.organiser"), names.organisation(rules().organiser()));
    html.term(say("say.paper.scheduled"), Times.ofS(rules().scheduledS()));
    html.term(
        say("say.paper.entropy"),
        say(
            rules().entropy().equals(Rules.BEACON)
                ? "say.act.from-beacon"
                : "say.act.from-ceremony"));
    file.list()
        .ifPresent(list -> {
          html.term(say("say.paper.entries"), Long.toString(list.list().entries()));
          html.term(say("say.paper.root"), list.list().root().grouped());
        });
    file.seal()
        .ifPresent(seal -> {
          html.term(say("say.paper.fingerprint"), Fingerprint.of(file).orElseThrow());
          html.term(say("say.paper.press-by"), Times.ofS(seal.pressByS()));
          html.term(
              say("say.paper.checked"),
              say(
                  seal.listChecked().isPresent()
                      ? "say.act.checked"
                      : "say.act.checked-by-nobody"));
        });
    html.close("dl");
  }

  private void stages() {
    html.element("h3", say("say.paper.stages"));
    html.head(
        List.of(
            say("say.paper.stage"),
            say("say.paper.title"),
            say("say.paper.pool"),
            say("say.paper.places"),
            say("say.paper.alternates"),
            say("say.paper.rest")));
    var words = new StageWords(sentences);
    for (var stage : stagesNow()) {
      html.open("tr")
          .element("td", "cell", Integer.toString(stage.id()))
          .element("td", titleOf(stage.title(), stage.titleEn()))
          .element("td", words.pool(stage));
      if (stage.places() instanceof StagePlaces.Seats(var count)) {
        html.element("td", "cell", Long.toString(count));
      } else {
        html.element("td", words.places(stage));
      }
      html.element("td", "cell", Long.toString(stage.alternates()))
          .element("td", words.rest(stage))
          .close("tr");
    }
    html.foot();
  }

  /** The places may have been set by the seal. */
  private List<Stage> stagesNow() {
    return file.seal().map(Seal::rules).orElse(rules()).stages();
  }

  private void contributors() {
    var contributors = file.seal().map(Seal::contributors).orElse(List.of());
    if (contributors.isEmpty()) {
      return;
    }
    html.element("h3", say("say.paper.contributors"));
    html.open("ul");
    for (var contributor : contributors) {
      var person = contributor.person();
      html.open("li").text(names.person(person) + " (" + person + ")");
      if (contributor instanceof Contributor.Committed committed) {
        html.element("p", "digest", committed.commitment().grouped());
      }
      html.close("li");
    }
    html.close("ul");
  }

  private void stage(StageOutcome outcome, Optional<ListFolder> list) {
    var stage = outcome.stage();
    html.open("h3")
        .text(stage.id() + ". ")
        .words(titleOf(stage.title(), stage.titleEn()))
        .close("h3");
    var figures = outcome.figures();
    html.element(
        "p",
        say(
            "say.paper.figures",
            figures.winners(),
            figures.alternates(),
            figures.skipped(),
            figures.unfilled()));
    html.head(
        List.of(
            say("say.paper.order"),
            say("say.paper.what"),
            say("say.paper.number"),
            say("say.paper.group"),
            say("say.paper.name"),
            say("say.paper.afterwards")));
    var rows = Math.min(ROWS_MAX, outcome.rolled());
    var picked = picked(outcome, rows, list);
    for (var i = 0L; i < rows; i++) {
      row(outcome, i, picked);
    }
    html.foot();
    if (outcome.rolled() > rows) {
      html.element("p", say("say.paper.more", outcome.rolled() - rows));
    }
  }

  private void row(StageOutcome outcome, long roll, Map<EntryNumber, NamesFile.Name> picked) {
    var entry = EntryNumber.at(outcome.index(roll), outcome.list());
    var order = outcome.order(roll);
    var name = picked.get(entry);
    html.open("tr")
        .element("td", "cell", order == 0 ? "" : Long.toString(shown(outcome, roll)))
        .element("td", kind(outcome.kind(roll)))
        .element("td", "cell", Long.toString(entry.number()))
        .element("td", "cell", entry.group().text())
        .element("td", "cell name", name == null ? "" : name.masked())
        .open("td");
    afterwards(outcome.stage().id(), order).forEach(html::words);
    html.close("td").close("tr");
  }

  /** Winners and alternates are each counted from 1. */
  private long shown(StageOutcome outcome, long roll) {
    var order = outcome.order(roll);
    return outcome.kind(roll) == Kind.ALTERNATE
        ? PlaceWords.rank(file, outcome.stage().id(), order)
        : order;
  }

  private List<Words> afterwards(int stage, long order) {
    var told = new ArrayList<Words>();
    if (order > 0) {
      file.gone(stage, order)
          .ifPresent(code -> told.add(say("say.paper.gone", say("say.code." + code))));
      file.promotedFor(stage, order)
          .map(taken -> PlaceWords.of(sentences, file, stage, taken))
          .ifPresent(place -> told.add(say("say.paper.promoted", place)));
    }
    return told;
  }

  private Words kind(Kind kind) {
    return say("say.paper.kind." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private Map<EntryNumber, NamesFile.Name> picked(
      StageOutcome outcome, long rows, Optional<ListFolder> list) {
    if (list.isEmpty()) {
      return new HashMap<>();
    }
    var wanted = new ArrayList<EntryNumber>();
    for (var i = 0L; i < rows; i++) {
      if (outcome.kind(i) != Kind.SKIPPED) {
        wanted.add(EntryNumber.at(outcome.index(i), outcome.list()));
      }
    }
    try {
      return new NamesFile(list.get().names()).pick(wanted);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void seed() {
    var drawn = file.result(1).orElseThrow().drawn();
    html.element("h3", say("say.paper.seed")).open("dl");
    drawn.round().ifPresent(round -> html.term(say("say.paper.round"), Long.toString(round)));
    drawn.signature().ifPresent(s -> html.term(say("say.paper.signature"), grouped(s)));
    html.term(say("say.paper.seed-value"), drawn.seed().grouped());
    html.close("dl");
  }

  private void end() {
    html.open("footer")
        .open("dl")
        .term(say("say.paper.ledger"), checkpoint.origin())
        .term(say("say.paper.size"), Long.toString(checkpoint.size()))
        .term(say("say.paper.ledger-root"), checkpoint.root().grouped())
        .close("dl")
        .element("p", say("say.paper.check"))
        .close("footer");
  }

  private String title(String what) {
    return file.number() + " " + say(what).zh();
  }

  private Rules rules() {
    return file.announcement().rules();
  }

  private static Words titleOf(String title, Optional<String> titleEn) {
    return new Words(title, titleEn.orElse(title));
  }

  private static String grouped(String hex) {
    return hex.replaceAll("(.{4})(?=.)", "$1 ");
  }

  private Words say(String key, Object... args) {
    return sentences.of(key, args);
  }
}
