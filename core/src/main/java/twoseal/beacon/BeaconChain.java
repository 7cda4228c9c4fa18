package twoseal.beacon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One beacon of the scheme {@link #SCHEME}: its key and its timetable. There are two kinds: {@link
 * #QUICKNET}, the public one, and test chains with a key of one's own, for rehearsals.
 *
 * @param id {@code quicknet} or {@code test}
 * @param publicKey 192 lower-case hexadecimal digits: a point of G2, compressed
 * @param genesisTimeS when round 1 is due, Unix seconds, in [0, {@link #GENESIS_TIME_MAX_S}]
 * @param periodS seconds from one round to the next, in [1, {@link #PERIOD_MAX_S}]
 * @param groupHash 64 hexadecimal digits; all zero for a test chain, which has no group
 * @param hash the chain hash, by which drand names chains; recomputed here
 */
public record BeaconChain(
    String id, String publicKey, long genesisTimeS, long periodS, String groupHash, String hash) {
  /** The one scheme of drand that draws use. */
  public static final String SCHEME = "bls-unchained-g1-rfc9380";

  public static final long ROUND_MAX = 1L << 40;
  public static final long GENESIS_TIME_MAX_S = 1L << 40;
  public static final long PERIOD_MAX_S = 86_400;

  private static final String QUICKNET_ID = "quicknet";
  private static final String QUICKNET_HASH =
      "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
  private static final String TEST_ID = "test";
  private static final String NO_GROUP = "0".repeat(64);
  private static final Pattern TEST_TEXT =
      Pattern.compile("test ([0-9a-f]{192}) (0|[1-9][0-9]{0,15}) ([1-9][0-9]{0,15})");

  /** drand's public chain: a round every three seconds since 23 August 2023. */
  public static final BeaconChain QUICKNET =
      new BeaconChain(
          QUICKNET_ID,
          "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
              + "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
              + "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
          1_692_803_367,
          3,
          "f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e",
          QUICKNET_HASH);

  /**
   * @throws IllegalArgumentException if a field is out of range, the key is not one, or the hash is
   *     not that of the other fields
   */
  public BeaconChain {
    if (genesisTimeS < 0 || genesisTimeS > GENESIS_TIME_MAX_S) {
      throw new IllegalArgumentException(
          "A beacon's first round is due at 0 to " + GENESIS_TIME_MAX_S + " Unix seconds.");
    }
    if (periodS < 1 || periodS > PERIOD_MAX_S) {
      throw new IllegalArgumentException("A beacon's period is 1 to " + PERIOD_MAX_S + " seconds.");
    }
    var _ = Bls12381.checkedKey(publicKey);
    var recomputed = chainHash(id, publicKey, genesisTimeS, periodS, groupHash);
    if (!hash.equals(recomputed)) {
      throw new IllegalArgumentException("The chain hash is " + recomputed + ", not " + hash + ".");
    }
    var known =
        id.equals(QUICKNET_ID)
            ? hash.equals(QUICKNET_HASH)
            : id.equals(TEST_ID) && groupHash.equals(NO_GROUP);
    if (!known) {
      throw new IllegalArgumentException("A beacon chain is quicknet's own or a test chain.");
    }
  }

  /**
   * A chain with a key of one's own; only rehearsals may use it.
   *
   * @throws IllegalArgumentException as the record's constructor
   */
  public static BeaconChain test(String publicKey, long genesisTimeS, long periodS) {
    var hash = chainHash(TEST_ID, publicKey, genesisTimeS, periodS, NO_GROUP);
    return new BeaconChain(TEST_ID, publicKey, genesisTimeS, periodS, NO_GROUP, hash);
  }

  /**
   * Reads the form that {@link #text} writes, and no other.
   *
   * @throws IllegalArgumentException if the text is of another form, or names no valid chain
   */
  public static BeaconChain parse(String text) {
    if (text.equals(QUICKNET_ID)) {
      return QUICKNET;
    }
    var fields = TEST_TEXT.matcher(text);
    if (!fields.matches()) {
      throw new IllegalArgumentException(
          "A beacon chain is written `quicknet` or `test KEY GENESIS PERIOD`.");
    }
    return test(fields.group(1), Long.parseLong(fields.group(2)), Long.parseLong(fields.group(3)));
  }

  /** The chain as notes name it: {@code quicknet}, or {@code test KEY GENESIS PERIOD}. */
  public String text() {
    return isTest() ? TEST_ID + " " + publicKey + " " + genesisTimeS + " " + periodS : QUICKNET_ID;
  }

  public boolean isTest() {
    return id.equals(TEST_ID);
  }

  /**
   * When a round is due, in Unix seconds: genesis + (round - 1) * period.
   *
   * @throws IllegalArgumentException if the round is not in [1, {@link #ROUND_MAX}]
   */
  public long timeOf(long round) {
    requireRound(round);
    return genesisTimeS + (round - 1) * periodS;
  }

  /** The latest round that is due at this time (Unix seconds); 0 before the first. */
  public long roundAt(long timeS) {
    return timeS < genesisTimeS ? 0 : (timeS - genesisTimeS) / periodS + 1;
  }

  /** The first round that is due at this time (Unix seconds) or later. */
  public long firstRoundAtOrAfter(long timeS) {
    return timeS <= genesisTimeS ? 1 : Math.ceilDiv(timeS - genesisTimeS, periodS) + 1;
  }

  static void requireRound(long round) {
    if (round < 1 || round > ROUND_MAX) {
      throw new IllegalArgumentException("A beacon's rounds are numbered 1 to " + ROUND_MAX + ".");
    }
  }

  /** As drand names chains (common/chain/info.go, Hash), for every beacon but the one "default". */
  static String chainHash(
      String id, String publicKey, long genesisTimeS, long periodS, String groupHash) {
    var key = Bls12381.HEX.parseHex(publicKey);
    var group = Bls12381.HEX.parseHex(groupHash);
    var name = id.getBytes(StandardCharsets.UTF_8);
    var hashed =
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES + key.length + group.length + name.length)
            .putInt(Math.toIntExact(periodS))
            .putLong(genesisTimeS)
            .put(key)
            .put(group)
            .put(name);
    return Bls12381.HEX.formatHex(Bls12381.sha256(hashed.array()));
  }
}
