package twoseal.verifier;

import static twoseal.verifier.Cheats.before;
import static twoseal.verifier.Cheats.edit;
import static twoseal.verifier.Cheats.editNote;
import static twoseal.verifier.Cheats.signedBy;
import static twoseal.verifier.VerId.SIGNATURES;
import static twoseal.verifier.VerId.SIGNERS;

import java.util.List;

/** Cheats on signatures, on the registry's rules and on who may sign what. */
final class CheatsOnRegistry {
  private static final Signing.Key ADMIN = Signing.key("office/admin-1");
  private static final Signing.Key NOTARY = Signing.key(Story.NOTARY);
  private static final Signing.Key OLD = Signing.key(Story.ORGANISER);
  private static final Signing.Key ORGANISER = new Signing.Key(Story.ORGANISER, 1, 1);

  private final Cheats table = new Cheats();

  private CheatsOnRegistry() {}

  static List<Case> all() {
    var on = new CheatsOnRegistry();
    on.signatures();
    on.genesis();
    on.people();
    on.rolesAndKeys();
    on.rotations();
    on.signers();
    return on.table.cases;
  }

  /** [VER-8], [NOTE-3], [NOTE-6], [REG-4] */
  private void signatures() {
    table.early(SIGNATURES, "lines out of order", editNote("seal", CheatsOnRegistry::swapped));
    table.early(SIGNATURES, "a forged signature", editNote("seal", Cheats::flipLastLine));
    table.early(
        SIGNATURES,
        "a key nobody registered",
        signedBy("seal", ORGANISER, new Signing.Key(Story.NOTARY, 1, 5)));
    table.early(SIGNATURES, "a key that was replaced", signedBy("seal", OLD, NOTARY));
    table.early(
        SIGNATURES,
        "a key that was revoked",
        before("seal", s -> s.step("late", "draw.complete", s.of() + "results: 0\n", "lab/gone")));
  }

  /** [REG-2] */
  private void genesis() {
    table.early(
        SIGNATURES,
        "a genesis that is not the first entry",
        s -> {
          s.ledger.positionSkew = 3;
          s.before.put("organisation-bureau", t -> t.ledger.positionSkew = 0);
        });
    table.early(
        SIGNATURES,
        "a log key of another name",
        edit("genesis", "log-key: .*", "log-key: " + NOTARY.vkey().replace("$", "\\$")));
    table.early(
        SIGNATURES,
        "a first administrator from elsewhere",
        edit("genesis", "person: office/", "person: elsewhere/"));
    table.early(SIGNATURES, "a genesis signed by another", signedBy("genesis", NOTARY));
  }

  /** [REG-3], [REG-6] */
  private void people() {
    var fields = "organisation: %s\nname: 机构\nname-en: -\n";
    table.early(
        SIGNATURES,
        "an organisation admitted by a notary",
        before(
            "announce",
            s -> s.step("x", "registry.organisation", fields.replace("%s", "new"), Story.NOTARY)));
    table.early(
        SIGNATURES,
        "an organisation twice",
        before(
            "announce",
            s ->
                s.step(
                    "x", "registry.organisation", fields.replace("%s", "lab"), "office/admin-1")));
    table.early(
        SIGNATURES,
        "a person admitted without administrator",
        signedBy("person-lab/c1", Signing.key("lab/c1")));
    table.early(
        SIGNATURES,
        "a person admitted without their key",
        signedBy("person-lab/c1", ADMIN, NOTARY));
    table.early(
        SIGNATURES,
        "a person of no organisation",
        before("announce", s -> s.person("nowhere/someone", "observer")));
    table.early(
        SIGNATURES,
        "a person twice",
        s -> {
          var again = new Signing.Key("lab/c1", 1, 4);
          s.signers.put("person-lab/c1 ", List.of(ADMIN, again));
          s.edits.put(
              "person-lab/c1 ",
              t ->
                  t.replace("lab/c1 \n", "lab/c1\n")
                      .replaceFirst("key: .*", "key: " + again.vkey()));
          s.before.put("announce", t -> t.person("lab/c1 ", "observer"));
        });
  }

