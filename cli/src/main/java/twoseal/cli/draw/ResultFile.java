package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import twoseal.draw.EntryNumber;
import twoseal.draw.StageOutcome;
import twoseal.drum.Kind;

/**
 * {@code result.csv}: what every roll gave, in the order rolled: stage, order number, outcome,
 * number and group of the entry, masked name. UTF-8 with a byte order mark, so that spreadsheets
 * show Chinese.
 */
final class ResultFile {
  /** With more rolls than this the names are left out: they would not fit into memory. */
  private static final long NAMES_MAX = 1_000_000;

  private final List<StageOutcome> outcomes;
  private final NamesFile names;

  ResultFile(List<StageOutcome> outcomes, NamesFile names) {
    this.outcomes = outcomes;
    this.names = names;
  }

  void write(Path file) throws IOException {
    var picked = picked();
    var part = file.resolveSibling(file.getFileName() + ".part");
    try (var out = Files.newBufferedWriter(part)) {
      out.write("\ufeffstage,order,outcome,number,group,name\r\n");
      for (var outcome : outcomes) {
        for (var i = 0L; i < outcome.rolled(); i++) {
          var entry = EntryNumber.at(outcome.index(i), outcome.list());
          var name = picked.get(entry);
          out.write(
              outcome.stage().id()
                  + ","
                  + (outcome.order(i) == 0 ? "" : outcome.order(i))
                  + ","
                  + outcome.kind(i).name().toLowerCase(Locale.ROOT).replace('_', '-')
                  + ","
                  + entry.number()
                  + ","
                  + entry.group()
                  + ","
                  + (name == null ? "" : name.masked())
                  + "\r\n");
        }
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Everybody who won or waits, with their names, if there are not too many. */
  private Map<EntryNumber, NamesFile.Name> picked() throws IOException {
    if (outcomes.stream().mapToLong(StageOutcome::rolled).sum() > NAMES_MAX) {
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
    return names.pick(wanted);
  }
}
