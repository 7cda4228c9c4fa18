package twoseal.cli.beacon;

import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.beacon.BeaconChain;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.beacon.Relays;

/** {@code beacon fetch}: a round's signature from relays, verified. */
@Command(name = "fetch")
public final class BeaconFetch extends Task {
  @Option(names = "--round", required = true, paramLabel = "R")
  private long round;

  @Option(names = "--relay", paramLabel = "URL", arity = "1..*")
  private List<URI> relays = List.of();

  @Mixin private Chain chain;
  @Mixin private Json json;

  public BeaconFetch(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Range.require("--round", round, 1, BeaconChain.ROUND_MAX);
    var asked = chain.chain();
    var from = relays.isEmpty() && !asked.isTest() ? Relays.PUBLIC : relays;
    if (from.isEmpty()) {
      throw Complaint.usage("complaint.test-relay");
    }
    var due = Instant.ofEpochSecond(asked.timeOf(round));
    if (due.isAfter(Instant.now())) {
      throw Complaint.refused("complaint.round-early", round, due);
    }
    var signature = HexFormat.of().formatHex(Relays.fetch(asked, round, from));
    if (json.asked()) {
      console()
          .json(out ->
              out.text("chain", asked.text())
                  .number("round", round)
                  .text("time", due.toString())
                  .text("signature", signature));
    } else {
      console().line(signature);
      console().hint("say.beacon.fetched", round);
    }
    return Exit.OK;
  }
}
