package twoseal.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import twoseal.cli.Run;
import twoseal.core.Checkpoint;
import twoseal.core.Ed25519;
import twoseal.core.EntryBundle;
import twoseal.core.SignedNote;
import twoseal.core.TlogProof;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.LedgerEntry;
import twoseal.verifier.Policy;

/** A ledger from its first entry, as its administrator, its people and its operator use it. */
class LedgerTest extends InAnOffice {
  @Test
  void peopleAreAdmittedReplacedAndRevoked() throws Exception {
    office.key("new", "office/notary-1", false);
    assertThat(
            office
                .typed("registry organisation --organisation housing --name 住建局 --key admin.p12")
                .exit())
        .isZero();
    var admit =
        "registry person --person office/notary-1 --name 李四 --role notary"
            + " --key admin.p12 --key notary.p12";
    assertThat(office.typed(admit).out()).contains("Accepted");
    var again = office.typed(admit);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err())
        .contains("the rules refuse it", "(registry.", "Nothing was entered", "--even-if-refused");
    refusalOnRecord(admit);
    var rotate = "registry rotate --person office/notary-1 --reason 更换设备";
    assertThat(office.typed(rotate + " --key notary.p12 --key new.p12").exit()).isZero();
    assertThat(office.typed("ledger remark --text 已检查。 --key new.p12 --file log.p12").exit())
        .isZero();
    var revoke = "registry revoke --person office/notary-1 --reason 离职 --key admin.p12";
    assertThat(office.typed(revoke).exit()).isZero();
    assertThat(office.typed("ledger remark --text a --key new.p12").exit()).isEqualTo(4);

