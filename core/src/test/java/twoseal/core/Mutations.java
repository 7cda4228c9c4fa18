package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Gives a parser thousands of damaged inputs: it refuses as declared, or gives them back as they
 * were.
 */
final class Mutations {
  private static final int ROUNDS = 3_000;

  private Mutations() {}

  /**
   * @param rewrite parses its argument and formats the result
   */
  static void areRefusedOrRoundTrip(List<byte[]> seeds, UnaryOperator<byte[]> rewrite) {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var round = 0; round < ROUNDS; round++) {
      var input = seeds.get(random.nextInt(seeds.size())).clone();
      for (var i = random.nextInt(3); i >= 0; i--) {
        input = mutate(input, seeds, random);
      }
      try {
        assertThat(rewrite.apply(input)).as("seed %d round %d", seed, round).isEqualTo(input);
      } catch (MalformedException declared) {
        assertThat(declared.expected()).isNotEmpty();
      } catch (RuntimeException undeclared) {
        fail("seed " + seed + " round " + round + ": " + Bytes.hex(input), undeclared);
      }
    }
  }

  private static byte[] mutate(byte[] input, List<byte[]> seeds, Random random) {
    var at = random.nextInt(input.length + 1);
    var to = Math.min(input.length, at + random.nextInt(8));
    var head = Arrays.copyOf(input, at);
    var tail = Arrays.copyOfRange(input, to, input.length);
    return switch (random.nextInt(5)) {
      case 0 -> Bytes.concat(head, tail);
      case 1 -> Bytes.concat(head, new byte[] {(byte) random.nextInt(256)}, tail);
      case 2 ->
          Bytes.concat(
              head, Bytes.utf8(" +-0\n\n\r/.=x\u00e9".substring(random.nextInt(11))), tail);
      case 3 -> {
        var other = seeds.get(random.nextInt(seeds.size()));
        var from = random.nextInt(other.length + 1);
        yield Bytes.concat(head, Arrays.copyOfRange(other, from, other.length));
      }
      default ->
          Bytes.concat(
              head, Arrays.copyOfRange(input, at, to), Arrays.copyOfRange(input, at, input.length));
    };
  }
}
