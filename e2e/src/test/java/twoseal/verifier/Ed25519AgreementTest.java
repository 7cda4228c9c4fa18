package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.core.Ed25519;
import twoseal.core.SignatureCheck;
import twoseal.core.Torsion;
import twoseal.ledger.FastSignatures;

/** NOTE-3, the one rule for signatures: whoever checks here says the same, whatever the bytes. */
class Ed25519AgreementTest {
  private static final int ROUNDS = 100;

  /** 430 edges, 5 of RFC 8032, 12 of the paper, 151 of Wycheproof. */
  private static final int VECTORS = 598;

  /** Whose checks these are, for the display names: a report tells which library was there. */
  static List<String> implementations() {
    return List.copyOf(Ed25519Libraries.ours().keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("implementations")
  void everyVectorIsJudgedByTheRule(String who) throws Exception {
    var check = Ed25519Libraries.ours().getOrDefault(who, (k, m, s) -> false);
    var vectors = Ed25519Vectors.all();
    assertThat(vectors.size()).isEqualTo(VECTORS);
    for (var one : vectors) {
      assertThat(check.holds(one.key(), one.message(), one.signature()))
          .as("%s: %s", who, one)
          .isEqualTo(one.holds());
    }
  }

  /** Why there is a rule: each library by itself takes some of what the rule refuses. */
  @Test
  void theLibrariesByThemselvesDiffer() throws Exception {
    var taken = new TreeMap<String, List<String>>();
    for (var peer : Ed25519Libraries.peers().entrySet()) {
      taken.put(peer.getKey(), new ArrayList<>());
      for (var one : Ed25519Vectors.all()) {
        var holds = peer.getValue().holds(one.key(), one.message(), one.signature());
        assertThat(holds || !one.holds()).as("%s: %s", peer.getKey(), one).isTrue();
        if (holds && !one.holds()) {
          taken.computeIfAbsent(peer.getKey(), p -> new ArrayList<>()).add(one.toString());
        }
      }
    }
    assertThat(taken.values()).as("%s", taken).allMatch(t -> t.size() > 10);
    assertThat(Map.copyOf(taken).values().stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void randomChangesAreJudgedAlike() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var ours = Ed25519Libraries.ours();
    for (var round = 0; round < ROUNDS; round++) {
      var secret = bytes(random, 32);
      var message = bytes(random, random.nextInt(200));
      var ofKey = random.nextInt(4) == 0 ? random.nextInt(8) : 0;
      var ofR = random.nextInt(4) == 0 ? random.nextInt(8) : 0;
      var key = Torsion.plus(Ed25519.publicKey(secret), ofKey);
      var signature = Torsion.sign(secret, message, ofR, ofKey);
      var what = "seed " + seed + " round " + round;
      requireSame(ours, key, message, signature, ofKey == 0 && ofR == 0, what);
      requireSame(ours, changed(key, random), message, signature, false, what + " key");
      requireSame(ours, key, message, changed(signature, random), false, what + " signature");
      var larger = Torsion.plusOrder(signature, 1 + random.nextInt(15));
      requireSame(ours, key, message, larger, false, what + " S");
      var other = Torsion.plus(Arrays.copyOf(signature, 32), 1 + random.nextInt(7));
      var swapped = Signing.join(other, Arrays.copyOfRange(signature, 32, 64));
      requireSame(ours, key, message, swapped, false, what + " R");
    }
  }

  /** As on a machine for which there is no AWS-LC: the classes are not even there. */
  @Test
  void withoutTheLibraryTheFallbackJudges() throws Exception {
    var urls = new ArrayList<URL>();
    for (var part : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      // The packed program names its libraries in its manifest, that one among them.
      if (!part.contains("AmazonCorretto") && !Path.of(part).endsWith("dist/twoseal.jar")) {
        urls.add(Path.of(part).toUri().toURL());
      }
    }
    var vectors = Ed25519Vectors.all();
    try (var loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      var fast = loader.loadClass("twoseal.ledger.FastSignatures");
      var best = fast.getMethod("best").invoke(null);
      var holds =
          loader
              .loadClass("twoseal.core.SignatureCheck")
              .getMethod("holds", byte[].class, byte[].class, byte[].class);
      assertThat(fast.getMethod("corretto").invoke(null)).hasToString("Optional.empty");
      for (var one : vectors) {
        assertThat(holds.invoke(best, one.key(), one.message(), one.signature()))
            .as("%s", one)
            .isEqualTo(one.holds());
      }
    }
  }

  /** The display name says what checked: a platform without the library runs the fallback alone. */
  @ParameterizedTest(name = "AWS-LC is here: {0}")
  @MethodSource("isCorrettoHere")
  void theFastPathIsTheLibraryWhereItLoads(boolean isHere) {
    assertThat(FastSignatures.corretto().isPresent()).isEqualTo(isHere);
    var shipped = System.getProperty("os.name").equals("Linux");
    var isIntel = System.getProperty("os.arch").equals("amd64");
    assertThat(isHere || !(shipped && isIntel)).isTrue();
  }

  static List<Boolean> isCorrettoHere() {
    return List.of(Ed25519Libraries.isCorrettoHere());
  }

  private static void requireSame(
      Map<String, SignatureCheck> ours,
      byte[] key,
      byte[] message,
      byte[] signature,
      boolean holds,
      String what) {
    ours.forEach((who, check) ->
        assertThat(check.holds(key, message, signature)).as(who + ", " + what).isEqualTo(holds));
  }

  private static byte[] changed(byte[] bytes, Random random) {
    var changed = bytes.clone();
    changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  private static byte[] bytes(Random random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