    assertThat(office.data("log", "show", "--json").json())
        .containsEntry("size", "7")
        .containsEntry("entries.2.kind", "registry.person")
        .containsEntry("entries.2.signers.1", "office/notary-1")
        .containsEntry("entries.3.accepted", "false");
    assertThat(office.data("log", "show", "--lang", "zh").out())
        .contains("registry.rotate", "(registry.");
    assertThat(office.data("log", "show", "--index", "1").out())
        .contains("name: 住建局", "— office/admin ", "twoseal/accepted/1");
  }

  /** A refusal is entered by who asks for it. */
  private void refusalOnRecord(String admit) {
    var note = office.path("again.note");
    assertThat(office.written(note, admit).exit()).isZero();
    var entered = office.data("note", "submit", note.toString(), "--even-if-refused");
    assertThat(entered.exit()).isEqualTo(1);
    assertThat(entered.out()).contains("Refused by the rules", "(registry.");
  }

  @Test
  void aWitnessBringsACosignatureKey() throws Exception {
    office.key("witness", "court/w-1", true);
    office.data(
        "registry",
        "organisation",
        "--organisation",
        "court",
        "--name",
        "法院",
        "--key",
        office.at("admin.p12"),
        "--yes");
    var run =
        office.data(
            "registry",
            "person",
            "--person",
            "court/w-1",
            "--name",
            "王五",
            "--role",
            "witness",
            "--key",
            office.at("admin.p12"),
            "--key",
            office.at("witness.p12"),
            "--yes");
    assertThat(run.exit()).as(run.out()).isZero();
    var cosigner =
        KeyFile.open(office.path("witness.p12"), AnOffice.PASSPHRASE.toCharArray())
            .cosigner()
            .orElseThrow();
    assertThat(office.data("log", "show", "--index", "2").out())
        .contains("cosign-key: " + cosigner.key().format());
  }

  @Test
  void aDraftOfAPolicyNamesTheKeysAndWarns() throws Exception {
    office.key("notary-1", "office/notary-1", false);
    office.typed(
        "registry person --person office/notary-1 --name 李四 --role notary"
            + " --key admin.p12 --key notary-1.p12");
    var run = office.run("log", "policy", "--data", office.at("ledger"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("EVERY key");
    assertThat(run.out())
        .contains(
            "notary: "
                + office.run("keys", "show", "--json", office.at("notary-1.p12")).field("key"));
    assertThat(Policy.parse(run.out()).digest()).hasSize(64);
  }

  @Test
  void anOptionThatCannotBeIsNamedWithWhatItMayBe() {
    var run =
        office.data(
            "registry",
            "person",
            "--person",
            "office/b",
            "--name",
            "乙",
            "--role",
            "organizer",
            "--key",
            office.at("admin.p12"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--role cannot be \"organizer\"", "organiser, operator");
  }

  @Test
  void checkpointProofAndExportVerify() throws Exception {
    var logKey =
        KeyFile.open(office.path("log.p12"), AnOffice.PASSPHRASE.toCharArray()).signer().key();
    var note = SignedNote.parse(office.data("log", "checkpoint").out());
    assertThat(note.isSignedBy(logKey, Ed25519.STRICT)).isTrue();
    var checkpoint = Checkpoint.parse(note.text());
    assertThat(office.data("log", "export", "--out", office.at("public")).exit()).isZero();
    assertThat(Files.readString(office.path("public/checkpoint"))).isEqualTo(note.format());
    var bundle = Files.readAllBytes(office.path("public/tile/entries/000.p/1"));
    var entry = LedgerEntry.decode(EntryBundle.parse(bundle, 1).getFirst());
    assertThat(
            TlogProof.parse(office.data("log", "prove", "--index", "0").out())
                .holds(entry.leafHash(), checkpoint))
        .isTrue();
    assertThat(office.data("log", "prove", "--index", "1").exit()).isEqualTo(2);
    assertThat(office.data("log", "export", "--json", "--out", office.at("public")).json())
        .containsEntry("size", "1");
  }

  @Test
  void theKeyOfAnotherIsToldFromDamage() {
    var run =
        office.data(
            "ledger",
            "remark",
            "--text",
            "a",
            "--yes",
            "--key",
            office.at("admin.p12"),
            "--log-key",
            office.at("admin.p12"));
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err())
        .contains("is not the key of this ledger", AnOffice.ORIGIN + "+", "--log-key")
        .doesNotContain("backup");
  }

  @Test
  void readingNeedsNoKeyAndWritingDoes() {
    assertThat(
            Run.withPassphrase(AnOffice.PASSPHRASE, "log", "show", "--data", office.at("ledger"))
                .exit())
        .isZero();
    var remark =
        Run.withPassphrase(
            AnOffice.PASSPHRASE,
            ("ledger remark --text a --yes --key "
                    + office.at("admin.p12")
                    + " --data "
                    + office.at("ledger"))
                .split(" "));
    assertThat(remark.err()).contains("--log-key");
  }

  @Test
  void whatTheLedgerSaysIsChineseInChinese() throws Exception {
    Files.createDirectory(office.path("empty"));
    assertThat(office.run("log", "show", "--lang", "zh", "--data", office.at("empty")).err())
        .contains("中没有账本，或其开立没有完成")
        .doesNotContain("there is");
  }

  @Test
  void aLedgerThatCannotBeOpenedIsThree() throws Exception {
    assertThat(office.run("log", "show", "--data", office.at("none"), "--json").json())
        .containsEntry("error.code", "no-ledger")
        .containsEntry("error.exit", "3");
    Files.createDirectory(office.path("empty"));
    assertThat(office.run("log", "show", "--data", office.at("empty")).exit()).isEqualTo(3);
    assertThat(office.run("log", "show").exit()).isEqualTo(2);
    var again =
        office.run(
            "ledger",
            "new",
            "--origin",
            AnOffice.ORIGIN,
            "--office",
            "office",
            "--office-name",
            "x",
            "--admin-key",
            office.at("admin.p12"),
            "--admin-name",
            "x",
            "--yes",
            "--data",
            office.at("ledger"));
    assertThat(again.exit()).isEqualTo(4);
    var other =
        office.run(
            "ledger",
            "new",
            "--origin",
            "other",
            "--office",
            "office",
            "--office-name",
            "x",
            "--admin-key",
            office.at("admin.p12"),
            "--admin-name",
            "x",
            "--yes",
            "--data",
            office.at("other"));
    assertThat(other.err()).contains("demo.example/ledger", "other");
  }
}
