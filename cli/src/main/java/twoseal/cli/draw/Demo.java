package twoseal.cli.draw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Exit;
import twoseal.desk.draw.Begun;
import twoseal.desk.draw.BundleExport;
import twoseal.desk.draw.RunFolder;
import twoseal.desk.rules.RulesSource;
import twoseal.draw.DrawKind;
import twoseal.verifier.Report;
import twoseal.verifier.Verdict;

/** {@code demo}: the prize draw of the examples from list to proof, and a forgery that fails. */
@Command(name = "demo")
public final class Demo extends Task {
  private static final String FOLDER = "twoseal-demo";
  private static final long WAIT_DEFAULT_S = 8;

  @Option(names = "--out", paramLabel = "DIR")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--wait", paramLabel = "SECONDS")
  private long waitS = WAIT_DEFAULT_S;

  public Demo(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Range.require("--wait", waitS, DrawRun.WAIT_MIN_S, DrawRun.WAIT_MAX_S);
    var root = out.orElseGet(Demo::freshFolder);
    Files.createDirectories(root);
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
            });
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
    return refusal.verdict() == Verdict.REFUSED ? verdict : Exit.BUG;
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
