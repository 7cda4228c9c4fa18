package twoseal.desk.draw;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.draw.EntryNumber;
import twoseal.draw.StageOutcome;
import twoseal.drum.Kind;
import twoseal.intake.ListFolder;
import twoseal.ledger.LedgerView;

/**
 * {@code result.csv}: what every roll of every attempt gave, in the order rolled: attempt, stage,
 * order number, outcome, number and group of the entry, masked name, and what became of the place
 * afterwards. UTF-8 with a byte order mark, so that spreadsheets show Chinese.
 */
public final class ResultFile {
  /** With more rolls than this the names are left out: they would not fit into memory. */
  private static final long NAMES_MAX = 1_000_000;

  private final LedgerView ledger;
  private final CaseNumber draw;
  private final Map<Integer, Path> lists;

  /**
   * The file of a case.
   *
   * @param lists the folders of the final lists, by attempt; without one there are no names
   */
  public ResultFile(LedgerView ledger, CaseNumber draw, Map<Integer, Path> lists) {
    this.ledger = ledger;
    this.draw = draw;
    this.lists = Map.copyOf(lists);
  }

  /** A winner or alternate of an attempt. */
  private record Place(int stage, long order) {}

  /**
   * Writes the results so far beside their place and moves them there; a file that is there is
   * replaced.
   *
   * @throws IOException if it cannot be written, or a list's folder not read
   */
  public void write(Path file) throws IOException {
    var history = CaseHistory.of(ledger, draw);
    var part = file.resolveSibling(file.getFileName() + ".part");
    try (var out = Files.newBufferedWriter(part);
        var state = ledger.state()) {
      out.write("\ufeffattempt,stage,order,outcome,number,group,name,afterwards\r\n");
      var current = CaseFile.find(state, draw).orElseThrow();
      for (var k = 1; k <= current.attempts(); k++) {
        var attempt = current.at(k).orElseThrow();
        write(out, k, Outcomes.of(attempt, ledger), afterwards(history.of(k)));
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(
      BufferedWriter out, int attempt, List<StageOutcome> outcomes, Map<Place, String> afterwards)
      throws IOException {
    var picked = picked(attempt, outcomes);
    for (var outcome : outcomes) {
      var stage = outcome.stage().id();
      for (var i = 0L; i < outcome.rolled(); i++) {
        var entry = EntryNumber.at(outcome.index(i), outcome.list());
        var name = picked.get(entry);
        var order = outcome.order(i);
        var fields =
            List.of(
                Integer.toString(attempt),
                Integer.toString(stage),
                order == 0 ? "" : Long.toString(order),
                outcome.kind(i).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                Long.toString(entry.number()),
                entry.group().text(),
                name == null ? "" : name.masked(),
                afterwards.getOrDefault(new Place(stage, order), ""));
        out.write(String.join(",", fields) + "\r\n");
      }
    }
  }

  /** What was declined, disqualified and promoted, in the order it was. */
  private static Map<Place, String> afterwards(List<DrawCommand.InDraw> commands) {
    var told = new HashMap<Place, String>();
    for (var command : commands) {
      if (command instanceof DrawCommand.GiveUp c) {
        var word = c.disqualified() ? "disqualified (" + c.code() + ")" : c.code();
        told.merge(new Place(c.stage(), c.order()), word, (a, b) -> a + "; " + b);
      } else if (command instanceof DrawCommand.Promote c) {
        var word = "promoted for " + c.forOrder();
        told.merge(new Place(c.stage(), c.order()), word, (a, b) -> a + "; " + b);
      }
    }
    return told;
  }

  /** Everybody who won or waits, with their names, if there are not too many. */
  private Map<EntryNumber, NamesFile.Name> picked(int attempt, List<StageOutcome> outcomes)
      throws IOException {
    var folder = Optional.ofNullable(lists.get(attempt));
    if (folder.isEmpty() || outcomes.stream().mapToLong(StageOutcome::rolled).sum() > NAMES_MAX) {
      return Map.of();
    }
    var wanted = new ArrayList<EntryNumber>();
    for (var outcome : outcomes) {
      for (var i = 0L; i < outcome.rolled(); i++) {
        if (outcome.kind(i) != Kind.SKIPPED) {
          wanted.add(EntryNumber.at(outcome.index(i), outcome.list()));
        }
      }
    }
    return new NamesFile(new ListFolder(folder.get()).names()).pick(wanted);
  }
}
