package twoseal.verifier;

/**
 * A chain of beacon rounds, [SEED-5].
 *
 * @param text as the seal and a policy write it
 * @param source as the seed names it
 * @param key hex of the public key
 */
record Chain(String text, String source, String key, long genesisS, long periodS) {
  private static final Chain QUICKNET =
      new Chain(
          "quicknet",
          "drand/quicknet",
          "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
              + "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
          1_692_803_367,
          3);

  static Chain parse(String text, Form form) {
    if (text.equals(QUICKNET.text())) {
      return QUICKNET;
    }
    var parts = text.split(" ", -1);
    var isTest =
        parts.length == 4
            && parts[0].equals("test")
            && Bytes.isHex(parts[1], Bls12381.KEY_BYTES, Bls12381.KEY_BYTES)
            && Bls12381.isKey(Bytes.unhex(parts[1]));
    var genesisS = isTest ? Bytes.number(parts[2], 0, Limits.GENESIS_S_MAX) : -1;
    var periodS = isTest ? Bytes.number(parts[3], 1, Limits.PERIOD_S_MAX) : -1;
    form.demand(genesisS >= 0 && periodS >= 0, "%s 不是已知的信标链", "%s is not a known chain", text);
    return new Chain(text, "test/bls-unchained-g1-rfc9380", parts[1], genesisS, periodS);
  }

  boolean isQuicknet() {
    return text.equals(QUICKNET.text());
  }

  /** time(R), seconds since 1970. */
  long dueS(long round) {
    return genesisS + (round - 1) * periodS;
  }

  /** As {@link #dueS}, in milliseconds; a time no ledger will see is the largest number. */
  long dueMs(long round) {
    return Math.multiplyHigh(dueS(round), 1000) == 0 && dueS(round) * 1000 > 0
        ? dueS(round) * 1000
        : Long.MAX_VALUE;
  }

  /** The first round that is due at this time or later. */
  long firstRoundFrom(long timeS) {
    return timeS <= genesisS ? 1 : (timeS - genesisS + periodS - 1) / periodS + 1;
  }

  /** Whether these 48 bytes are the round's signature. */
  boolean verifies(long round, String signature) {
    return Bls12381.checkRound(Bytes.unhex(key), round, Bytes.unhex(signature))
        == Bls12381.Finding.HOLDS;
  }
}
