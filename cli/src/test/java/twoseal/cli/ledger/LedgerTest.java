package twoseal.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.EntryBundle;
import twoseal.core.Fields;
import twoseal.core.SignedNote;
import twoseal.core.TlogProof;
import twoseal.desk.keys.KeyFile;
import twoseal.ledger.LedgerEntry;
import twoseal.verifier.Policy;

/** A ledger from its first entry, as its administrator, its people and its operator use it. */
class LedgerTest {
  private static final String PASSPHRASE = "correct horse";
  private static final String ORIGIN = "demo.example/ledger";

  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    key("log", ORIGIN, false);
    key("admin", "office/admin", false);
    key("notary", "office/notary-1", false);
    var run =
        run(
            "ledger",
            "new",
            "--origin",
            ORIGIN,
            "--office",
            "office",
            "--office-name",
            "公证处",
            "--admin-key",
            at("admin.p12"),
            "--admin-name",
            "张三",
            "--yes",
            "--json",
            "--data",
            at("ledger"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.json()).containsEntry("accepted", "true").containsEntry("index", "0");
  }

  @Test
  void peopleAreAdmittedReplacedAndRevoked() throws Exception {
    key("new", "office/notary-1", false);
    assertThat(
            typed("registry organisation --organisation housing --name 住建局 --key admin.p12").exit())
        .isZero();
    var admit =
        "registry person --person office/notary-1 --name 李四 --role notary"
            + " --key admin.p12 --key notary.p12";
    assertThat(typed(admit).out()).contains("Accepted");
    var again = typed(admit);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.out()).contains("Refused by the rules", "(registry.");
    var rotate = "registry rotate --person office/notary-1 --reason 更换设备";
    assertThat(typed(rotate + " --key notary.p12 --key new.p12").exit()).isZero();
    assertThat(typed("ledger remark --text 已检查。 --key new.p12 --file log.p12").exit()).isZero();
    var revoke = "registry revoke --person office/notary-1 --reason 离职 --key admin.p12";
    assertThat(typed(revoke).exit()).isZero();
    assertThat(typed("ledger remark --text a --key new.p12").exit()).isEqualTo(4);

