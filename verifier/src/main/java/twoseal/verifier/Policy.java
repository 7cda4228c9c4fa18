package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.VerId.POLICY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private final Optional<String> succeeds;
  private final String digest;

  /** A witness whose cosignatures count; one that replays checks the rules too. */
  record Witness(boolean replays, Vkey key) {}

  private Policy(Fields fields, String digest) {
    this.digest = digest;
    var form = fields.form();
    var kind = fields.kind();
    form.demand(kind.matches("twoseal/policy/[12]"), "首行是 %s", "its first line is %s", kind);
    log = fields.vkey("log", Vkey.ED25519);
    organisers = keys(fields, "organisers", "organiser");
    notaries = keys(fields, "notaries", "notary");
    chain = Chain.parse(fields.text("chain"), form);
    witnesses = new ArrayList<>();
    for (var value : fields.list("witnesses", "witness", 0, Limits.POLICY_KEYS_MAX)) {
      witnesses.add(witness(value, form));
    }
    quorum = fields.number("quorum", 0, Limits.POLICY_KEYS_MAX);
    succeeds = kind.equals("twoseal/policy/2") ? Optional.of(succession(fields)) : Optional.empty();
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

  /** The succession it names, {@code -} for none; absent in version 1, which does not say. */
  Optional<String> succeeds() {
    return succeeds;
  }

  private static String succession(Fields fields) {
    var value = fields.value("succeeds");
    var parts = value.split(" ", 3);
    fields
        .form()
        .demand(
            value.equals("-")
                || (parts.length == 3
                    && Bytes.number(parts[0], 1, Long.MAX_VALUE) > 0
                    && Bytes.number(parts[1], 1, Long.MAX_VALUE) > 0),
            "%s 不是继承关系",
            "not a succession: %s",
            value);
    return value.equals("-")
        ? value
        : parts[0] + " " + parts[1] + " " + Vkey.parse(parts[2], Vkey.ED25519, fields.form());
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
