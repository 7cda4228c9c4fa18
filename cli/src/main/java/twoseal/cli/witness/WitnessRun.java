package twoseal.cli.witness;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.Clock;
import twoseal.witness.Witness;

/** {@code witness}: replays logs, cosigns what holds, warns of what does not. */
@Command(name = "witness")
public final class WitnessRun extends Task {
  private static final int INTERVAL_MS_MAX = 3_600_000;
  private static final long STALL_S_MAX = 1_000_000;

  @Option(names = "--key", required = true, paramLabel = "FILE")
  private Path keyFile = Path.of("");

  @Option(names = "--data", required = true, paramLabel = "DIR")
  private Path folder = Path.of("");

  @Option(names = "--interval", paramLabel = "MS", defaultValue = "1000")
  private int intervalMs;

  @Option(names = "--stall", paramLabel = "SECONDS", defaultValue = "60")
  private long stallS;

  @Option(names = "--on-warning", paramLabel = "PROGRAM")
  private Optional<Path> hook = Optional.empty();

  @Option(names = "--accept-entry", paramLabel = "N")
  private Optional<Long> accepted = Optional.empty();

  @Option(names = "--once")
  private boolean isOnce;

  @Mixin private WatchedLogs watched = new WatchedLogs();
  @Mixin private Listening listening = new Listening();
  @Mixin private Passphrases passphrases = new Passphrases();
  @Mixin private Json json = new Json();

  public WitnessRun(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Range.require("--interval", intervalMs, 1, INTERVAL_MS_MAX);
    Range.require("--stall", stallS, 1, STALL_S_MAX);
    if (json.asked() && !isOnce) {
      throw Complaint.usage("complaint.json-once");
    }
    var logs = watched.read();
    var cosigner = cosigner();
    Files.createDirectories(folder);
    try (var keeper = new ToldKeeper(console(), folder.resolve("warnings"), hook, json.asked());
        var witness =
            Witness.open(
                folder, cosigner, logs, Clock.system(), keeper, Duration.ofSeconds(stallS))) {
      if (accepted.isPresent() && !witness.accept(accepted.get())) {
        throw Complaint.input("complaint.not-held", accepted.get());
      }
      return isOnce ? once(witness) : run(witness);
    }
  }

  private Signer cosigner() throws IOException {
    var keys = KeyFile.open(keyFile, passphrases.existing(console(), keyFile));
    return keys.cosigner().orElseThrow(() -> Complaint.input("complaint.no-cosigner", keyFile));
  }

  private int once(Witness witness) {
    var standings = witness.look();
    if (json.asked()) {
      console()
          .json(out ->
              out.array(
                  "logs",
                  standings,
                  (fields, at) -> {
                    fields
                        .text("origin", at.origin())
                        .text("outcome", at.outcome().name().toLowerCase(java.util.Locale.ROOT))
                        .number("size", at.size());
                    at.why().ifPresentOrElse(w -> fields.text("why", w), () -> fields.none("why"));
                  }));
    } else {
      standings.forEach(this::tell);
    }
    return exit(standings);
  }

  private void tell(Witness.Standing at) {
    console()
        .line(
            switch (at.outcome()) {
              case WELL -> console().text("say.witness.well", at.origin(), at.size());
              case HELD ->
                  console().text("say.witness.held", at.origin(), at.size(), at.why().orElse(""));
              case TROUBLED ->
                  console()
                      .text("say.witness.troubled", at.origin(), at.size(), at.why().orElse(""));
            });
  }

  private static int exit(List<Witness.Standing> standings) {
    var outcomes = standings.stream().map(Witness.Standing::outcome).toList();
    if (outcomes.contains(Witness.Outcome.HELD)) {
      return Exit.REFUSED;
    }
    return outcomes.contains(Witness.Outcome.TROUBLED) ? Exit.LEDGER : Exit.OK;
  }

  private int run(Witness witness) throws IOException, InterruptedException {
    try (var server = witness.serve(listening.address())) {
      console().say("say.witness.at", server.uri());
      console().say("say.witness.key", witness.key().format());
      console().hint("say.serve.running");
      console().out().flush();
      var end = listening.duration();
      var interrupter = end.map(duration -> interruptAfter(duration, Thread.currentThread()));
      try {
        witness.watch(Duration.ofMillis(intervalMs));
      } catch (InterruptedException atTheEnd) {
        if (interrupter.isEmpty()) {
          throw atTheEnd;
        }
      }
    } catch (BindException taken) {
      throw Complaint.input("complaint.port-taken", listening.address().getPort()).because(taken);
    }
    return Exit.OK;
  }

  private static Thread interruptAfter(Duration duration, Thread runner) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(duration);
            runner.interrupt();
          } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
