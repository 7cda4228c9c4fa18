package twoseal.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import twoseal.cli.Run;
import twoseal.desk.keys.KeyFile;

/** A new ledger of an office in a folder, with the keys of its log, administrator and notary. */
final class AnOffice {
  static final String PASSPHRASE = "correct horse";
  static final String ORIGIN = "demo.example/ledger";

  private final Path folder;

  private AnOffice(Path folder) {
    this.folder = folder;
  }

  /** Its ledger has one entry, the genesis. */
  static AnOffice in(Path folder) throws IOException {
    var office = new AnOffice(folder);
    office.begin();
    return office;
  }

  private void begin() throws IOException {
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

  /** A file of the folder. */
  Path path(String name) {
    return folder.resolve(name);
  }

  /** The same, as a command is given it. */
  String at(String name) {
    return path(name).toString();
  }

  /** A key with its name, in a file of the folder. */
  void key(String file, String name, boolean withCosigner) throws IOException {
    KeyFile.create(folder.resolve(file + ".p12"), name, withCosigner, PASSPHRASE.toCharArray());
  }

  /** A command whose keys open, the ledger's among them. */
  Run run(String... args) {
    return new Run.Stage()
        .environment("TWOSEAL_PASSPHRASE", PASSPHRASE)
        .environment("TWOSEAL_LOG_KEY", at("log.p12"))
        .run(args);
  }

  /** A command as it is typed in the folder of the keys, its text agreed to. */
  Run typed(String line) {
    return data(words(line + " --yes"));
  }

  /** A command as it is typed there, its text agreed to, signed and written to a note. */
  Run written(Path note, String line) {
    return run(words(line + " --yes --ledger " + ORIGIN + " --out " + note));
  }

  private String[] words(String line) {
    return Arrays.stream(line.split(" "))
        .map(word -> word.endsWith(".p12") ? at(word) : word)
        .toArray(String[]::new);
  }

  /** A command on the ledger. */
  Run data(String... args) {
    var all = new ArrayList<>(Arrays.asList(args));
    all.add("--data");
    all.add(at("ledger"));
    return run(all.toArray(String[]::new));
  }
}
