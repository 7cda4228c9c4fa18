package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9380, appendix J.9.1, with the values in between. */
class HashToG1Test {
  private static final Path FILE =
      Path.of("..", "spec", "vectors", "hash-to-curve", "hash-to-curve-bls12381g1.json");

  /** The numbers of a vector in the file's order: P.x, P.y, Q0.x, Q0.y, Q1.x, Q1.y, u0, u1. */
  record Vector(String tag, String message, List<BigInteger> numbers) {
    CurvePoint point(int at) {
      return CurvePoint.of(
          new Fp2(numbers.get(at), BigInteger.ZERO), new Fp2(numbers.get(at + 1), BigInteger.ZERO));
    }

    byte[] bytes() {
      return message.getBytes(StandardCharsets.UTF_8);
    }
  }

  static Stream<Vector> vectors() throws IOException {
    var json = Files.readString(FILE);
    var tag = Pattern.compile("\"dst\": \"([^\"]*)\"").matcher(json);
    assertThat(tag.find()).isTrue();
    var parts = json.substring(json.indexOf("\"vectors\"")).split("\"msg\": \"", -1);
    return IntStream.range(1, parts.length)
        .mapToObj(i -> {
          var message = parts[i].substring(0, parts[i].indexOf('"'));
          var points = hexNumbers(parts[i - 1]);
          var numbers = new ArrayList<>(points.subList(points.size() - 6, points.size()));
          numbers.addAll(hexNumbers(parts[i]).subList(0, 2));
          return new Vector(tag.group(1), message, numbers);
        });
  }

  private static List<BigInteger> hexNumbers(String text) {
    return Pattern.compile("\"0x([0-9a-f]+)\"")
        .matcher(text)
        .results()
        .map(found -> Bls12381.hex(found.group(1)))
        .toList();
  }

  @Test
  void theFileHasItsFiveVectors() throws IOException {
    assertThat(vectors()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theMessageBecomesTwoNumbers(Vector vector) {
    assertThat(HashToG1.numbers(vector.bytes(), vector.tag()))
        .isEqualTo(vector.numbers().subList(6, 8));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void eachNumberBecomesAPoint(Vector vector) {
    assertThat(HashToG1.map(vector.numbers().get(6))).isEqualTo(vector.point(2));
    assertThat(HashToG1.map(vector.numbers().get(7))).isEqualTo(vector.point(4));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theMessageIsHashedToAPoint(Vector vector) {
    assertThat(HashToG1.hash(vector.bytes(), vector.tag())).isEqualTo(vector.point(0));
  }

  @Test
  void theNumbersThatTheMapDividesByZeroForHaveAPointToo() {
    assertThat(HashToG1.map(BigInteger.ZERO).infinite()).isFalse();
    var point = HashToG1.map(BigInteger.ZERO);
    assertThat(point.y().squared())
        .isEqualTo(point.x().squared().times(point.x()).plus(Fp2.of(4, 0)));
  }
}
