package twoseal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.TestBeacon;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MerkleTree;
import twoseal.core.PersonName;

/** BYTES-1, BYTES-2, NOTE-8, SEED-1 to SEED-9 and LOG-3 against bytes made without this code. */
// Cites: SEED-1, SEED-2, SEED-3, SEED-4, SEED-5, SEED-6, SEED-7, SEED-8, SEED-9, BYTES-1, BYTES-2,
// BYTES-3.
class SeedVectorsTest {
  private static final Path VECTORS = Path.of("../spec/vectors");

  private final Map<String, String> vector = new TreeMap<>();

  @BeforeEach
  void read() throws IOException {
    for (var line : Files.readAllLines(VECTORS.resolve("seed/seed.txt"))) {
      if (!line.startsWith("#")) {
        var colon = line.indexOf(": ");
        vector.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
  }

  @Test
  void taggedDigests() throws IOException {
    var lines = Files.readAllLines(VECTORS.resolve("bytes/tagged.txt"));
    assertThat(lines).hasSize(1 + 4 * 3);
    for (var i = 1; i < lines.size(); i += 3) {
      var tag = lines.get(i).substring("tag: ".length());
      var hex = lines.get(i + 1).substring("input: ".length()).replace("-", "");
      var digest = lines.get(i + 2).substring("digest: ".length());
      assertThat(Digest.tagged(tag, Bytes.parseHex(hex, hex.length() / 2)).hex()).isEqualTo(digest);
    }
  }

  @Test
  void sealAndNote() {
    var text = Bytes.parseUtf8(bytes("seal-text"));
    expect("seal-digest", Seed.sealDigest(text));
    expect("note-digest", Seed.noteDigest(text));
    expect("skips-none", Seed.skipsDigest(List.of()));
    expect("skips-2-300", Seed.skipsDigest(List.of(2L, 300L)));
    expect("reveals-of-nobody", Seed.revealsDigest(List.of(), Map.of()));
  }

  @Test
  void revealsOfEveryKind() {
    expect("commitment", commitment());
    expect("reveals", reveals());
  }

  @Test
  void seedsAndStageKeys() {
    var seal = Digest.ofHex(value("seal-digest"));
    var round = Long.parseLong(value("round"));
    var signature = bytes("signature");
    var x = Seed.NO_SHAKES;
    var seed = Seed.of(DrawKind.DRAW, seal, x, reveals(), BeaconChain.QUICKNET, round, signature);
    expect("seed", seed);
    assertThat(Bytes.hex(Seed.stageKey(seed, 1))).isEqualTo(value("stage-key-1"));
    assertThat(Bytes.hex(Seed.stageKey(seed, 2))).isEqualTo(value("stage-key-2"));
    var chain = new TestBeacon(Digest.tagged("law").bytes(), 0, 3).chain();
    var rehearsal = Seed.of(DrawKind.REHEARSAL, seal, x, reveals(), chain, round, signature);
    expect("rehearsal-seed-of-a-test-chain", rehearsal);
  }

  @Test
  void entryBytes() {
    var position =
        new ByteWriter()
            .be64(Long.parseLong(value("entry-index")))
            .be64(Long.parseLong(value("entry-time-ms")))
            .bytes();
    var entry =
        new ByteWriter()
            .lengthPrefixed(position)
            .lengthPrefixed(bytes("entry-command"))
            .lengthPrefixed(bytes("entry-outcome"))
            .bytes();
    assertThat(Bytes.hex(entry)).isEqualTo(value("entry"));
    expect("entry-leaf", MerkleTree.leafHash(entry));
  }

  private Digest commitment() {
    return Contributor.commitment(
        CaseNumber.parse(value("draw")),
        Integer.parseInt(value("attempt")),
        PersonName.parse(value("contributor")),
        bytes("value"),
        bytes("nonce"));
  }

  private Digest reveals() {
    var dice = PersonName.parse(value("contributor"));
    var silent = PersonName.parse("court/silent");
    var thrower = PersonName.parse("court/thrower");
    var absent = PersonName.parse("court/absent");
    return Seed.revealsDigest(
        List.of(
            new Contributor.Committed(dice, commitment(), Optional.empty()),
            new Contributor.Committed(
                silent, Digest.ofHex(value("other-commitment")), Optional.empty()),
            new Contributor.Live(thrower, "00"),
            new Contributor.Live(absent, value("live-default"))),
        Map.of(
            dice, new Seed.Revealed(value("value"), Optional.of(value("nonce"))),
            thrower, new Seed.Revealed(value("live-value"), Optional.empty())));
  }

  private void expect(String name, Digest digest) {
    assertThat(digest.hex()).as(name).isEqualTo(value(name));
  }

  private String value(String name) {
    return Optional.ofNullable(vector.get(name)).orElseThrow(() -> new AssertionError(name));
  }

  private byte[] bytes(String name) {
    return Bytes.parseHex(value(name), value(name).length() / 2);
  }
}
