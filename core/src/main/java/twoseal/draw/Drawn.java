package twoseal.draw;

import java.util.Optional;
import twoseal.beacon.BeaconChain;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;

/**
 * The number that arrived, and the seed it makes ([DRAW-12]).
 *
 * @param round of the beacon
 * @param signature of the round, 48 bytes in hexadecimal
 * @param seed S
 */
public record Drawn(Optional<Long> round, Optional<String> signature, Digest seed) {
  private static final int SIGNATURE_BYTES = 48;

  void write(Fields.Writer out) {
    out.optional("round", round.map(String::valueOf))
        .optional("signature", signature)
        .digest("seed", seed);
  }

  static Drawn read(Fields.Reader in) {
    return new Drawn(
        in.optional("round", n -> in.number(n, 1, BeaconChain.ROUND_MAX)),
        in.optional("signature", n -> Bytes.hex(in.hex(n, SIGNATURE_BYTES))),
        in.digest("seed"));
  }
}
