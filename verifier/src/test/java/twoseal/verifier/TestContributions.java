package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.be32;
import static twoseal.verifier.Signing.be64;
import static twoseal.verifier.Signing.hex;
import static twoseal.verifier.Signing.join;
import static twoseal.verifier.Signing.lp;
import static twoseal.verifier.Signing.tagged;
import static twoseal.verifier.Signing.unhex;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The contributors of a story's attempt, and the seed, by the words of spec/seed.md. */
record TestContributions(String draw, int attempt, boolean isCeremony) {
  /** Those of a beacon draw: one reveals, one does not, and two live ones of whom one does. */
  private static final List<String> BEACON = List.of("lab/c1", "lab/c2", "lab/d1", "lab/d2");

  private static final List<String> CEREMONY = List.of("lab/c1", "press/reader", "union/member");

  List<String> people() {
    return isCeremony ? CEREMONY : BEACON;
  }

  /** The seal's lines. */
  String sealed() {
    if (!isCeremony) {
      return """
      contributors: 4
      contributor: lab/c1 committed %s
      contributor: lab/c2 committed %s
      contributor: lab/d1 live 01
      contributor: lab/d2 live 02
      """
          .formatted(commitment("lab/c1"), commitment("lab/c2"));
    }
    var lines = new StringBuilder("contributors: " + CEREMONY.size() + "\n");
    for (var person : CEREMONY) {
      var envelope = 101 + CEREMONY.indexOf(person);
      lines.append(
          "contributor: %s committed %s envelope %s\n"
              .formatted(person, commitment(person), envelope));
    }
    return lines.toString();
  }

  /** The fields with which somebody opens their commitment. */
  String revealed(String person) {
    return "contributor: %s\nvalue: %s\nnonce: %s\n"
        .formatted(person, hex(value(person)), hex(nonce(person)));
  }

  /** Y, where it is known which steps were made. */
  String y(Predicate<String> isMade) {
    if (isCeremony) {
      var items = be32(CEREMONY.size());
      for (var person : CEREMONY) {
        var opened = isMade.test("open-" + (CEREMONY.indexOf(person) + 1));
        items = join(items, committed(person, opened));
      }
      return tagged("twoseal/draw/reveals/1", items);
    }
    var d1 =
        isMade.test("reveal-d1")
            ? join(new byte[] {1}, lp(new byte[] {3, 4, 5}), new byte[32])
            : join(new byte[] {2}, lp(new byte[] {1}));
    return tagged(
        "twoseal/draw/reveals/1",
        be32(4),
        committed("lab/c1", isMade.test("reveal-c1")),
        committed("lab/c2", false),
        d1,
        join(new byte[] {2}, lp(new byte[] {2})));
  }

  /** S of a story's attempt. */
  static byte[] seed(Story story) {
    var chain = story.chain.equals("quicknet") ? "drand/quicknet" : "test/bls-unchained-g1-rfc9380";
    var salt = story.draw.startsWith("R") ? "twoseal/rehearsal/seed/1" : "twoseal/draw/seed/1";
    return hmac(
        salt.getBytes(UTF_8),
        join(
            lp(unhex(story.c())),
            lp(unhex(story.x())),
            lp(unhex(story.y())),
            lp((story.isCeremony ? "ceremony" : chain).getBytes(UTF_8)),
            be64(story.isCeremony ? 0 : story.round),
            lp(unhex(story.isCeremony ? "" : story.signature))));
  }

  static byte[] stageKey(byte[] seed, int stage) {
    return hmac(seed, join("twoseal/draw/stage/".getBytes(UTF_8), be32(stage), new byte[] {1}));
  }

  private byte[] committed(String person, boolean isOpened) {
    return isOpened
        ? join(new byte[] {1}, lp(value(person)), nonce(person))
        : join(new byte[] {0}, unhex(commitment(person)));
  }

  private String commitment(String person) {
    return tagged(
        "twoseal/draw/commitment/1",
        lp(draw.getBytes(UTF_8)),
        be32(attempt),
        lp(person.getBytes(UTF_8)),
        lp(value(person)),
        nonce(person));
  }

  private static byte[] value(String person) {
    return Arrays.copyOf(Signing.sha256(person.getBytes(UTF_8)), 16);
  }

  private static byte[] nonce(String person) {
    return Signing.sha256((person + " nonce").getBytes(UTF_8));
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
