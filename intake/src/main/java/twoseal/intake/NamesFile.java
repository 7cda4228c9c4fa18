package twoseal.intake;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.list.Commitment;
import twoseal.list.MaskedName;
import twoseal.list.PublicLine;

/** {@code list-names.csv} ([LIST-7]). */
final class NamesFile {
  private static final String HEADER = "number,group,name,salt,record-digest";
  private static final int FIELDS = 5;

  private NamesFile() {}

  /**
   * Opens the commitment of every public line that has a name line; names may be missing.
   *
   * @throws MalformedException at the first name line that opens none, or stands out of order
   */
  static void verify(Path names, Path publicLines) throws IOException {
    try (var in = Files.newBufferedReader(names);
        var lines = Files.newBufferedReader(publicLines)) {
      lines.readLine();
      var number = 1;
      if (!HEADER.equals(in.readLine())) {
        throw new MalformedException(number, HEADER);
      }
      for (var name = in.readLine(); name != null; name = in.readLine()) {
        number++;
        var fields = name.split(",", -1);
        if (fields.length != FIELDS) {
          throw new MalformedException(number, HEADER);
        }
        var prefix = fields[0] + "," + fields[1] + ",";
        var line = lines.readLine();
        while (line != null && !line.startsWith(prefix)) {
          line = lines.readLine();
        }
        if (line == null) {
          throw new MalformedException(number, "a line of the public list, in list order");
        }
        if (!opened(fields).equals(PublicLine.parse(line).commitment())) {
          throw new MalformedException(number, "a name that opens its public line");
        }
      }
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException("UTF-8");
    }
  }

  private static Digest opened(String[] fields) {
    var salt = Digest.of(Bytes.parseHex(fields[3], Digest.BYTES));
    var nameDigest = Commitment.nameDigest(salt, new MaskedName(fields[2]));
    return new Commitment(nameDigest, Digest.ofHex(fields[4])).digest();
  }
}
