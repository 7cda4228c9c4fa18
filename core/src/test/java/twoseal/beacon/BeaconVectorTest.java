package twoseal.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds that drand's networks have published, and wrong ones made from them. */
class BeaconVectorTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String SCHEME = BeaconChain.SCHEME;

  /** A line of a vector file: its first word, and its fields. */
  record Line(String kind, Map<String, String> fields) {
    static Line of(String text) {
      var words = List.of(text.split(" ", -1));
      var fields = new HashMap<String, String>();
      for (var word : words.subList(1, words.size())) {
        var parts = word.split("=", 2);
        fields.put(parts[0], parts[1]);
      }
      return new Line(words.getFirst(), fields);
    }

    String get(String name) {
      return fields.getOrDefault(name, "");
    }

    BeaconCheck check(BeaconChain chain) {
      return BeaconVerifier.holds(
          chain, Long.parseLong(get("round")), HEX.parseHex(get("signature")));
    }
  }

  static List<Line> lines(String kind) throws IOException {
    try (var quicknet = Files.lines(vectors("drand-quicknet.txt"));
        var others = Files.lines(vectors("drand-other-schemes.txt"));
        var ours = Files.lines(vectors("made-for-twoseal.txt"))) {
      return Stream.of(quicknet, others, ours)
          .flatMap(lines -> lines)
          .filter(line -> line.startsWith(kind + " "))
          .map(Line::of)
          .toList();
    }
  }

  static Path vectors(String file) {
    return Path.of("..", "spec", "vectors", "beacon", file);
  }

  static Stream<Line> genuine() throws IOException {
    return lines("beacon").stream();
  }

  static Stream<Line> bad() throws IOException {
    return lines("bad").stream();
  }

  static Stream<Line> chains() throws IOException {
    return lines("chain").stream().filter(line -> !line.get("group_hash").isEmpty());
  }

  static Stream<Line> refused() throws IOException {
    return lines("refused").stream();
  }

  static Stream<Line> signed() throws IOException {
    return lines("signed").stream();
  }

  static Stream<Line> badKeys() throws IOException {
    return lines("bad-key").stream();
  }

  private static Line chainOf(Line beacon) throws IOException {
    return lines("chain").stream()
        .filter(chain -> chain.get("id").equals(beacon.get("id")))
        .findFirst()
        .orElseThrow();
  }

  /** The chain of our scheme with the key that a line's network has. */
  private static BeaconChain ours(Line beacon) throws IOException {
    return BeaconChain.test(chainOf(beacon).get("public_key"), 0, 3);
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void aRoundHoldsIfItIsOfOurScheme(Line beacon) throws IOException {
    var expected = new BeaconCheck.Holds();
    if (chainOf(beacon).get("scheme").equals(SCHEME)) {
      assertThat(beacon.check(ours(beacon))).isEqualTo(expected);
    } else if (beacon.get("signature").length() == 96) {
      assertThat(beacon.check(ours(beacon)))
          .isEqualTo(new BeaconCheck.Refused(BeaconCheck.Reason.MISMATCH));
    } else {
      assertThat(beacon.check(BeaconChain.QUICKNET))
          .isEqualTo(new BeaconCheck.Refused(BeaconCheck.Reason.LENGTH));
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aWrongRoundIsRefused(Line beacon) throws IOException {
    var infinite = beacon.get("signature").startsWith("c0");
    assertThat(beacon.check(ours(beacon)))
        .isEqualTo(
            new BeaconCheck.Refused(
                infinite ? BeaconCheck.Reason.INFINITY : BeaconCheck.Reason.MISMATCH));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void badBytesAreRefusedByTheRuleTheyBreak(Line line) {
    assertThat(line.check(BeaconChain.QUICKNET))
        .isEqualTo(new BeaconCheck.Refused(BeaconCheck.Reason.valueOf(line.get("reason"))));
  }

  @ParameterizedTest
  @MethodSource("signed")
  void theTestBeaconSignsAsBlstDoes(Line line) {
    var beacon = new TestBeacon(HEX.parseHex(line.get("secret")), 0, 3);
    assertThat(beacon.chain().publicKey()).isEqualTo(line.get("public_key"));
    assertThat(HEX.formatHex(beacon.signature(Long.parseLong(line.get("round")))))
        .isEqualTo(line.get("signature"));
    assertThat(line.check(beacon.chain())).isEqualTo(new BeaconCheck.Holds());
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void aKeyThatIsNoneMakesNoChain(Line line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BeaconChain.test(line.get("public_key"), 0, 3));
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void theInformationFieldIsTheDigestOfTheSignature(Line beacon) {
    var published = beacon.get("randomness");
    var computed = BeaconVerifier.randomness(HEX.parseHex(beacon.get("signature")));
    assertThat(published).isIn("", computed);
  }

  @ParameterizedTest
  @MethodSource("chains")
  void theChainHashIsRecomputed(Line chain) {
    var hash =
        BeaconChain.chainHash(
            chain.get("id"),
            chain.get("public_key"),
            Long.parseLong(chain.get("genesis_time")),
            Long.parseLong(chain.get("period")),
            chain.get("group_hash"));
    // testnet-default is the one beacon "default" of its network, and that name is not hashed.
    var expected = chain.get("hash");
    if (chain.get("id").equals("testnet-default")) {
      assertThat(hash).isNotEqualTo(expected);
    } else {
      assertThat(hash).isEqualTo(expected);
    }
  }
}
