package twoseal.server.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import twoseal.desk.draw.ResultFile;
import twoseal.draw.CaseFile;
import twoseal.draw.PublishList;
import twoseal.draw.Stage;
import twoseal.intake.ListFolder;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/** A draw, its results, its lists and its bundle, for everybody. */
public final class DrawPages {
  private static final int ROWS_MAX = 1_000;
  private static final String CSV = "text/csv; charset=utf-8";

  private final Draws draws;
  private final Bundles bundles;
  private final Path cache;

  /**
   * The pages.
   *
   * @param cache a folder of files that can be made again
   */
  public DrawPages(Draws draws, Bundles bundles, Path cache) {
    this.draws = draws;
    this.bundles = bundles;
    this.cache = cache;
  }

  /** Answers {@code GET /draws/{draw}}. */
  public Reply draw(Call call) {
    var look = draws.look(Paths.draw(call), Paths.attempt(call));
    return Reply.bytes("application/json", look.json().bytes());
  }

  /** Answers {@code GET /draws/{draw}/results}. */
  public Reply results(Call call) throws IOException {
    var look = draws.look(Paths.draw(call), Paths.attempt(call));
    var stage = call.number("stage", 1, Stage.STAGES_MAX);
    if (stage.isEmpty()) {
      throw Problem.unreadable("stage");
    }
    if (stage.getAsLong() > look.stages().size()) {
      throw Problem.notFound();
    }
    var from = call.number("from", 0, Long.MAX_VALUE).orElse(0);
    var limit = call.number("limit", 1, ROWS_MAX).orElse(ROWS_MAX);
    var number = (int) stage.getAsLong();
    return Reply.json(
        new Shapes.Rolls(
            look.stages().get(number - 1).outcome().rolled(), look.rolls(number, from, limit)));
  }

  /** Answers {@code GET /draws/{draw}/result.csv}. */
  public Reply resultFile(Call call) throws IOException, InterruptedException {
    var draw = Paths.draw(call);
    var file =
        draws
            .live(draw)
            .ask((current, events) -> {
              var index = events.getLast().position().index();
              var changedMs = draws.lists().changedMs(current);
              var path = cache.resolve(draw + "-" + index + "-" + changedMs + ".csv");
              if (!Files.exists(path)) {
                Files.createDirectories(cache);
                Bundles.forget(cache, draw);
                var lists = draws.lists().byAttempt(current);
                new ResultFile(draws.chronicle().engine(), draw, lists).write(path);
              }
              return path;
            });
    return file(file, CSV, draw + "-result.csv");
  }

  /** Answers {@code GET /draws/{draw}/list-public.csv}: the final list, before it the draft. */
  public Reply publicList(Call call) throws IOException, InterruptedException {
    var draw = Paths.draw(call);
    var attempt = Paths.attempt(call);
    var folder =
        draws
            .live(draw)
            .ask((current, events) -> {
              var wanted = attempt.orElse(current.attempt());
              var published =
                  current
                      .at(wanted)
                      .flatMap(CaseFile::list)
                      .or(() ->
                          events.reversed().stream()
                              .flatMap(event -> event.as(PublishList.class).stream())
                              .filter(list -> list.attempt() == wanted)
                              .findFirst());
              return published.isEmpty()
                  ? java.util.Optional.<Path>empty()
                  : draws.lists().of(published.get());
            });
    var path = folder.orElseThrow(Problem::notFound);
    return file(new ListFolder(path).publicLines(), CSV, draw + "-list-public.csv");
  }

  /** Answers {@code GET /draws/{draw}/bundle}. */
  public Reply bundle(Call call) throws IOException, InterruptedException {
    var draw = Paths.draw(call);
    return file(bundles.of(draws.live(draw)), "application/zip", draw + ".zip");
  }

  private static Reply file(Path path, String type, String name) throws IOException {
    return Reply.stream(type, Files.size(path), Files.newInputStream(path)).named(name);
  }
}
