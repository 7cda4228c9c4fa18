package twoseal.ledger.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Signer;
import twoseal.ledger.Office;

/**
 * Commands with their times, and what every engine makes of them, from
 * spec/vectors/ledger/frozen.txt.
 *
 * @param log the log key's signer
 * @param given in order; the first is the genesis
 */
public record Frozen(Signer log, List<Given> given) {
  private static final Path FILE = Path.of("..", "spec", "vectors", "ledger", "frozen.txt");

  /**
   * A command that was handed in.
   *
   * @param timeMs the time it would get if no entry had a later one
   * @param commandBase64 its note
   * @param entered what became of it, unless it is passed over
   */
  public record Given(long timeMs, String commandBase64, Optional<Entered> entered) {
    /** The note. */
    public byte[] command() {
      return Bytes.parseBase64(commandBase64);
    }
  }

  /**
   * An entry.
   *
   * @param timeMs the time it has
   * @param root of the tree up to it
   * @param state the digest up to it
   */
  public record Entered(long index, long timeMs, Digest leaf, Digest root, Digest state) {
    String line() {
      return String.join(
          " ", "entered", "" + index, "" + timeMs, leaf.hex(), root.hex(), state.hex());
    }
  }

  static Frozen read() throws IOException {
    var log = Optional.<Signer>empty();
    var given = new ArrayList<Given>();
    for (var line : Files.readAllLines(FILE, StandardCharsets.US_ASCII)) {
      var words = line.split(" ", -1);
      switch (words[0]) {
        case "#", "" -> {}
        case "log-seed" ->
            log = Optional.of(Signer.of(Office.ORIGIN, Bytes.parseHex(words[1], 32)));
        case "given" -> given.add(new Given(Long.parseLong(words[1]), words[2], Optional.empty()));
        case "entered" -> {
          var last = given.removeLast();
          var entered =
              new Entered(
                  Long.parseLong(words[1]),
                  Long.parseLong(words[2]),
                  Digest.ofHex(words[3]),
                  Digest.ofHex(words[4]),
                  Digest.ofHex(words[5]));
          given.add(new Given(last.timeMs(), last.commandBase64(), Optional.of(entered)));
        }
        default -> throw new IOException("a line that is not known: " + line);
      }
    }
    return new Frozen(log.orElseThrow(), List.copyOf(given));
  }

  /** The commands that are entered, in order. */
  List<Given> entered() {
    return given.stream().filter(g -> g.entered().isPresent()).toList();
  }
}
