package twoseal.server.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Checkpoint;
import twoseal.desk.Complaint;
import twoseal.desk.draw.BundleExport;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.server.http.Problem;
import twoseal.verifier.NotABundleException;
import twoseal.verifier.Verdict;
import twoseal.verifier.Verifier;

/**
 * Proof bundles: made once for each size of the ledger, given to the independent verifier before
 * they are kept, kept on disk. Only the last of a draw stays.
 */
public final class Bundles {
  private final Draws draws;
  private final Witnesses witnesses;
  private final Verifier verifier;
  private final Path folder;
  private final Map<CaseNumber, Object> locks = new HashMap<>();

  /**
   * Bundles.
   *
   * @param build what the verifier says it is
   * @param folder of files that can be made again
   */
  public Bundles(Draws draws, Witnesses witnesses, String build, Path folder) {
    this.draws = draws;
    this.witnesses = witnesses;
    this.verifier = new Verifier(build);
    this.folder = folder;
  }

  /**
   * A draw's bundle at the size of the ledger as it is now.
   *
   * @throws Problem 409 if there is nothing to prove yet, 500 if the verifier refuses it
   */
  Path of(LiveDraw live) throws IOException, InterruptedException {
    var draw = live.draw();
    synchronized (lock(draw)) {
      var size = Checkpoint.parse(draws.chronicle().engine().checkpoint().text()).size();
      var cosigned = witnesses.kept().last().orElse(0L);
      var changedMs = live.ask((current, _) -> draws.lists().changedMs(current));
      var path = folder.resolve(draw + "-" + size + "-" + cosigned + "-" + changedMs + ".zip");
      if (Files.exists(path)) {
        return path;
      }
      Files.createDirectories(folder);
      var bundle = made(live);
      forget(folder, draw);
      BundleExport.write(path, bundle);
      return path;
    }
  }

  private byte[] made(LiveDraw live) throws IOException, InterruptedException {
    var export = new BundleExport(draws.chronicle().engine(), live.draw(), witnesses.kept());
    Optional<Map<Integer, Path>> lists =
        live.ask((current, _) ->
            current.at(1).flatMap(CaseFile::sealText).isPresent()
                ? Optional.of(draws.lists().byAttempt(current))
                : Optional.empty());
    byte[] bundle;
    try {
      bundle = export.bytes(lists.orElseThrow(() -> new Problem(409, "bundle-not-yet")));
    } catch (Complaint listNotHere) {
      throw new Problem(409, "bundle-not-yet").because(listNotHere);
    }
    try {
      if (verifier.verify(bundle, Optional.empty()).verdict() == Verdict.REFUSED) {
        throw new Problem(500, "bundle-refused");
      }
    } catch (NotABundleException notOne) {
      throw new Problem(500, "bundle-refused").because(notOne);
    }
    return bundle;
  }

  /** Deletes what was made of a draw in a folder of files that can be made again. */
  static void forget(Path folder, CaseNumber draw) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (file.getFileName().toString().matches(draw + "-[0-9-]+\\.(zip|csv)")) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Object lock(CaseNumber draw) {
    synchronized (locks) {
      return locks.computeIfAbsent(draw, _ -> new Object());
    }
  }
}
