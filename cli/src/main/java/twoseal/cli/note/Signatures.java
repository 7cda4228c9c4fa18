package twoseal.cli.note;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.keys.Passphrases;
import twoseal.cli.ledger.Answers;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.core.Checkpoint;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.note.FreshHeader;
import twoseal.desk.note.InWords;
import twoseal.desk.note.NoteFile;
import twoseal.desk.note.Trial;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerView;

/**
 * What becomes of a command once its text is known, the same for every command: it is shown, signed
 * with the keys that are here, then either handed to the ledger or, while other people's signatures
 * are missing, written to a file that goes to them ({@code note sign}, {@code note submit}).
 */
public final class Signatures {
  @Option(names = "--key", paramLabel = "FILE")
  private List<Path> keyFiles = List.of();

  @Option(names = "--out", paramLabel = "FILE")
  private Optional<Path> out;

  @Option(names = "--ledger", paramLabel = "ORIGIN")
  private Optional<String> origin;

  @Option(names = "--yes")
  private boolean isAgreed;

  @Mixin private Passphrases passphrases;
  @Mixin private LedgerFolder ledger;
  @Mixin private Json json;

  /** The signers whose key files were given, in that order. */
  public List<KeyFile> keys(Console console) throws IOException {
    var keys = new ArrayList<KeyFile>();
    for (var file : keyFiles) {
      keys.add(KeyFile.open(file, passphrases.existing(console, file)));
    }
    return keys;
  }

  /**
   * Shows, signs, and submits or writes a command.
   *
   * @param keys from {@link #keys}
   * @param command the text, given its first fields
   * @return the exit code
   * @throws Complaint if it is neither clear where to submit nor where to write
   */
  public int complete(Console console, List<KeyFile> keys, Function<Header, String> command)
      throws IOException {
    if (out.isPresent() == ledger.isNamed()) {
      throw Complaint.usage("complaint.out-or-data");
    }
    if (out.isPresent()) {
      var known = origin.orElseThrow(() -> Complaint.usage("complaint.no-origin"));
      return write(console, signed(console, keys, text(FreshHeader.of(known), command)), out.get());
    }
    try (var engine = ledger.open(console)) {
      var known = Checkpoint.parse(engine.checkpoint().text()).origin();
      var note = signed(console, keys, text(FreshHeader.of(known), command));
      return submit(console, engine, note);
    }
  }

  /**
   * As {@link #complete}, for a command that follows from what the ledger holds: it is read from
   * the folder, and then submitted there unless a file to write was named.
   *
   * @param signersNeeded how many people sign it
   * @param command the text, given the ledger and its first fields
   */
  public int completeFrom(
      Console console,
      List<KeyFile> keys,
      int signersNeeded,
      BiFunction<Engine, Header, String> command)
      throws IOException {
    try (var engine = ledger.open(console)) {
      var known = Checkpoint.parse(engine.checkpoint().text()).origin();
      var text = text(FreshHeader.of(known), header -> command.apply(engine, header));
      if (out.isPresent()) {
        return write(console, signed(console, keys, text), out.get());
      }
      if (keys.size() < signersNeeded) {
        throw Complaint.usage("complaint.more-signers", signersNeeded, keys.size());
      }
      return submit(console, engine, signed(console, keys, text));
    }
  }

  /** Whether {@code --json} was given. */
  public boolean asksJson() {
    return json.asked();
  }

  /**
   * As {@link #completeFrom}, for a command that leaves nothing in the folder but itself: to write
   * it to a file, reading the folder is enough, and no key of the log is needed.
   */
  public int completeReading(
      Console console,
      List<KeyFile> keys,
      int signersNeeded,
      BiFunction<LedgerView, Header, String> command)
      throws IOException {
    if (out.isEmpty()) {
      return completeFrom(console, keys, signersNeeded, command::apply);
    }
    try (var reader = ledger.read()) {
      var known = Checkpoint.parse(reader.checkpoint().text()).origin();
      var text = text(FreshHeader.of(known), header -> command.apply(reader, header));
      return write(console, signed(console, keys, text), out.get());
    }
  }

  /** The ledger's folder as it was named. */
  public LedgerFolder ledger() {
    return ledger;
  }

  private static String text(Header header, Function<Header, String> command) {
    try {
      return command.apply(header);
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.command-value", malformed.expected()).because(malformed);
    }
  }

  private NoteFile signed(Console console, List<KeyFile> keys, String text) {
    var note = NoteFile.unsigned(text);
    if (!keys.isEmpty()) {
      agree(console, note, keys.stream().map(key -> key.signer().key().name()).toList());
    }
    for (var key : keys) {
      note = note.signedBy(key.signer());
    }
    return note;
  }

  /** What the rules would refuse now is not entered: it would stand on the ledger for good. */
  private int submit(Console console, Engine engine, NoteFile note) {
    var refusal = Trial.refusal(engine, Clock.system(), note.bytes());
    if (refusal.isPresent()) {
      throw Complaint.refused(
          "complaint.not-entered", Answers.reason(console, refusal.get()), note.signers());
    }
    return Answers.print(console, engine.submit(note.bytes()), json.asked());
  }

  private int write(Console console, NoteFile note, Path file) throws IOException {
    note.write(file);
    if (json.asked()) {
      console.json(fields ->
          fields
              .text("file", file.toString())
              .text("digest", note.digest().hex())
              .number("signatures", note.signatures().size()));
    } else {
      console.say("say.note.written", file, note.signatures().size());
    }
    return Exit.OK;
  }

  private void agree(Console console, NoteFile note, List<String> names) {
    agree(console, note, String.join(", ", names), isAgreed);
  }

  /**
   * Says in words what the text says, shows the exact text, and asks whether it is to be signed.
   *
   * @param isAgreed {@code --yes} was given: the text is shown all the same
   * @throws Complaint if the answer is no
   */
  public static void agree(Console console, NoteFile note, String names, boolean isAgreed) {
    var words = InWords.of(note.text(), console.texts());
    if (!words.isEmpty()) {
      console.hint("say.note.words");
      words.forEach(sentence -> console.err().println("  " + sentence));
    }
    console.hint("say.note.text");
    console.err().println(console.faint("-----"));
    console.err().print(note.text());
    console.err().println(console.faint("-----"));
    console.hint("say.note.digest", note.digest().hex());
    if (!isAgreed && !console.confirm("ask.sign", names)) {
      throw Complaint.refused("complaint.not-signed");
    }
  }
}
