package twoseal.server.paper;

import java.util.LinkedHashMap;
import java.util.Map;
import twoseal.core.Checkpoint;
import twoseal.desk.Language;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.LedgerView;
import twoseal.server.http.Problem;
import twoseal.server.list.Uploads;
import twoseal.server.words.Names;
import twoseal.server.words.Sentences;

/**
 * Pages to print: the notice of a draw and its results. A page is made once for each state of the
 * draw and then kept, for making one can mean rolling a large draw again.
 */
public final class Papers {
  /** Where the pages' style sheet is, seen from a page. */
  static final String STYLE = "../../../papers.css";

  private static final int KEPT_MAX = 32;

  private final LedgerView ledger;
  private final Names names;
  private final Sentences sentences;
  private final Uploads uploads;

  /** The latest pages, least recently asked first. */
  private final Map<Key, String> pages = new LinkedHashMap<>(KEPT_MAX, 0.75f, true);

  /** Which paper. */
  public enum Kind {
    NOTICE,
    RESULTS;

    /**
     * The paper of a word.
     *
     * @throws Problem 404 if there is none
     */
    public static Kind of(String word) {
      return switch (word) {
        case "notice" -> NOTICE;
        case "results" -> RESULTS;
        default -> throw Problem.notFound();
      };
    }
  }

  private record Key(CaseNumber draw, long step, Kind kind, Language language) {}

  public Papers(LedgerView ledger, Names names, Sentences sentences, Uploads uploads) {
    this.ledger = ledger;
    this.names = names;
    this.sentences = sentences;
    this.uploads = uploads;
  }

  /**
   * A page as of now.
   *
   * @throws Problem 404 if there is no such draw, or no result yet to print
   */
  public synchronized String page(CaseNumber draw, Kind kind, Language language) {
    var step = step(draw);
    var key = new Key(draw, step, kind, language);
    var made = pages.get(key);
    if (made == null) {
      made = make(draw, kind, language);
      pages.put(key, made);
      if (pages.size() > KEPT_MAX) {
        pages.remove(pages.keySet().iterator().next());
      }
    }
    return made;
  }

  private long step(CaseNumber draw) {
    try (var state = ledger.state()) {
      return CaseFile.find(state, draw).map(CaseFile::step).orElseThrow(Problem::notFound);
    }
  }

  private String make(CaseNumber draw, Kind kind, Language language) {
    var checkpoint = Checkpoint.parse(ledger.checkpoint().text());
    try (var state = ledger.state()) {
      var file = CaseFile.find(state, draw).orElseThrow(Problem::notFound);
      var page = new PaperPage(file, ledger, names, sentences, language, checkpoint);
      return switch (kind) {
        case NOTICE -> page.notice();
        case RESULTS -> {
          if (file.results() == 0) {
            throw Problem.notFound();
          }
          yield page.results(file.list().flatMap(list -> uploads.find(draw, list.list().root())));
        }
      };
    }
  }
}
