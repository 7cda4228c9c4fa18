package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import twoseal.verifier.Command.Case;
import twoseal.verifier.Command.Contributor;
import twoseal.verifier.Command.Reveal;

/** What the seed is made of, spec/seed.md; digests as hex. */
final class Seed {
  private Seed() {}

  /** C, [SEED-1]. */
  static String seal(Note note) {
    return Bytes.tagged("twoseal/draw/seal/1", note.signed());
  }

  /** [SEED-3] */
  static String commitment(Case of, String contributor, String value, String nonce) {
    var bytes = Bytes.unhex(value);
    return Bytes.tagged(
        "twoseal/draw/commitment/1",
        Bytes.lp(of.draw()),
        Bytes.be32((int) of.attempt()),
        Bytes.lp(contributor),
        Bytes.lp(bytes),
        Bytes.unhex(nonce));
  }

  /** Y, [SEED-4], of what was revealed by each person. */
  static String reveals(List<Contributor> contributors, Map<String, Reveal> revealed) {
    var items = Bytes.be32(contributors.size());
    for (var contributor : contributors) {
      items = Bytes.join(items, item(contributor, revealed));
    }
    return Bytes.tagged("twoseal/draw/reveals/1", items);
  }

  /** [DRAW-10] */
  static String skips(Set<Integer> ascending) {
    var items = new byte[0];
    for (var index : ascending) {
      items = Bytes.join(items, Bytes.be64(index));
    }
    return Bytes.tagged("twoseal/draw/skips/1", items);
  }

  /**
   * What S is made of, [SEED-6]; digests and signature as hex.
   *
   * @param seal C
   * @param shakes X
   * @param reveals Y
   * @param source the chain's name, or {@code ceremony}
   * @param round R; 0 in a ceremony
   * @param signature empty in a ceremony
   */
  record Material(
      String seal, String shakes, String reveals, String source, long round, String signature) {
    byte[] bytes() {
      return Bytes.join(
          Bytes.lp(Bytes.unhex(seal)),
          Bytes.lp(Bytes.unhex(shakes)),
          Bytes.lp(Bytes.unhex(reveals)),
          Bytes.lp(source),
          Bytes.be64(round),
          Bytes.lp(Bytes.unhex(signature)));
    }
  }

  /** S, [SEED-7]. */
  static String seed(boolean isRehearsal, Material material) {
    var salt = isRehearsal ? "twoseal/rehearsal/seed/1" : "twoseal/draw/seed/1";
    return Bytes.hex(hmac(salt.getBytes(UTF_8), material.bytes()));
  }

  /** K of a stage, [SEED-8]: the one block of HKDF-Expand, which ends with the byte 1. */
  static byte[] stageKey(String seed, int stage) {
    var info = Bytes.join("twoseal/draw/stage/".getBytes(UTF_8), Bytes.be32(stage));
    return hmac(Bytes.unhex(seed), Bytes.join(info, new byte[] {1}));
  }

  private static byte[] item(Contributor contributor, Map<String, Reveal> revealed) {
    var sealed = Bytes.unhex(contributor.sealed());
    var reveal = revealed.get(contributor.person());
    if (reveal != null) {
      return Bytes.join(
          new byte[] {1},
          Bytes.lp(Bytes.unhex(reveal.value())),
          Bytes.unhex(reveal.nonce().orElse(Bytes.ZEROS_32)));
    }
    return contributor.isLive()
        ? Bytes.join(new byte[] {2}, Bytes.lp(sealed))
        : Bytes.join(new byte[] {0}, sealed);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC with SHA-256.", e);
    }
  }
}
