package twoseal.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import twoseal.cli.Run;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.TlogProof;

/** A note, from who drafts it through its signers to the ledger. */
class NoteTest extends InAnOffice {
  @Test
  void aNoteGoesFromSignerToSignerAndThenToTheLedger() throws Exception {
    var note = office.path("person.note");
    var vkey = office.run("keys", "show", "--json", office.at("notary.p12")).field("key");
    var made =
        office.written(
            note,
            "registry person --person office/notary-1 --name 李四 --role notary --vkey "
                + vkey
                + " --key notary.p12");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.err()).contains("name: 李四");
    assertThat(office.run("note", "show", note.toString(), "--vkey", vkey).out())
        .contains("the signature holds");

    assertThat(office.run("note", "sign", note.toString(), "--key", office.at("admin.p12")).exit())
        .isEqualTo(2);
    var no =
        new Run.Stage()
            .answers("n")
            .environment("TWOSEAL_PASSPHRASE", AnOffice.PASSPHRASE)
            .run("note", "sign", note.toString(), "--key", office.at("admin.p12"));
    assertThat(no.exit()).isEqualTo(1);
    var yes =
        new Run.Stage()
            .answers("y")
            .environment("TWOSEAL_PASSPHRASE", AnOffice.PASSPHRASE)
            .run("note", "sign", note.toString(), "--key", office.at("admin.p12"));
    assertThat(yes.exit()).isZero();
    assertThat(yes.err()).contains("role: notary", "Digest: ");
    assertThat(
            office
                .run("note", "sign", note.toString(), "--key", office.at("admin.p12"), "--yes")
                .err())
        .contains("signed this already");
    assertThat(office.run("note", "show", note.toString(), "--json").json())
        .containsEntry("signatures.0.name", "office/admin")
        .containsEntry("signatures.1.name", "office/notary-1");

    var receipt = office.path("receipt");
    var first =
        office.data("note", "submit", note.toString(), "--json", "--receipt", receipt.toString());
    assertThat(first.exit()).isZero();
    assertThat(office.data("note", "submit", note.toString(), "--json").json())
        .isEqualTo(first.json());
    assertThat(TlogProof.parse(Files.readAllBytes(receipt)).index()).isEqualTo(1);
  }

  @Test
  void aReasonsCommitmentOpensWithItsFile() throws Exception {
    var file = office.path("reason.txt");
    var hex =
        office.run("note", "reason", "--text", "重复登记", "--out", file.toString()).out().strip();
    var in = new Fields.Reader(Files.readString(file), "reason", 1);
    assertThat(in.text("text")).isEqualTo("重复登记");
    var salt = in.hex("salt", 32);
    assertThat(Digest.sha256(salt, Bytes.utf8("重复登记")).hex())
        .isEqualTo(hex)
        .isEqualTo(in.digest("commitment").hex());
  }

  @Test
  void aNoteThatTheRulesWouldRefuseIsNotUsedUp() throws Exception {
    var note = office.path("person.note");
    office.key("notary-1", "office/notary-1", false);
    office.written(
        note,
        "registry person --person office/notary-1 --name 李四 --role notary --vkey "
            + office.run("keys", "show", "--json", office.at("notary-1.p12")).field("key")
            + " --key admin.p12");
    var early = office.data("note", "submit", note.toString());
    assertThat(early.exit()).isEqualTo(1);
    assertThat(early.err()).contains("registry.signers", "office/admin", "note sign");
    assertThat(office.data("log", "show", "--json").json()).containsEntry("size", "1");

    office.run("note", "sign", note.toString(), "--key", office.at("notary-1.p12"), "--yes");
    assertThat(office.data("note", "submit", note.toString()).exit()).isZero();
    // The same note again would now be refused; it is on the ledger and gets its answer.
    assertThat(office.data("note", "submit", note.toString()).exit()).isZero();
  }

  @Test
  void aRefusalIsEnteredWhereItIsAskedFor() throws Exception {
    var note = office.path("a.note");
    office.written(note, "ledger remark --text a --draw D-7 --key admin.p12");
    var kept = office.data("note", "submit", note.toString());
    assertThat(kept.exit()).isEqualTo(1);
    assertThat(kept.err()).contains("no-such-draw", "--even-if-refused");
    var entered = office.data("note", "submit", note.toString(), "--even-if-refused");
    assertThat(entered.exit()).isEqualTo(1);
    assertThat(entered.out()).contains("Refused by the rules");
    assertThat(office.data("log", "show", "--json").json()).containsEntry("size", "2");
  }

  @Test
  void aChangedNoteIsFoundOut() throws Exception {
    var note = office.path("a.note");
    office.written(note, "ledger remark --text aa --key admin.p12");
    Files.writeString(note, Files.readString(note).replace("text: aa", "text: bb"));
    var vkey = office.run("keys", "show", "--json", office.at("admin.p12")).field("key");
    var shown = office.run("note", "show", note.toString(), "--vkey", vkey, "--lang", "zh");
    assertThat(shown.exit()).isEqualTo(1);
    assertThat(shown.out()).contains("签名不成立");
    assertThat(office.data("note", "submit", note.toString()).exit()).isEqualTo(4);
    assertThat(office.data("log", "show", "--json").json()).containsEntry("size", "1");
  }

  @Test
  void whatIsNoCommandIsNotSigned() throws Exception {
    var text = Files.writeString(office.path("text"), "I owe you a million.\n");
    assertThat(
            office
                .run("note", "sign", text.toString(), "--key", office.at("admin.p12"), "--yes")
                .err())
        .contains("not a command");
    assertThat(Files.readString(text)).isEqualTo("I owe you a million.\n");
    assertThat(office.data("note", "submit", text.toString()).err()).contains("nobody has signed");
    var binary = Files.write(office.path("binary"), new byte[] {(byte) 0xff, 0});
    assertThat(office.run("note", "show", binary.toString()).exit()).isEqualTo(4);
    assertThat(
            office
                .data(
                    "registry",
                    "organisation",
                    "--organisation",
                    "NO",
                    "--name",
                    "x",
                    "--key",
                    office.at("admin.p12"),
                    "--yes")
                .err())
        .contains("--organisation cannot be \"NO\"");
    assertThat(office.run("registry", "organisation", "--organisation", "a", "--name", "x").exit())
        .isEqualTo(2);
  }
}
