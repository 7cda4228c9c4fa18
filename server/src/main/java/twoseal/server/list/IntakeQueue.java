package twoseal.server.list;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import twoseal.desk.draw.ListChanges;
import twoseal.desk.rules.RulesSource;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeReport;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListFolder;
import twoseal.intake.ListIntake;
import twoseal.intake.ListSource;
import twoseal.intake.ListSummary;
import twoseal.intake.rules.Problem;
import twoseal.intake.rules.RulesFile;
import twoseal.server.view.CodeIndexMaking;
import twoseal.server.words.Sentences;
import twoseal.server.words.Words;

/** Reads list files in the background, one at a time, each as its draw's rules file says. */
final class IntakeQueue implements AutoCloseable {
  private static final Logger LOG = System.getLogger(IntakeQueue.class.getName());
  private static final String RULES = "rules";

  private final Sentences sentences;
  private final Room room;
  private final UnaryOperator<IntakeOptions> options;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("intake").factory());

  /**
   * Ready to read.
   *
   * @param room beside the lists
   * @param options from the house's own to those that are used
   */
  IntakeQueue(Sentences sentences, Room room, UnaryOperator<IntakeOptions> options) {
    this.sentences = sentences;
    this.room = room;
    this.options = options;
  }

  /**
   * Reads a file when its turn comes.
   *
   * @param draft to compare with
   */
  void add(Upload upload, RulesFile rules, Optional<ListFolder> draft) {
    thread.execute(() -> run(upload, rules, draft));
  }

  private void run(Upload upload, RulesFile rules, Optional<ListFolder> draft) {
    var passphrase = upload.passphrase();
    try (var codes = CodeIndexMaking.in(upload.list())) {
      switch (read(upload, rules, passphrase, codes)) {
        case IntakeResult.Taken(var summary) -> finish(upload, rules, draft, summary, codes);
        case IntakeResult.Refused(var report) -> refuse(upload, report);
      }
    } catch (InterruptedException stopped) {
      // The service ends; the next start says what became of the file.
      Thread.currentThread().interrupt();
    } catch (Room.FullException full) {
      fail(upload, "say.list.full", full);
    } catch (IOException failed) {
      fail(upload, "say.list.disk", failed);
    } catch (RuntimeException mistake) {
      fail(upload, "say.list.mistake", mistake);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private void fail(Upload upload, String what, Exception cause) {
    if (thread.isShutdown()) {
      // Ended by us: the next start says so.
      return;
    }
    LOG.log(Level.ERROR, "list " + upload.id(), cause);
    upload.fail(sentences.of(what));
  }

  private IntakeResult read(
      Upload upload, RulesFile rules, char[] passphrase, CodeIndexMaking codes)
      throws IOException, InterruptedException {
    var ours =
        IntakeOptions.toFolder(upload.list().path(), passphrase)
            .withErrorsFile(upload.errorsFile())
            .withCodes(codes);
    return new ListIntake(
            source(upload.source(), upload.asked()),
            _ -> rules.list().mapping(rules.rules().groups()),
            options.apply(ours),
            (lines, bytes, errors) -> {
              room.requireReserve();
              upload.progress(lines, bytes, errors);
            })
        .run();
  }

  private static ListSource source(Path file, NewList asked) {
    var source = ListSource.ofFile(file);
    if (asked.encoding().isPresent()) {
      source =
          source.withEncoding(
              asked.encoding().get().equals("utf-8")
                  ? ListSource.Encoding.UTF_8
                  : ListSource.Encoding.GB18030);
    }
    return asked.sheet().isPresent() ? source.withSheet(asked.sheet().get()) : source;
  }

  private static void refuse(Upload upload, IntakeReport report) {
    upload.refuse(report.lines(), report.errors(), ListUpload.report(report));
  }

  private static void finish(
      Upload upload,
      RulesFile rules,
      Optional<ListFolder> draft,
      ListSummary summary,
      CodeIndexMaking codes)
      throws IOException, InterruptedException {
    var list = upload.list();
    var problems = rules.problemsWith(RulesSource.figures(list.path()));
    var serious = problems.stream().filter(problem -> !problem.isAdvice()).toList();
    if (!serious.isEmpty()) {
      codes.close();
      Folders.delete(list.path());
      upload.refuse(summary.root().entries(), serious.size(), report(serious));
      return;
    }
    codes.finish(summary.root());
    upload.take(
        ListUpload.Block.of(ListUpload.block(summary), summary.root().groups()),
        changes(draft, list),
        problems.stream().map(IntakeQueue::words).toList());
  }

  private static Optional<ListUpload.Changes> changes(Optional<ListFolder> draft, ListFolder list)
      throws IOException {
    if (draft.isEmpty()) {
      return Optional.empty();
    }
    var changes = ListChanges.between(draft.get().path(), list.path());
    var root = Uploads.summary(draft.get()).root().digest().hex();
    return Optional.of(
        new ListUpload.Changes(
            changes.added(), changes.removed(), changes.changed(), Optional.of(root)));
  }

  /** What of the rules does not go with the list: no line of the list is at fault. */
  private static List<ListUpload.Kind> report(List<Problem> problems) {
    var kinds = new ArrayList<ListUpload.Kind>();
    problems.forEach(
        problem -> kinds.add(new ListUpload.Kind(RULES, words(problem), 1, List.of())));
    return kinds;
  }

  private static Words words(Problem problem) {
    return new Words(problem.chinese(), problem.english());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
