package twoseal.draw;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import twoseal.beacon.BeaconChain;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;

/**
 * From what was sealed, revealed and drawn by the beacon to the keys of the stages ([SEED-1] to
 * [SEED-9]).
 */
public final class Seed {
  /** X where there are no shakes. */
  public static final Digest NO_SHAKES = Digest.ZERO;

  private static final byte REVEALED = 0x01;
  private static final byte DEFAULT = 0x02;
  private static final byte UNOPENED = 0x00;
  private static final byte[] LIVE_NONCE = new byte[Contributor.NONCE_BYTES];

  private Seed() {}

  /**
   * A value that was revealed.
   *
   * @param nonce in hexadecimal; empty for a live value
   */
  public record Revealed(String value, Optional<String> nonce) {}

  /** C: the digest of the seal's text. */
  public static Digest sealDigest(String sealText) {
    return Digest.tagged("twoseal/draw/seal/1", Bytes.utf8(sealText));
  }

  /** The digest by which other commands name a note. */
  public static Digest noteDigest(String text) {
    return Digest.tagged("twoseal/note/1", Bytes.utf8(text));
  }

  /** Y: what the contributors gave, in the order of the seal. */
  public static Digest revealsDigest(
      List<Contributor> contributors, Map<PersonName, Revealed> revealed) {
    var items = new ByteWriter().be32(contributors.size());
    for (var contributor : contributors) {
      var given = Optional.ofNullable(revealed.get(contributor.person()));
      if (given.isPresent()) {
        var value = Bytes.parseHex(given.get().value(), given.get().value().length() / 2);
        var nonce = given.get().nonce().map(n -> Bytes.parseHex(n, Contributor.NONCE_BYTES));
        items.u8(REVEALED).lengthPrefixed(value).raw(nonce.orElse(LIVE_NONCE));
      } else {
        switch (contributor) {
          case Contributor.Live(var _, var value) ->
              items.u8(DEFAULT).lengthPrefixed(Bytes.parseHex(value, value.length() / 2));
          case Contributor.Committed(var _, var commitment, var _) ->
              items.u8(UNOPENED).digest(commitment);
        }
      }
    }
    return Digest.tagged("twoseal/draw/reveals/1", items.bytes());
  }

  /**
   * The digest of the skipped entries.
   *
   * @param indices global, ascending
   */
  public static Digest skipsDigest(List<Long> indices) {
    var bytes = new ByteWriter();
    indices.forEach(bytes::be64);
    return Digest.tagged("twoseal/draw/skips/1", bytes.bytes());
  }

  /**
   * S.
   *
   * @param reveals Y
   * @param round R
   * @param signature of the round, 48 bytes
   */
  public static Digest of(
      DrawKind kind,
      Digest seal,
      Digest shakes,
      Digest reveals,
      BeaconChain chain,
      long round,
      byte[] signature) {
    var source = chain.isTest() ? "test/" + BeaconChain.SCHEME : "drand/quicknet";
    return extract(kind, seal, shakes, reveals, source, round, signature);
  }

  /** S of a ceremony: it has neither shakes nor a beacon. */
  public static Digest ofCeremony(DrawKind kind, Digest seal, Digest reveals) {
    return extract(kind, seal, NO_SHAKES, reveals, Rules.CEREMONY, 0, new byte[0]);
  }

  /** K: the key of a stage. */
  public static byte[] stageKey(Digest seed, int stage) {
    var info = Bytes.concat(Bytes.utf8("twoseal/draw/stage/"), Bytes.be32(stage));
    var key = new javax.crypto.spec.SecretKeySpec(seed.bytes(), "HKDF");
    return derive(HKDFParameterSpec.expandOnly(key, info, Digest.BYTES));
  }

  private static Digest extract(
      DrawKind kind,
      Digest seal,
      Digest shakes,
      Digest reveals,
      String source,
      long round,
      byte[] signature) {
    var material =
        new ByteWriter()
            .lengthPrefixed(seal.bytes())
            .lengthPrefixed(shakes.bytes())
            .lengthPrefixed(reveals.bytes())
            .lengthPrefixed(source)
            .be64(round)
            .lengthPrefixed(signature)
            .bytes();
    return Digest.of(
        derive(
            HKDFParameterSpec.ofExtract()
                .addIKM(material)
                .addSalt(Bytes.utf8(kind.seedSalt()))
                .extractOnly()));
  }

  private static byte[] derive(HKDFParameterSpec parameters) {
    try {
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
    }
  }
}
