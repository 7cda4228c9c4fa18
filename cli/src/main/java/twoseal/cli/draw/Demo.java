package twoseal.cli.draw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Lasting;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Exit;
import twoseal.desk.draw.Begun;
import twoseal.desk.draw.BundleExport;
import twoseal.desk.draw.RunFolder;
import twoseal.desk.keys.GuessingCost;
import twoseal.desk.rules.RulesSource;
import twoseal.draw.DrawKind;
import twoseal.verifier.Report;
import twoseal.verifier.Verdict;

/**
 * {@code demo}: the prize draw of the examples from list to proof, and a forgery that fails; then
 * the same office as a live service, with a second draw that waits to be pressed.
 */
@Command(name = "demo")
public final class Demo extends Task {
  private static final String FOLDER = "twoseal-demo";
  private static final long WAIT_DEFAULT_S = 8;
  private static final String LISTEN = "127.0.0.1:8080";
  private static final long SECONDS_MAX = 1_000_000;

  /** What the story's organisations are called; all of it is invented. */
  private static final Map<String, String> ORGANISATIONS =
      Map.of("xinglan", "星澜汽车", "customers", "会员代表", "court", "江城法院");

  @Option(names = "--out", paramLabel = "DIR")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--wait", paramLabel = "SECONDS")
  private long waitS = WAIT_DEFAULT_S;

  @Option(names = "--once")
  private boolean isOnce;

  @Option(names = "--listen", paramLabel = "ADDRESS:PORT")
  private String listen = LISTEN;

  @Option(names = "--for", paramLabel = "SECONDS")
  private Optional<Long> forS = Optional.empty();

  public Demo(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Range.require("--wait", waitS, DrawRun.WAIT_MIN_S, DrawRun.WAIT_MAX_S);
    forS.ifPresent(seconds -> Range.require("--for", seconds, 0, SECONDS_MAX));
    GuessingCost.lower();
    var root = out.orElseGet(Demo::freshFolder);
    Files.createDirectories(root);
    if (DemoOffice.isThere(root)) {
      return serve(root, RunFolder.ofKeys(root), Exit.OK);
    }
    var rules = copy("rules.yaml", root);
    var entries = copy("entries.csv", root);
    console().say("say.demo.begins", root);
    var read = new RulesSource(console().texts(), console().err()::println).read(rules);
    var begun = Begun.with(DrawKind.REHEARSAL, rules, entries);
    var folder = RunFolder.open(root, begun);
    var pace =
        new LocalDraw.Pace(
            waitS,
            _ -> true,
            round -> {
              throw new IllegalStateException("a rehearsal asked for public round " + round);
            },
            id -> ORGANISATIONS.getOrDefault(id, id));
    new LocalDraw(console(), folder, read, DrawKind.REHEARSAL, pace, true)
        .run(into -> {
          var summary = new ListTaking(console(), read).take(entries, into, folder.passphrase());
          folder.begin(begun);
          return summary;
        });
    var check = new BundleCheck(console());
    var verdict = check.report(folder.bundle(), Optional.empty());
    var forged = forge(folder, root);
    var refusal = check.verify(Files.readAllBytes(forged), Optional.empty());
    tellForgery(forged, refusal);
    console().say("say.demo.ends", folder.bundle(), forged);
    if (refusal.verdict() != Verdict.REFUSED) {
      return Exit.BUG;
    }
    if (isOnce || verdict != Exit.OK) {
      return verdict;
    }
    DemoOffice.found(folder, root);
    return serve(root, folder, verdict);
  }

  /** Serves the story's office until somebody ends it. */
  private int serve(Path root, RunFolder run, int verdict)
      throws IOException, InterruptedException {
    try (var office = DemoOffice.open(console(), run, root, listen)) {
      console().line("");
      console().say("say.demo.prepares");
      office.prepare(root.resolve("rules.yaml"), root.resolve("entries.csv"));
      console().say("say.demo.serves", office.uri());
      console()
          .say(
              "say.demo.sign-in", String.join(", ", DemoOffice.usernames()), DemoOffice.password());
      console().say("say.demo.screen", office.uri() + "screen/R-2");
      console().say("say.demo.press", office.uri() + "console/draws/R-2");
      console().say("say.demo.replay", office.uri() + "screen/R-1?replay=1");
      console().say("say.demo.phone", office.uri() + "d/R-2");
      console().hint("say.service.running");
      console().out().flush();
      Lasting.until(forS, office::close);
    }
    return verdict;
  }

  /** The bundle with another number in the place of the first winner's. */
  private static Path forge(RunFolder folder, Path root) throws IOException {
    var bundle = Files.readAllBytes(folder.bundle());
    var forged = root.resolve("bundle-forged.zip");
    BundleExport.write(forged, Forgery.anotherFirstWinner(bundle));
    return forged;
  }

  private void tellForgery(Path forged, Report refusal) {
    console().line("");
    console().say("say.demo.forged", forged.getFileName());
    for (var check : refusal.checks()) {
      if (check.state() == Report.State.FAILED) {
        for (var sentence : check.found()) {
          var told = sentence.in(console().language().locale());
          console().line("    " + console().bad(check.id().number() + "  " + told));
        }
      }
    }
  }

  private static Path freshFolder() {
    var folder = Path.of(FOLDER);
    for (var n = 2; Files.exists(folder); n++) {
      folder = Path.of(FOLDER + "-" + n);
    }
    return folder;
  }

  private static Path copy(String name, Path root) throws IOException {
    var file = root.resolve(name);
    if (!Files.exists(file)) {
      try (InputStream in = Demo.class.getResourceAsStream("example/" + name)) {
        if (in == null) {
          throw new IllegalStateException("the program lacks its example " + name);
        }
        Files.copy(in, file);
      }
    }
    return file;
  }
}
