package twoseal.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.beacon.RelayAnswers;
import twoseal.desk.draw.Contribution;
import twoseal.desk.draw.NamesFile;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.note.NoteFile;
import twoseal.draw.EntryNumber;
import twoseal.list.Label;
import twoseal.verifier.Samples;

/** What a desk reads: it complains, or the format refuses. */
final class ParsersOfDesk {
  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

  private ParsersOfDesk() {}

  static List<Parser> all(Path folder) throws IOException {
    var keys = folder.resolve("fuzz.p12");
    KeyFile.create(keys, "court/witness", true, PASSPHRASE);
    var file = folder.resolve("fuzz.file");
    var contribution =
        "twoseal/contribution/1\ndraw: D-1\nattempt: 1\ncontributor: court/dice\nvalue: "
            + "ab".repeat(32)
            + "\nnonce: "
            + "cd".repeat(32)
            + "\n";
    var names = "number,group,name,salt,record-digest\n1,甲,张*,#,#\n2,甲,李*,#,#\n";
    return List.of(
        new Parser(
            "key file",
            Set.of(Complaint.class),
            List.of(Files.readAllBytes(keys)),
            in -> KeyFile.open(Files.write(file, in), PASSPHRASE),
            Parser.STRETCHED_MAX),
        Parser.of(
            "note file",
            Complaint.class,
            Samples.made().commands(),
            in -> NoteFile.read(Files.write(file, in)).kind()),
        Parser.of(
            "contribution",
            MalformedException.class,
            List.of(contribution.getBytes(UTF_8)),
            in -> Contribution.parse(Bytes.parseUtf8(in))),
        Parser.of(
            "names file",
            MalformedException.class,
            List.of(names.replace("#", "0".repeat(64)).getBytes(UTF_8)),
            in ->
                new NamesFile(Files.write(file, in))
                    .pick(List.of(new EntryNumber(1, new Label("甲"))))),
        Parser.of(
            "relay answer",
            Set.of(JacksonException.class, IllegalArgumentException.class),
            List.of(
                "{\"round\":1000,\"signature\":\"b446\",\"previous\":{\"a\":[1,2]}}"
                    .getBytes(UTF_8)),
            RelayAnswers::signature));
  }
}