    assertThat(data("log", "show", "--json").json())
        .containsEntry("size", "7")
        .containsEntry("entries.2.kind", "registry.person")
        .containsEntry("entries.2.signers.1", "office/notary-1")
        .containsEntry("entries.3.accepted", "false");
    assertThat(data("log", "show", "--lang", "zh").out()).contains("registry.rotate", "(registry.");
    assertThat(data("log", "show", "--index", "1").out())
        .contains("name: 住建局", "— office/admin ", "twoseal/accepted/1");
  }

  @Test
  void aWitnessBringsACosignatureKey() throws Exception {
    key("witness", "court/w-1", true);
    data(
        "registry",
        "organisation",
        "--organisation",
        "court",
        "--name",
        "法院",
        "--key",
        at("admin.p12"),
        "--yes");
    var run =
        data(
            "registry",
            "person",
            "--person",
            "court/w-1",
            "--name",
            "王五",
            "--role",
            "witness",
            "--key",
            at("admin.p12"),
            "--key",
            at("witness.p12"),
            "--yes");
    assertThat(run.exit()).as(run.out()).isZero();
    var cosigner =
        KeyFile.open(folder.resolve("witness.p12"), PASSPHRASE.toCharArray())
            .cosigner()
            .orElseThrow();
    assertThat(data("log", "show", "--index", "2").out())
        .contains("cosign-key: " + cosigner.key().format());
  }

  @Test
  void aNoteGoesFromSignerToSignerAndThenToTheLedger() throws Exception {
    var note = folder.resolve("person.note");
    var vkey = run("keys", "show", "--json", at("notary.p12")).field("key");
    var made =
        run(
            "registry",
            "person",
            "--person",
            "office/notary-1",
            "--name",
            "李四",
            "--role",
            "notary",
            "--vkey",
            vkey,
            "--key",
            at("notary.p12"),
            "--yes",
            "--ledger",
            ORIGIN,
            "--out",
            note.toString());
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.err()).contains("name: 李四");
    assertThat(run("note", "show", note.toString(), "--vkey", vkey).out())
        .contains("the signature holds");

    assertThat(run("note", "sign", note.toString(), "--key", at("admin.p12")).exit()).isEqualTo(2);
    var no =
        new Run.Stage()
            .answers("n")
            .environment("TWOSEAL_PASSPHRASE", PASSPHRASE)
            .run("note", "sign", note.toString(), "--key", at("admin.p12"));
    assertThat(no.exit()).isEqualTo(1);
    var yes =
        new Run.Stage()
            .answers("y")
            .environment("TWOSEAL_PASSPHRASE", PASSPHRASE)
            .run("note", "sign", note.toString(), "--key", at("admin.p12"));
    assertThat(yes.exit()).isZero();
    assertThat(yes.err()).contains("role: notary", "Digest: ");
    assertThat(run("note", "sign", note.toString(), "--key", at("admin.p12"), "--yes").err())
        .contains("signed this already");
    assertThat(run("note", "show", note.toString(), "--json").json())
        .containsEntry("signatures.0.name", "office/admin")
        .containsEntry("signatures.1.name", "office/notary-1");

    var receipt = folder.resolve("receipt");
    var first = data("note", "submit", note.toString(), "--json", "--receipt", receipt.toString());
    assertThat(first.exit()).isZero();
    assertThat(data("note", "submit", note.toString(), "--json").json()).isEqualTo(first.json());
    assertThat(TlogProof.parse(Files.readAllBytes(receipt)).index()).isEqualTo(1);
  }

  @Test
  void aReasonsCommitmentOpensWithItsFile() throws Exception {
    var file = folder.resolve("reason.txt");
    var hex = run("note", "reason", "--text", "重复登记", "--out", file.toString()).out().strip();
    var in = new Fields.Reader(Files.readString(file), "reason", 1);
    assertThat(in.text("text")).isEqualTo("重复登记");
    var salt = in.hex("salt", 32);
    assertThat(Digest.sha256(salt, Bytes.utf8("重复登记")).hex())
        .isEqualTo(hex)
        .isEqualTo(in.digest("commitment").hex());
  }

  @Test
  void aDraftOfAPolicyNamesTheKeysAndWarns() throws Exception {
    key("notary-1", "office/notary-1", false);
    typed(
        "registry person --person office/notary-1 --name 李四 --role notary"
            + " --key admin.p12 --key notary-1.p12");
    var run = run("log", "policy", "--data", at("ledger"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("EVERY key");
    assertThat(run.out())
        .contains("notary: " + run("keys", "show", "--json", at("notary-1.p12")).field("key"));
    assertThat(Policy.parse(run.out()).digest()).hasSize(64);
  }

  @Test
  void aNoteThatTheRulesWouldRefuseIsNotUsedUp() throws Exception {
    var note = folder.resolve("person.note");
    key("notary-1", "office/notary-1", false);
    run(
        "registry",
        "person",
        "--person",
        "office/notary-1",
        "--name",
        "李四",
        "--role",
        "notary",
        "--vkey",
        run("keys", "show", "--json", at("notary-1.p12")).field("key"),
        "--key",
        at("admin.p12"),
        "--yes",
        "--ledger",
        ORIGIN,
        "--out",
        note.toString());
    var early = data("note", "submit", note.toString());
    assertThat(early.exit()).isEqualTo(1);
    assertThat(early.err()).contains("registry.signers", "office/admin", "note sign");
    assertThat(data("log", "show", "--json").json()).containsEntry("size", "1");

    run("note", "sign", note.toString(), "--key", at("notary-1.p12"), "--yes");
    assertThat(data("note", "submit", note.toString()).exit()).isZero();
    // The same note again would now be refused; it is on the ledger and gets its answer.
    assertThat(data("note", "submit", note.toString()).exit()).isZero();
  }

  @Test
  void aRefusalIsEnteredWhereItIsAskedFor() throws Exception {
    var note = folder.resolve("a.note");
    run(
        "ledger",
        "remark",
        "--text",
        "a",
        "--draw",
        "D-7",
        "--key",
        at("admin.p12"),
        "--yes",
        "--ledger",
        ORIGIN,
        "--out",
        note.toString());
    var kept = data("note", "submit", note.toString());
    assertThat(kept.exit()).isEqualTo(1);
    assertThat(kept.err()).contains("no-such-draw", "--even-if-refused");
    var entered = data("note", "submit", note.toString(), "--even-if-refused");
    assertThat(entered.exit()).isEqualTo(1);
    assertThat(entered.out()).contains("Refused by the rules");
    assertThat(data("log", "show", "--json").json()).containsEntry("size", "2");
  }

  @Test
  void anOptionThatCannotBeIsNamedWithWhatItMayBe() {
    var run =
        data(
            "registry",
            "person",
            "--person",
            "office/b",
            "--name",
            "乙",
            "--role",
            "organizer",
            "--key",
            at("admin.p12"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--role cannot be \"organizer\"", "organiser, operator");
  }

  @Test
  void aChangedNoteIsFoundOut() throws Exception {
    var note = folder.resolve("a.note");
    run(
        "ledger",
        "remark",
        "--text",
        "aa",
        "--key",
        at("admin.p12"),
        "--yes",
        "--ledger",
        ORIGIN,
        "--out",
        note.toString());
    Files.writeString(note, Files.readString(note).replace("text: aa", "text: bb"));
    var vkey = run("keys", "show", "--json", at("admin.p12")).field("key");
    var shown = run("note", "show", note.toString(), "--vkey", vkey, "--lang", "zh");
    assertThat(shown.exit()).isEqualTo(1);
    assertThat(shown.out()).contains("签名不成立");
    assertThat(data("note", "submit", note.toString()).exit()).isEqualTo(4);
    assertThat(data("log", "show", "--json").json()).containsEntry("size", "1");
  }

  @Test
  void whatIsNoCommandIsNotSigned() throws Exception {
    var text = Files.writeString(folder.resolve("text"), "I owe you a million.\n");
    assertThat(run("note", "sign", text.toString(), "--key", at("admin.p12"), "--yes").err())
        .contains("not a command");
    assertThat(Files.readString(text)).isEqualTo("I owe you a million.\n");
    assertThat(data("note", "submit", text.toString()).err()).contains("nobody has signed");
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
    assertThat(run("note", "show", binary.toString()).exit()).isEqualTo(4);
    assertThat(
            data(
                    "registry",
                    "organisation",
                    "--organisation",
                    "NO",
                    "--name",
                    "x",
                    "--key",
                    at("admin.p12"),
                    "--yes")
                .err())
        .contains("--organisation cannot be \"NO\"");
    assertThat(run("registry", "organisation", "--organisation", "a", "--name", "x").exit())
        .isEqualTo(2);
  }

  @Test
  void checkpointProofAndExportVerify() throws Exception {
    var logKey = KeyFile.open(folder.resolve("log.p12"), PASSPHRASE.toCharArray()).signer().key();
    var note = SignedNote.parse(data("log", "checkpoint").out());
    assertThat(note.isSignedBy(logKey, Ed25519.STRICT)).isTrue();
    var checkpoint = Checkpoint.parse(note.text());
    assertThat(data("log", "export", "--out", at("public")).exit()).isZero();
    assertThat(Files.readString(folder.resolve("public/checkpoint"))).isEqualTo(note.format());
    var bundle = Files.readAllBytes(folder.resolve("public/tile/entries/000.p/1"));
    var entry = LedgerEntry.decode(EntryBundle.parse(bundle, 1).getFirst());
    assertThat(
            TlogProof.parse(data("log", "prove", "--index", "0").out())
                .holds(entry.leafHash(), checkpoint))
        .isTrue();
    assertThat(data("log", "prove", "--index", "1").exit()).isEqualTo(2);
    assertThat(data("log", "export", "--json", "--out", at("public")).json())
        .containsEntry("size", "1");
  }

  @Test
  void readingNeedsNoKeyAndWritingDoes() {
    assertThat(Run.withPassphrase(PASSPHRASE, "log", "show", "--data", at("ledger")).exit())
        .isZero();
    var remark =
        Run.withPassphrase(
            PASSPHRASE,
            ("ledger remark --text a --yes --key " + at("admin.p12") + " --data " + at("ledger"))
                .split(" "));
    assertThat(remark.err()).contains("--log-key");
  }

  @Test
  void aFileThatAnEntryNamesAndThatIsMissingIsReportedAsThat() throws Exception {
    key("boss", "haizhou-plates/boss", false);
    typed("registry organisation --organisation haizhou-plates --name 某 --key admin.p12");
    typed(
        "registry person --person haizhou-plates/boss --name 某 --role organiser"
            + " --key admin.p12 --key boss.p12");
    var example = Path.of("../examples/licence-plates").toAbsolutePath();
    var rules = example.resolve("rules.yaml").toString();
    var entries = example.resolve("entries.csv").toString();
    run("list", "commit", entries, "--rules", rules, "--out", at("list"));
    typed("draw new " + rules + " --rehearsal --key boss.p12");
    assertThat(typed("draw list --draw R-1 --key boss.p12 --folder " + at("list")).exit()).isZero();
    try (var files = Files.walk(folder.resolve("ledger/blobs"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    var run = run("fsck", "--data", at("ledger"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("that entry 4 names is missing").doesNotContain("otherwise");
  }

  @Test
  void whatTheLedgerSaysIsChineseInChinese() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    assertThat(run("log", "show", "--lang", "zh", "--data", at("empty")).err())
        .contains("中没有账本，或其开立没有完成")
        .doesNotContain("there is");
  }

  @Test
  void aLedgerThatCannotBeOpenedIsThree() throws Exception {
    assertThat(run("log", "show", "--data", at("none"), "--json").json())
        .containsEntry("error.code", "no-ledger")
        .containsEntry("error.exit", "3");
    Files.createDirectory(folder.resolve("empty"));
    assertThat(run("log", "show", "--data", at("empty")).exit()).isEqualTo(3);
    assertThat(run("log", "show").exit()).isEqualTo(2);
    var again =
        run(
            "ledger",
            "new",
            "--origin",
            ORIGIN,
            "--office",
            "office",
            "--office-name",
            "x",
            "--admin-key",
            at("admin.p12"),
            "--admin-name",
            "x",
            "--yes",
            "--data",
            at("ledger"));
    assertThat(again.exit()).isEqualTo(4);
    var other =
        run(
            "ledger",
            "new",
            "--origin",
            "other",
            "--office",
            "office",
            "--office-name",
            "x",
            "--admin-key",
            at("admin.p12"),
            "--admin-name",
            "x",
            "--yes",
            "--data",
            at("other"));
    assertThat(other.err()).contains("demo.example/ledger", "other");
  }

  @Test
  void fsckFindsWhatWasChanged() throws Exception {
    var sound = run("fsck", "--data", at("ledger"), "--json");
    assertThat(sound.exit()).isZero();
    assertThat(sound.json())
        .containsEntry("sound", "true")
        .containsEntry("entries", "1")
        .containsEntry("checkpoint.size", "1");
    assertThat(data("ledger", "backup", "--out", at("copy")).exit()).isZero();
    assertThat(data("ledger", "backup", "--out", at("copy")).exit()).isEqualTo(4);
    assertThat(run("fsck", "--data", at("copy"), "--lang", "zh").out()).contains("完好");
    try (var segments = Files.list(folder.resolve("copy/log"))) {
      var segment = segments.findFirst().orElseThrow();
      var bytes = Files.readAllBytes(segment);
      bytes[100] ^= 1;
      Files.write(segment, bytes);
    }
    var damaged = run("fsck", "--data", at("copy"));
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.out()).contains("DAMAGED");
    assertThat(run("fsck", "--data", at("none")).exit()).isEqualTo(3);
  }

  @Test
  void aStateThatCannotBeReadIsToldAndMadeAnewByTheNextEntry() throws Exception {
    var state = "jdbc:sqlite:" + folder.resolve("ledger/state.db");
    try (var connection = DriverManager.getConnection(state);
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE mark SET value = '1e9' WHERE name = 'size'"))
          .isEqualTo(1);
    }
    assertThat(run("fsck", "--data", at("ledger")).exit()).isEqualTo(1);
    var read = run("draw", "list", "--data", at("ledger"), "--lang", "zh");
    assertThat(read.exit()).isEqualTo(3);
    assertThat(read.err()).contains("账本的状态无法读取：状态缺少本版本的标记", "没有丢失任何内容");
    assertThat(data("ledger", "remark", "--text", "a", "--yes", "--key", at("admin.p12")).exit())
        .isZero();
    assertThat(run("draw", "list", "--data", at("ledger")).exit()).isZero();
    assertThat(run("fsck", "--data", at("ledger")).exit()).isZero();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void key(String file, String name, boolean withCosigner) throws Exception {
    KeyFile.create(folder.resolve(file + ".p12"), name, withCosigner, PASSPHRASE.toCharArray());
  }

  private Run run(String... args) {
    return new Run.Stage()
        .environment("TWOSEAL_PASSPHRASE", PASSPHRASE)
        .environment("TWOSEAL_LOG_KEY", at("log.p12"))
        .run(args);
  }

  /** A command as it is typed in the folder of the keys, its text agreed to. */
  private Run typed(String line) {
    var words = (line + " --yes").split(" ");
    return data(
        Arrays.stream(words)
            .map(word -> word.endsWith(".p12") ? at(word) : word)
            .toArray(String[]::new));
  }

  private Run data(String... args) {
    var all = new ArrayList<>(Arrays.asList(args));
    all.add("--data");
    all.add(at("ledger"));
    return run(all.toArray(String[]::new));
  }
}
