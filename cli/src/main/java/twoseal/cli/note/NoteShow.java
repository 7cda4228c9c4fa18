package twoseal.cli.note;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.note.InWords;
import twoseal.desk.note.NoteFile;

/** {@code note show}: the exact text, its digest, and who signed. */
@Command(name = "show")
public final class NoteShow extends Task {
  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(names = "--vkey", paramLabel = "VKEY")
  private List<String> vkeys = List.of();

  @Mixin private Json json;

  /** What is known of a signature line. */
  private enum Standing {
    HOLDS,
    FAILS,
    UNKNOWN
  }

  private record Signed(SignatureLine line, Standing standing) {}

  public NoteShow(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var note = NoteFile.read(file);
    var keys = vkeys.stream().map(NoteShow::key).toList();
    var signed =
        note.signatures().stream()
            .map(line -> new Signed(line, standing(note.text(), line, keys)))
            .toList();
    if (json.asked()) {
      print(note, signed);
    } else {
      show(note, signed);
    }
    return signed.stream().anyMatch(s -> s.standing() == Standing.FAILS) ? Exit.REFUSED : Exit.OK;
  }

  private void print(NoteFile note, List<Signed> signed) {
    console()
        .json(out ->
            out.text("kind", note.kind().orElse("-"))
                .text("digest", note.digest().hex())
                .text("text", note.text())
                .array(
                    "signatures",
                    signed,
                    (row, s) ->
                        row.text("name", s.line().name())
                            .text("keyId", keyId(s.line()))
                            .text("signature", s.standing().name().toLowerCase(Locale.ROOT))));
  }

  private void show(NoteFile note, List<Signed> signed) {
    var words = InWords.of(note.text(), console().texts());
    if (!words.isEmpty()) {
      console().say("say.note.words");
      words.forEach(sentence -> console().line("  " + sentence));
      console().line("");
    }
    console().out().print(note.text());
    console().line("");
    console().say("say.note.digest", note.digest().hex());
    if (signed.isEmpty()) {
      console().say("say.note.unsigned");
    }
    for (var s : signed) {
      var id = keyId(s.line());
      console()
          .line(
              switch (s.standing()) {
                case HOLDS -> console().good(console().text("say.note.holds", s.line().name(), id));
                case FAILS -> console().bad(console().text("say.note.fails", s.line().name(), id));
                case UNKNOWN -> console().text("say.note.by", s.line().name(), id);
              });
    }
  }

  private static Standing standing(String text, SignatureLine line, List<NoteKey> keys) {
    return keys.stream()
        .filter(key -> key.isNamedBy(line))
        .findFirst()
        .map(key -> key.holds(text, line, Ed25519.STRICT) ? Standing.HOLDS : Standing.FAILS)
        .orElse(Standing.UNKNOWN);
  }

  private static String keyId(SignatureLine line) {
    return HexFormat.of().toHexDigits(line.keyId());
  }

  private static NoteKey key(String vkey) {
    try {
      return NoteKey.parse(vkey);
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.vkey", vkey, malformed.expected()).because(malformed);
    }
  }
}
