package twoseal.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All vectors under spec/vectors/ed25519.
 *
 * @param signs what kind of text the message is; empty where it is none
 * @param holds what [NOTE-3] says
 */
@SuppressWarnings("ArrayRecordComponent") // Read from a file and never changed or compared.
record Ed25519Vectors(
    String name, String signs, byte[] key, byte[] message, byte[] signature, boolean holds) {
  static List<Ed25519Vectors> all() throws IOException {
    var all = new ArrayList<>(edges());
    for (var one : Vectors.of("ed25519/rfc8032.json")) {
      one.string("signature").ifPresent(s -> all.add(of(one, one.word("name"), "publicKey", true)));
    }
    for (var one : Vectors.of("ed25519/speccheck.json")) {
      all.add(
          new Ed25519Vectors(
              "speccheck " + all.size(),
              "",
              hex(one, "pub_key"),
              hex(one, "message"),
              hex(one, "signature"),
              false));
    }
    all.addAll(wycheproof());
    return all;
  }

  /** Those that can be brought to every entrance. */
  static List<Ed25519Vectors> edges() throws IOException {
    return Vectors.of("ed25519/edges.json").stream()
        .map(
            e -> of(e, e.string("name").orElseThrow(), "publicKey", e.word("holds").equals("true")))
        .toList();
  }

  private static List<Ed25519Vectors> wycheproof() throws IOException {
    var all = new ArrayList<Ed25519Vectors>();
    var key = new byte[0];
    for (var one : Vectors.of("ed25519/wycheproof.json")) {
      if (one.string("pk").isPresent()) {
        key = hex(one, "pk");
      } else if (one.string("sig").isPresent()) {
        all.add(
            new Ed25519Vectors(
                "wycheproof " + one.word("tcId"),
                "",
                key,
                hex(one, "msg"),
                hex(one, "sig"),
                one.string("result").orElseThrow().equals("valid")));
      }
    }
    return all;
  }

  private static Ed25519Vectors of(Vectors.Flat one, String name, String key, boolean holds) {
    return new Ed25519Vectors(
        name,
        one.string("signs").orElse(""),
        hex(one, key),
        hex(one, "message"),
        hex(one, "signature"),
        holds);
  }

  private static byte[] hex(Vectors.Flat one, String field) {
    return Bytes.unhex(one.string(field).orElseThrow());
  }

  @Override
  public String toString() {
    return name + " " + signs;
  }
}
