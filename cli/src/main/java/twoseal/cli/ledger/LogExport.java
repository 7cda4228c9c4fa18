package twoseal.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Complaint;
import twoseal.cli.console.Console;
import twoseal.cli.console.Exit;
import twoseal.cli.console.Json;
import twoseal.cli.console.NewFile;
import twoseal.cli.console.Task;
import twoseal.core.Checkpoint;
import twoseal.core.TilePath;

/** {@code log export}: the whole log as static files that any tlog-tiles client reads ([LOG-7]). */
@Command(name = "export")
public final class LogExport extends Task {
  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Mixin private LedgerFolder ledger;
  @Mixin private Json json;

  public LogExport(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw Complaint.input("complaint.file-exists", out);
    }
    try (var engine = ledger.open(console())) {
      var note = engine.checkpoint();
      long size = Checkpoint.parse(note.text()).size();
      var paths = paths(size);
      long done = 0;
      try (var progress = console().progress("say.log.exporting", paths.size(), false)) {
        for (var path : paths) {
          var tile =
              engine.tile(path).orElseThrow(() -> new IllegalStateException("no " + path.text()));
          var file = out.resolve(path.text());
          Files.createDirectories(file.resolveSibling("."));
          NewFile.write(file, tile, NewFile.Access.ANYONE);
          progress.at(++done);
        }
      }
      // Comes last: a folder without it is not a whole log.
      NewFile.write(out.resolve("checkpoint"), note.bytes(), NewFile.Access.ANYONE);
      tell(size, paths.size() + 1);
    }
    return Exit.OK;
  }

  private void tell(long size, long files) {
    if (json.asked()) {
      console()
          .json(fields ->
              fields.text("folder", out.toString()).number("size", size).number("files", files));
    } else {
      console().say("say.log.exported", size, out, files);
    }
  }

  /** Entry bundles and hash tiles of all levels, the last of each level partial. */
  private static List<TilePath> paths(long size) {
    var paths = new ArrayList<TilePath>();
    for (long i = 0; TilePath.widthIn(0, i, size) > 0; i++) {
      paths.add(new TilePath(TilePath.ENTRIES, i, TilePath.widthIn(0, i, size)));
    }
    for (int level = 0; TilePath.widthIn(level, 0, size) > 0; level++) {
      for (long i = 0; TilePath.widthIn(level, i, size) > 0; i++) {
        paths.add(TilePath.hashes(level, i, size));
      }
    }
    return paths;
  }
}
