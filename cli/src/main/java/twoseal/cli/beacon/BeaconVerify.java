package twoseal.cli.beacon;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.BeaconCheck;
import twoseal.beacon.BeaconVerifier;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;

/** {@code beacon verify}: whether a signature is the one value of a round. */
@Command(name = "verify")
public final class BeaconVerify extends Task {
  @Option(names = "--round", required = true, paramLabel = "R")
  private long round;

  @Option(names = "--signature", required = true, paramLabel = "HEX")
  private String signature;

  @Mixin private Chain chain;
  @Mixin private Json json;

  public BeaconVerify(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Range.require("--round", round, 1, BeaconChain.ROUND_MAX);
    var bytes = bytes();
    var checked = chain.chain();
    var time = Instant.ofEpochSecond(checked.timeOf(round));
    return switch (BeaconVerifier.holds(checked, round, bytes)) {
      case BeaconCheck.Holds() -> holds(checked, bytes, time);
      case BeaconCheck.Refused(var reason) -> refused(checked, reason, time);
    };
  }

  private int holds(BeaconChain checked, byte[] bytes, Instant time) {
    var randomness = BeaconVerifier.randomness(bytes);
    if (json.asked()) {
      console()
          .json(out ->
              out.flag("holds", true)
                  .text("chain", checked.text())
                  .number("round", round)
                  .text("time", time.toString())
                  .text("randomness", randomness));
      return Exit.OK;
    }
    console().line(console().good(console().text("say.beacon.holds", round)));
    console()
        .table(
            List.of(
                console().row("say.beacon.chain", checked.text()),
                console().row("say.beacon.time", time),
                console().row("say.beacon.randomness", randomness)));
    return Exit.OK;
  }

  private int refused(BeaconChain checked, BeaconCheck.Reason reason, Instant time) {
    var code = reason.name().toLowerCase(Locale.ROOT);
    var why = console().text("reason.beacon." + code);
    if (json.asked()) {
      console()
          .json(out ->
              out.flag("holds", false)
                  .text("chain", checked.text())
                  .number("round", round)
                  .text("time", time.toString())
                  .text("reason", code)
                  .text("message", why));
      return Exit.REFUSED;
    }
    console().line(console().bad(console().text("say.beacon.refused", round, why)));
    return Exit.REFUSED;
  }

  /** People copy signatures by hand: spaces and capitals do not matter. */
  private byte[] bytes() {
    try {
      return HexFormat.of().parseHex(signature.replaceAll("\\s", ""));
    } catch (IllegalArgumentException notHex) {
      throw Complaint.usage("complaint.not-hex", "--signature").because(notHex);
    }
  }
}
