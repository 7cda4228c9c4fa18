package twoseal.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.ledger.CosignedCheckpoints;

/**
 * What a witness keeps of one log beside the log itself: {@code held.txt} why it holds back, {@code
 * looked} when it last saw that nothing was missing, {@code pushed} up to which size the log has
 * its cosignatures, {@code accepted} entries that its keeper let pass, {@code attempts} of which it
 * warned, {@code cosigned/} and {@code evidence/}.
 */
record LogFolder(Path folder) {
  static LogFolder of(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new LogFolder(folder);
  }

  /** The copy of a log that is replayed. */
  Path ledger() {
    return folder.resolve("ledger");
  }

  /** The last checkpoint of a log that is only followed. */
  Path checkpoint() {
    return folder.resolve("checkpoint.last");
  }

  CosignedCheckpoints cosigned() {
    return new CosignedCheckpoints(folder.resolve("cosigned"));
  }

  Optional<Hold> hold() {
    return SmallFile.read(held()).map(Hold::parse);
  }

  /** Stores what shows it, then why: from here on the witness holds back. */
  Path hold(HeldException held) {
    var hold = held.hold();
    var name = hold.kind().word() + hold.index().map(i -> "-" + i).orElse("");
    var text = hold.text() + "\n" + String.join("\n", held.evidence());
    var evidence = SmallFile.add(folder.resolve("evidence"), name, text);
    SmallFile.replace(held(), hold.text());
    return evidence;
  }

  /** The keeper lets an entry pass. */
  void accept(long index) {
    add("accepted", Long.toString(index));
    SmallFile.remove(held());
  }

  List<Long> accepted() {
    return lines("accepted").stream().map(Long::parseLong).toList();
  }

  /** When the witness last saw all there was, in milliseconds. */
  Optional<Long> looked() {
    return number("looked");
  }

  void looked(long timeMs) {
    SmallFile.replace(folder.resolve("looked"), timeMs + "\n");
  }

  /** The largest size whose cosignature the log was given. */
  long pushed() {
    return number("pushed").orElse(0L);
  }

  void pushed(long size) {
    SmallFile.replace(folder.resolve("pushed"), size + "\n");
  }

  /** Remembers an attempt; whether it is new. */
  boolean isNewAttempt(String attempt) {
    if (lines("attempts").contains(attempt)) {
      return false;
    }
    add("attempts", attempt);
    return true;
  }

  private Path held() {
    return folder.resolve("held.txt");
  }

  private Optional<Long> number(String name) {
    return SmallFile.read(folder.resolve(name)).map(text -> Long.parseLong(text.strip()));
  }

  private List<String> lines(String name) {
    return SmallFile.read(folder.resolve(name))
        .map(text -> text.lines().toList())
        .orElse(List.of());
  }

  private void add(String name, String line) {
    var lines = new ArrayList<>(lines(name));
    lines.add(line);
    SmallFile.replace(folder.resolve(name), String.join("\n", lines) + "\n");
  }
}
