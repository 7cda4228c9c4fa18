package twoseal.server.act;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.BeaconCheck;
import twoseal.beacon.BeaconVerifier;
import twoseal.beacon.TestBeacon;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.desk.beacon.Relays;
import twoseal.ledger.Clock;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.kept.JsonFolder;

/**
 * Where a round's number comes from: somebody typed it, the local test beacon makes it, or relays
 * bring it. Whoever brings it, it holds or it is not used; there is one value that holds, so nobody
 * can choose.
 */
public final class Numbers {
  private static final int SIGNATURE_BYTES = 48;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final JsonFolder<Brought> folder;
  private final Optional<TestBeacon> local;
  private final List<URI> relays;
  private final Clock clock;

  /** A number that was typed. */
  public record Brought(String signature, String by, long broughtMs) {}

  /** What somebody types; the members are the contract's. */
  public record NewNumber(String signature) {}

  /**
   * A source of numbers.
   *
   * @param local the test beacon of this service
   * @param relays asked where nobody typed it; empty for the public ones
   */
  public Numbers(
      JsonFolder<Brought> folder, Optional<TestBeacon> local, List<URI> relays, Clock clock) {
    this.folder = folder;
    this.local = local;
    this.relays = relays.isEmpty() ? Relays.PUBLIC : List.copyOf(relays);
    this.clock = clock;
  }

  /** The chain of the local test beacon. */
  Optional<BeaconChain> localChain() {
    return local.map(TestBeacon::chain);
  }

  /**
   * The number of a round that is due, if it is to be had; may take {@code TIMEOUT}.
   *
   * @param more relays that the draw's rules file names, asked too
   * @return 48 bytes that hold
   */
  Optional<byte[]> find(BeaconChain chain, long round, List<URI> more) {
    var typed = folder.get(id(chain, round)).map(kept -> parse(kept.signature()));
    if (typed.isPresent()) {
      return typed;
    }
    if (local.filter(beacon -> beacon.chain().equals(chain)).isPresent()) {
      return local.map(beacon -> beacon.signature(round));
    }
    var asked = new java.util.ArrayList<>(more);
    // A test chain is nobody else's: the public relays do not know it.
    if (!chain.isTest()) {
      asked.addAll(relays);
    }
    return asked.isEmpty()
        ? Optional.empty()
        : switch (Relays.ask(chain, round, asked, TIMEOUT)) {
          case Relays.Answer.Holds(var signature, var _) -> Optional.of(parse(signature));
          case Relays.Answer.Nothing _ -> Optional.empty();
        };
  }

  /**
   * Keeps a number that somebody typed.
   *
   * @throws Problem 422 if it does not hold
   */
  void bring(BeaconChain chain, long round, NewNumber typed, Caller caller) throws IOException {
    var digits = typed.signature().replaceAll("[ -]", "").toLowerCase(Locale.ROOT);
    byte[] signature;
    try {
      signature = parse(digits);
    } catch (MalformedException malformed) {
      throw new Problem(422, "act.number-length", 2 * SIGNATURE_BYTES, digits.length())
          .because(malformed);
    }
    switch (BeaconVerifier.holds(chain, round, signature)) {
      case BeaconCheck.Holds() ->
          folder.put(
              id(chain, round), new Brought(digits, caller.person().toString(), clock.nowMs()));
      case BeaconCheck.Refused(var reason) -> {
        // The program has its sentence, as the command line tells it.
        var word = "beacon." + reason.name().toLowerCase(Locale.ROOT);
        throw new Problem(422, word);
      }
    }
  }

  private static byte[] parse(String digits) {
    return Bytes.parseHex(digits, SIGNATURE_BYTES);
  }

  private static String id(BeaconChain chain, long round) {
    return chain.hash() + "-" + round;
  }
}
