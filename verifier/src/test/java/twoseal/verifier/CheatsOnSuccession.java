package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.Cheats.signedBy;
import static twoseal.verifier.VerId.ANNOUNCEMENT;
import static twoseal.verifier.VerId.COMMANDS;
import static twoseal.verifier.VerId.COMPLETENESS;
import static twoseal.verifier.VerId.POLICY;
import static twoseal.verifier.VerId.RECEIPTS;
import static twoseal.verifier.VerId.SIGNATURES;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Successors that hide what they succeed, lie about what was lost, or give numbers again. */
final class CheatsOnSuccession {
  static final Signing.Key OLD_LOG = Signing.key("old.example/ledger");
  static final String FIRST = "D-1001";
  private static final long SEEN_S = Story.DUE_S - 90_000;

  private final Cheats table = new Cheats();

  private CheatsOnSuccession() {}

  static List<Case> all() {
    var on = new CheatsOnSuccession();
    on.hidden();
    on.lies();
    on.numbers();
    on.policies();
    on.forms();
    return on.table.cases;
  }

  /** A story on a successor; 24 entries are kept of 47 that witnesses saw. */
  static void succeed(Story story) {
    story.draw = FIRST;
    story.before.put("organisation-bureau", s -> declare(s, fields()));
  }

  private static void declare(Story story, String fields) {
    story.step("succession", "ledger.succession", fields, "office/admin-1");
  }

  /** What the honest successor says. */
  static String fields() {
    return "predecessor: "
        + OLD_LOG.vkey()
        + "\n"
        + head("kept", 24, "11")
        + head("witnessed", 47, "22")
        + cosignatures(witness(Story.WITNESS), witness("court/witness-2"))
        + "unwitnessed: -\n"
        + "last-draw: 7\nlast-rehearsal: 2\nnext-draw: 1001\nnext-rehearsal: 1001\n"
        + "open-draws: 2\nopen-draw: D-6\nopen-draw: D-7\n"
        + "reason: 机房火灾\n";
  }

  static String head(String name, long size, String root) {
    return head(name, size, root, OLD_LOG);
  }

  private static String head(String name, long size, String root, Signing.Key by) {
    var line = by.line(new byte[0], text(size, root).getBytes(UTF_8));
    return "%s-size: %s\n%s-root: %s\n%s-signature: %s\n"
        .formatted(name, size, name, root.repeat(32), name, signature(line));
  }

  private static String text(long size, String root) {
    var bytes = Base64.getEncoder().encodeToString(Signing.unhex(root.repeat(32)));
    return OLD_LOG.name() + "\n" + size + "\n" + bytes + "\n";
  }

