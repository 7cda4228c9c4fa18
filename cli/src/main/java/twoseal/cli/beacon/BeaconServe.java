package twoseal.cli.beacon;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.TestBeacon;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.beacon.BeaconFile;
import twoseal.desk.beacon.BeaconServer;

/** {@code beacon serve}: a local test beacon for rehearsals. */
@Command(name = "serve")
public final class BeaconServe extends Task {
  private static final int PORT_MAX = 65_535;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "0")
  private int port;

  @Option(names = "--period", paramLabel = "SECONDS", defaultValue = "3")
  private long periodS;

  @Option(names = "--file", paramLabel = "FILE")
  private Optional<Path> file;

  @Option(names = "--for", paramLabel = "SECONDS")
  private Optional<Long> forS;

  @Mixin private Json json;

  public BeaconServe(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Range.require("--port", port, 0, PORT_MAX);
    Range.require("--period", periodS, 1, BeaconChain.PERIOD_MAX_S);
    var clock = InstantSource.system();
    try (var server = BeaconServer.start(beacon(clock), port, clock)) {
      announce(server);
      // Nothing counts this down: the wait ends with its time, or with the process (Ctrl-C).
      var never = new CountDownLatch(1);
      if (forS.isPresent()) {
        var _ = never.await(forS.get(), TimeUnit.SECONDS);
      } else {
        never.await();
      }
    } catch (BindException taken) {
      throw Complaint.input("complaint.port-taken", port).because(taken);
    }
    return Exit.OK;
  }

  private TestBeacon beacon(InstantSource clock) throws IOException {
    if (file.isPresent() && Files.exists(file.get())) {
      return BeaconFile.read(file.get());
    }
    var secret = BeaconFile.secret();
    long genesisS = clock.instant().getEpochSecond();
    if (file.isPresent()) {
      BeaconFile.write(file.get(), secret, genesisS, periodS);
    }
    return new TestBeacon(secret, genesisS, periodS);
  }

  private void announce(BeaconServer server) {
    var chain = server.chain();
    if (json.asked()) {
      console()
          .json(out ->
              out.text("chain", chain.text())
                  .text("hash", chain.hash())
                  .text("relay", server.uri().toString()));
    } else {
      console()
          .table(
              List.of(
                  console().row("say.beacon.relay", server.uri()),
                  console().row("say.beacon.hash", chain.hash()),
                  console().row("say.beacon.chain", chain.text())));
      console().hint("say.beacon.serving");
    }
    console().out().flush();
  }
}
