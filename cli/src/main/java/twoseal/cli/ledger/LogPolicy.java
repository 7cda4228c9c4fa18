package twoseal.cli.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.NoteKey;
import twoseal.core.Role;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.ledger.LedgerReader;
import twoseal.registry.Registry;

/**
 * {@code log policy}: a draft of a verifier's policy ([VER-23]) with the keys that a ledger names
 * today. Only a draft: a policy is the verifier's own, and what a ledger says of itself proves
 * nothing until each key was compared with one got elsewhere.
 */
@Command(name = "policy")
public final class LogPolicy extends Task {
  @Option(names = "--data", required = true, paramLabel = "DIR")
  private Path folder;

  @Option(names = "--out", paramLabel = "FILE")
  private Optional<Path> out;

  public LogPolicy(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw Complaint.ledger("complaint.no-ledger", folder);
    }
    String text;
    try (var reader = LedgerReader.open(folder);
        var state = reader.state()) {
      if (new Registry(state).succession().isPresent()) {
        throw Complaint.input("complaint.policy-successor");
      }
      var rows = new ArrayList<Registry.KeyRow>();
      for (var row : state.scan(Registry.KEYS_PREFIX)) {
        rows.add(Registry.KeyRow.parse(row.getValue()));
      }
      text = text(reader.logKey(), rows);
    }
    if (out.isPresent()) {
      NewFile.write(out.get(), Bytes.utf8(text), NewFile.Access.ANYONE);
      console().say("say.policy.written", out.get());
    } else {
      console().out().print(text);
    }
    console().hint("say.policy.compare");
    return Exit.OK;
  }

  private static String text(NoteKey log, List<Registry.KeyRow> rows) {
    var text = new Fields.Writer("policy", 2).line("log", log.format());
    keys(text, "organisers", "organiser", keys(rows, Role.ORGANISER, NoteKey.Type.ED25519));
    keys(text, "notaries", "notary", keys(rows, Role.NOTARY, NoteKey.Type.ED25519));
    text.line("chain", "quicknet");
    var witnesses = keys(rows, Role.WITNESS, NoteKey.Type.COSIGNATURE);
    keys(text, "witnesses", "witness", witnesses.stream().map("follows "::concat).toList());
    return text.number("quorum", witnesses.size()).optional("succeeds", Optional.empty()).text();
  }

  private static void keys(Fields.Writer text, String count, String name, List<String> values) {
    text.number(count, values.size());
    values.forEach(value -> text.line(name, value));
  }

  /** The keys of a role that are valid today. */
  private static List<String> keys(List<Registry.KeyRow> rows, Role role, NoteKey.Type type) {
    return rows.stream()
        .filter(row -> row.role() == role && row.until().isEmpty() && row.key().type() == type)
        .map(row -> row.key().format())
        .toList();
  }
}
