package twoseal.cli.beacon;

import picocli.CommandLine.Option;
import twoseal.beacon.BeaconChain;
import twoseal.desk.Complaint;

/** The option that names a beacon chain as the rules and the seal of a draw name it ([SEED-5]). */
public final class Chain {
  @Option(names = "--chain", paramLabel = "CHAIN", defaultValue = "quicknet")
  private String text;

  /**
   * The chain.
   *
   * @throws Complaint if there is none of this name or the key is not one
   */
  public BeaconChain chain() {
    return of(text);
  }

  /**
   * The chain of a text, as {@link BeaconChain#text} writes it.
   *
   * @throws Complaint if there is none
   */
  public static BeaconChain of(String text) {
    try {
      return BeaconChain.parse(text.strip());
    } catch (IllegalArgumentException noChain) {
      throw Complaint.usage("complaint.chain", text).because(noChain);
    }
  }
}