  private static String signature(String line) {
    var bytes = Base64.getDecoder().decode(line.strip().substring(line.lastIndexOf(' ') + 1));
    return Signing.hex(Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  private static String witness(String name) {
    var key = Signing.cosignKey(name);
    var line = new Signing.Cosigner(key, SEEN_S).line(text(47, "22"));
    return key.vkey() + " " + signature(line);
  }

  private static String cosignatures(String... values) {
    return "cosignatures: "
        + values.length
        + "\n"
        + Arrays.stream(values).map(v -> "cosignature: " + v + "\n").collect(Collectors.joining());
  }

  /** A policy of version 2 under which the honest successor is proved. */
  static String policy() {
    return policy("24 47 " + OLD_LOG.vkey());
  }

  static String policy(String succeeds) {
    return Bundle.policy().replace("policy/1", "policy/2") + "succeeds: " + succeeds + "\n";
  }

  private void on(VerId expected, String what, Consumer<Story> change) {
    Consumer<Story> successor = CheatsOnSuccession::succeed;
    table.early(expected, "succession: " + what, successor.andThen(change));
  }

  private void said(String what, String pattern, String with) {
    on(SIGNATURES, what, edit("succession", pattern, with));
  }

  /** [SUC-1], [VER-5], [VER-6] */
  private void hidden() {
    on(COMPLETENESS, "left out of the bundle", s -> s.ledger.hidden.add(1));
    on(
        RECEIPTS,
        "another range in the bundle than on the ledger",
        s ->
            s.members.put(
                "entries/000000000001.entry",
                b ->
                    new String(b, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .replace("witnessed-size: 47", "witnessed-size: 24")
                        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
    on(
        SIGNATURES,
        "declared late",
        s -> {
          s.before.clear();
          s.before.put("person-" + Story.NOTARY, t -> declare(t, fields()));
        });
    on(SIGNATURES, "declared by the log", signedBy("succession", Signing.key(Story.LEDGER)));
    on(
        SIGNATURES,
        "declared by a notary",
        s -> {
          s.before.clear();
          s.before.put(
              "person-" + Story.ORGANISER,
              t -> t.step("succession", "ledger.succession", fields(), Story.NOTARY));
        });
  }

  /** [SUC-1], [SUC-2] */
  private void lies() {
    said("of itself", "predecessor: .*", "predecessor: " + Signing.key(Story.LEDGER).vkey());
    said("a smaller witnessed checkpoint", block("witnessed"), head("witnessed", 23, "22"));
    said("another root of the same size", block("witnessed"), head("witnessed", 24, "22"));
    var other = Signing.key("other.example/ledger");
    said("a kept checkpoint of another log", block("kept"), head("kept", 24, "11", other));
    said(
        "a witnessed checkpoint that is not signed",
        block("witnessed"),
        head("witnessed", 48, "22").replaceFirst("size: 48", "size: 47"));
    said(
        "a cosignature of something else",
        "(cosignature: .* [0-9a-f]{100}).{44}",
        "$1" + "0".repeat(44));
    said("a cosignature before 1970", "(cosignature: \\S* )0", "$18");
    said("cosignatures out of order", "(cosignature: .*\n)(cosignature: .*\n)", "$2$1");
    said("a witness twice", "(cosignature: .*\n)(cosignature: .*\n)", "$1$1");
    said("nobody asked, and no reason", "cosignatures: 2\n.*\n.*\n", "cosignatures: 0\n");
  }

  private static String block(String name) {
    return name + "-size: .*\n" + name + "-root: .*\n" + name + "-signature: .*\n";
  }

  /** [SUC-3], [VER-10] */
  private void numbers() {
    said("a number that may have been given", "next-draw: 1001", "next-draw: 30");
    said("a rehearsal's number again", "next-rehearsal: 1001", "next-rehearsal: 25");
    said("an open draw that was never announced", "open-draw: D-7", "open-draw: D-8");
    said("an open draw twice", "open-draw: D-7", "open-draw: D-6");
    on(ANNOUNCEMENT, "a case number of the predecessor's", s -> s.draw = "D-7");
    on(ANNOUNCEMENT, "a rehearsal's number of the predecessor's", s -> s.draw = "R-1000");
  }

  /** [VER-24], [VER-25], [VER-26] */
  private void policies() {
    Consumer<Story> sealed = s -> s.until = Optional.of("press");
    Consumer<Story> successor = CheatsOnSuccession::succeed;
    var more = policy("24 48 " + OLD_LOG.vkey());
    table.cases.add(Case.under(more, POLICY, "another succession", successor.andThen(sealed)));
    table.cases.add(
        Case.under(policy("-"), POLICY, "a succession of nothing", successor.andThen(sealed)));
    table.cases.add(Case.under(policy(), POLICY, "no succession at all", sealed));
    table.cases.add(
        Case.lesser(Bundle.policy(), "a succession that the policy does not name", successor));
  }

  /** [VER-7] */
  private void forms() {
    form("kept nothing", "kept-size: 24", "kept-size: 0");
    form("a cosignature that is none", "(cosignature: .*)..\n", "$1\n");
    form("an open draw that is none", "open-draw: D-7", "open-draw: R-7");
    form("an open draw of another form", "open-draw: D-7", "open-draw: D-07");
    form("too long a reason", "reason: ", "reason: " + "长".repeat(200));
    form("too long an excuse", "unwitnessed: -", "unwitnessed: " + "长".repeat(201));
  }

  private void form(String what, String pattern, String with) {
    on(COMMANDS, what, edit("succession", pattern, with));
  }
}
