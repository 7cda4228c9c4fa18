package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.VerId.POLICY;

import java.util.ArrayList;
import java.util.List;

/**
 * Whom a verifier trusts for what, [VER-23]: its own, never a bundle's. It changes the verdict,
 * never the winners.
 */
public final class Policy {
  private final Vkey log;
  private final List<Vkey> organisers;
  private final List<Vkey> notaries;
  private final Chain chain;
  private final List<Witness> witnesses;
  private final long quorum;
  private final String digest;

  /** A witness whose cosignatures count; one that replays checks the rules too. */
  record Witness(boolean replays, Vkey key) {}

  private Policy(Fields fields, String digest) {
    this.digest = digest;
    var form = fields.form();
    var kind = fields.kind();
    form.demand(kind.equals("twoseal/policy/1"), "首行是 %s", "its first line is %s", kind);
    log = fields.vkey("log", Vkey.ED25519);
    organisers = keys(fields, "organisers", "organiser");
    notaries = keys(fields, "notaries", "notary");
    chain = Chain.parse(fields.text("chain"), form);
    witnesses = new ArrayList<>();
    for (var value : fields.list("witnesses", "witness", 0, Limits.POLICY_KEYS_MAX)) {
      witnesses.add(witness(value, form));
    }
    quorum = fields.number("quorum", 0, Limits.POLICY_KEYS_MAX);
    fields.end();
  }

  /**
   * The policy of a text.
   *
   * @throws Malformed if it has not the form of [VER-23]
   */
  public static Policy parse(String text) {
    var bytes = text.getBytes(UTF_8);
    var form = new Form(new Checks(), POLICY, "policy");
    return new Policy(new Fields(bytes, form), Bytes.hex(Bytes.sha256(bytes)));
  }

  /** SHA-256 of the policy's text, as hex. */
  public String digest() {
    return digest;
  }

  Vkey log() {
    return log;
  }

  List<Vkey> organisers() {
    return organisers;
  }

  List<Vkey> notaries() {
    return notaries;
  }

  Chain chain() {
    return chain;
  }

  List<Witness> witnesses() {
    return List.copyOf(witnesses);
  }

  long quorum() {
    return quorum;
  }

  private static List<Vkey> keys(Fields fields, String countName, String name) {
    return fields.list(countName, name, 0, Limits.POLICY_KEYS_MAX).stream()
        .map(value -> Vkey.parse(value, Vkey.ED25519, fields.form()))
        .toList();
  }

  private static Witness witness(String value, Form form) {
    var parts = value.split(" ", 2);
    form.demand(
        parts.length == 2 && parts[0].matches("replays|follows"),
        "%s 不是见证方",
        "not a witness: %s",
        value);
    return new Witness(parts[0].equals("replays"), Vkey.parse(parts[1], Vkey.COSIGNATURE, form));
  }
}
