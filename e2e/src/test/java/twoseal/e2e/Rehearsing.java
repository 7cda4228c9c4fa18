package twoseal.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import twoseal.core.PersonName;
import twoseal.core.Signer;
import twoseal.desk.draw.Contribution;
import twoseal.desk.keys.KeyFile;
import twoseal.draw.CaseNumber;

/** An office whose people have keys of their own, and its service as it is shipped. */
final class Rehearsing {
  static final String ADMIN = "minghe/admin";
  static final String ORIGIN = "minghe.twoseal/ledger";
  static final List<String> PEOPLE =
      List.of("minghe/notary", "xinglan/organiser", "customers/observer");
  private static final int SEED_BYTES = 32;
  private static final Path RULES = Source.ROOT.resolve("e2e/src/test/resources/http/rules.yaml");

  final Path data;
  final HttpScript script;
  final Signer admin;

  private Rehearsing(Path data, HttpScript script, Signer admin) {
    this.data = data;
    this.script = script;
    this.admin = admin;
  }

  /** The people of a service that was started for the first time. */
  static Rehearsing of(Path data, Service service) throws IOException {
    var script = new HttpScript(service.uri());
    var password = service.oneTimePasswords().getFirst().toCharArray();
    var admin = KeyFile.open(data.resolve("server/key-files/admin.p12"), password).signer();
    script.person(admin);
    for (var person : PEOPLE) {
      var seed = new byte[SEED_BYTES];
      new SecureRandom().nextBytes(seed);
      script.person(Signer.of(person, seed));
    }
    var observer = PersonName.parse("customers/observer");
    var secret = Contribution.fresh(CaseNumber.parse("R-1"), 1, observer);
    script.keep("commitment", secret.commitment().hex());
    script.keep("value", secret.value());
    script.keep("nonce", secret.nonce());
    script.keep("rules", Files.readString(RULES).replace("\"", "\\\"").replace("\n", "\\n"));
    return new Rehearsing(data, script, admin);
  }

  /** Everything before the press. */
  void prepare() throws Exception {
    script.run("people.txt");
    script.run("preparing.txt");
    script.run("sealing.txt");
  }
}