  /** [REG-1], [REG-5], [REG-6] */
  private void rolesAndKeys() {
    table.early(
        SIGNATURES,
        "a notary of the organiser",
        edit("person-" + Story.CHEAT, "role: operator", "role: notary"));
    table.early(
        SIGNATURES,
        "a witness of the office",
        before("announce", s -> s.person("office/witness", "witness")));
    table.early(
        SIGNATURES,
        "an organiser of the office",
        before("announce", s -> s.person("office/both", "organiser")));
    table.early(
        SIGNATURES,
        "a key of another name",
        edit("person-lab/c1", "person: lab/c1", "person: lab/c9"));
    table.early(
        SIGNATURES,
        "a cosigning key of an operator",
        edit(
            "person-" + Story.CHEAT,
            "cosign-key: -",
            "cosign-key: " + Signing.cosignKey(Story.CHEAT).vkey()));
  }

  /** [REG-3], [REG-4], [REG-6] */
  private void rotations() {
    table.early(SIGNATURES, "a key replaced by itself alone", signedBy("rotate", ORGANISER));
    table.early(
        SIGNATURES,
        "a key replaced by a colleague",
        signedBy("rotate", ORGANISER, Signing.key(Story.CHEAT)));
    table.early(
        SIGNATURES,
        "a key used again",
        before(
            "announce",
            s -> {
              s.signers.put("back", List.of(OLD, ADMIN));
              s.step(
                  "back",
                  "registry.rotate",
                  "person: %s\nkey: %s\ncosign-key: -\nreason: 丢失\n"
                      .formatted(Story.ORGANISER, OLD.vkey()));
              s.keys.put(Story.ORGANISER, OLD);
            }));
    var log = Signing.key(Story.LEDGER).as("lab/c1");
    table.early(
        SIGNATURES,
        "a person with the log's own key",
        s -> {
          s.signers.put("person-lab/c1", List.of(ADMIN, log));
          s.edits.put("person-lab/c1", t -> t.replaceFirst("\nkey: .*", "\nkey: " + log.vkey()));
        });
    table.early(SIGNATURES, "a revocation by a notary", signedBy("revoke", NOTARY));
    table.early(
        SIGNATURES,
        "a revocation of nobody",
        edit("revoke", "person: lab/gone", "person: lab/nobody"));
    table.early(
        SIGNATURES,
        "a revocation of the last administrator",
        edit("revoke", "person: lab/gone", "person: office/admin-1"));
  }

  /** [VER-9], [DRAW-4], [DRAW-6], [DRAW-7], [DRAW-16] */
  private void signers() {
    table.early(SIGNERS, "a seal by the organiser alone", signedBy("seal", ORGANISER));
    table.early(SIGNERS, "a seal by the notary alone", signedBy("seal", NOTARY));
    table.early(
        SIGNERS,
        "a seal with a third signer",
        signedBy("seal", ORGANISER, NOTARY, Signing.key(Story.CHEAT)));
    table.early(
        SIGNERS,
        "an operator in the notary's place",
        signedBy("seal", ORGANISER, Signing.key(Story.CHEAT)));
    table.early(SIGNERS, "an announcement by a notary", signedBy("announce", NOTARY));
    table.early(
        SIGNERS,
        "an announcement by another organisation's organiser",
        s -> {
          s.before.put("announce", t -> t.person("lab/organiser", "organiser"));
          s.signers.put("announce", List.of(Signing.key("lab/organiser")));
        });
    table.early(SIGNERS, "a list by an operator", signedBy("final", Signing.key(Story.CHEAT)));
    table.early(SIGNERS, "a check by the organiser", signedBy("checked", ORGANISER));
    table.early(
        SIGNERS,
        "a check by a witness of the organiser's",
        s -> {
          s.before.put("announce", t -> t.person("bureau/witness", "witness"));
          s.signers.put("checked", List.of(Signing.key("bureau/witness")));
        });
    table.pressed(SIGNERS, "a reveal by another", signedBy("reveal-c1", Signing.key("lab/c2")));
    table.pressed(SIGNERS, "a skip by the organiser alone", signedBy("skip-1", ORGANISER));
    table.pressed(SIGNERS, "a press by the notary alone", signedBy("press", NOTARY));
    table.whole(SIGNERS, "a result by two", signedBy("result-1", ORGANISER, NOTARY));
    table.whole(SIGNERS, "a promotion by the organiser alone", signedBy("promote", ORGANISER));
  }

  private static String swapped(String note) {
    var parts = note.split("\n\n", 2);
    var lines = parts[1].split("\n", 3);
    return parts[0] + "\n\n" + lines[1] + "\n" + lines[0] + "\n";
  }
}
