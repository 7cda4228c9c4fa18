package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.hex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a story's ledger and list into a bundle, by the words of spec/bundle.md. */
final class Bundle {
  private Bundle() {}

  static byte[] of(Story story) {
    var members = new LinkedHashMap<String, byte[]>();
    members.put("README.txt", readme());
    var head = "twoseal/bundle/1\nledger: %s\ndraw: %s\n".formatted(Story.LEDGER, story.draw);
    members.put("draw", head.getBytes(UTF_8));
    var leaves = story.ledger.leaves();
    var checkpoint = story.checkpointNote.apply(checkpoint(story, leaves, story.late));
    members.put("checkpoint", checkpoint.getBytes(UTF_8));
    var seen = pressedSize(story);
    if (seen > 0) {
      var name = "%012d".formatted(seen);
      var seenLeaves = story.seenLeaves.apply(leaves.subList(0, seen));
      members.put("cosigned/" + name, checkpoint(story, seenLeaves, story.inTime).getBytes(UTF_8));
      members.put("consistency/" + name, lines(Trees.consistency(seen, leaves, Ledger::node)));
    }
    for (int i = 0; i < leaves.size(); i++) {
      if (!story.ledger.hidden.contains(i)) {
        var name = "entries/%012d".formatted(i);
        members.put(name + ".entry", story.ledger.entries.get(i));
        var head2 = ("c2sp.org/tlog-proof@v1\nindex " + i + "\n").getBytes(UTF_8);
        var path = lines(Trees.path(i, leaves, Ledger::node));
        members.put(
            name + ".tlog-proof", Signing.join(head2, path, ("\n" + checkpoint).getBytes(UTF_8)));
      }
    }
    for (var attempt : opened(story)) {
      var isLast = attempt == opened(story).getLast();
      list(attempt, isLast ? "list/" : "attempt-" + attempt.attempt + "/", members);
    }
    story.members.forEach((name, edit) -> members.computeIfPresent(name, (n, b) -> edit.apply(b)));
    return Zip.of(story.archive.apply(members));
  }

  static Signing.Cosigner witness(String name, long timeS) {
    return new Signing.Cosigner(Signing.cosignKey(name), timeS);
  }

  private static String checkpoint(
      Story story, List<byte[]> leaves, List<Signing.Cosigner> cosigners) {
    var root = Base64.getEncoder().encodeToString(Trees.root(leaves, Ledger::node));
    var text = Story.LEDGER + "\n" + leaves.size() + "\n" + root + "\n";
    return Signing.checkpoint(story.checkpointText.apply(text), story.logSigner, cosigners);
  }

  static byte[] lines(List<byte[]> hashes) {
    var lines = new ArrayList<String>();
    hashes.forEach(h -> lines.add(Base64.getEncoder().encodeToString(h) + "\n"));
    return String.join("", lines).getBytes(UTF_8);
  }

  /** The size of the ledger just after the last press; 0 if it was never pressed. */
  private static int pressedSize(Story story) {
    var entries = story.ledger.entries;
    for (int size = entries.size(); size > 0; size--) {
      if (new String(entries.get(size - 1), UTF_8).contains("twoseal/draw.press/1")) {
        return size;
      }
    }
    return 0;
  }

  /** The attempts that were opened. */
  private static List<Story> opened(Story story) {
    return story.attempts.stream()
        .filter(s -> s.attempt == 1 || s.texts.containsKey(s.key("attempt")))
        .toList();
  }

  private static void list(Story story, String folder, Map<String, byte[]> members) {
    if (!story.isSealed()) {
      return;
    }
    var listed = story.listed();
    if (!listed.isEmpty() && listed.size() <= 10_000) {
      members.put(folder + "lines.csv", story.list.lines(listed, false).getBytes(UTF_8));
      members.put(folder + "proofs", story.list.proofs(listed));
      if (story.withNames) {
        members.put(folder + "names.csv", story.list.names(listed).getBytes(UTF_8));
      }
    }
    if (!story.list.isUniform()) {
      members.put(folder + "weights", story.list.weights());
    }
  }

  private static byte[] readme() {
    try {
      return Files.readAllBytes(Path.of("../spec/vectors/bundle/README.txt"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The policy that proves the story's draw. */
  static String policy() {
    return """
    twoseal/policy/1
    log: %s
    organisers: 1
    organiser: %s
    notaries: 1
    notary: %s
    chain: quicknet
    witnesses: 2
    witness: replays %s
    witness: follows %s
    quorum: 2
    """
        .formatted(
            Signing.key(Story.LEDGER).vkey(),
            new Signing.Key(Story.ORGANISER, 1, 1).vkey(),
            Signing.key(Story.NOTARY).vkey(),
            Signing.cosignKey("court/witness-1").vkey(),
            Signing.cosignKey("court/witness-2").vkey());
  }

  static String sha256(byte[] bytes) {
    return hex(Signing.sha256(bytes));
  }
}
