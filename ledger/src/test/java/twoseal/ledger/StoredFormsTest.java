package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.MerkleTree;
import twoseal.core.Position;
import twoseal.core.SignedNote;

/** Entries, checkpoints and blobs, as bytes on a disk. */
class StoredFormsTest {
  @TempDir Path folder;

  private final Office office = new Office(8);

  @Test
  void anEntryIsTheBytesOfTheSpecification() {
    var entry = new LedgerEntry(new Position(5, 258), Bytes.utf8("note"), "outcome\n");
    assertThat(Bytes.hex(entry.encode()))
        .isEqualTo(
            "00000010"
                + "0000000000000005"
                + "0000000000000102"
                + "00000004"
                + Bytes.hex(Bytes.utf8("note"))
                + "00000008"
                + Bytes.hex(Bytes.utf8("outcome\n")));
    assertThat(LedgerEntry.decode(entry.encode())).isEqualTo(entry).hasSameHashCodeAs(entry);
    assertThat(entry.leafHash()).isEqualTo(MerkleTree.leafHash(entry.encode()));
  }

  @Test
  void otherBytesAreRefusedAsMalformedAndNothingElse() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var entry = new LedgerEntry(new Position(5, 258), Bytes.utf8("note"), "outcome\n").encode();
    for (var i = 0; i < 3_000; i++) {
      var changed = Arrays.copyOf(entry, random.nextInt(entry.length + 3));
      if (changed.length > 0) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(LedgerEntry.decode(changed).encode()).as("seed %d", seed).isEqualTo(changed);
      } catch (MalformedException _) {
        assertThat(changed).as("seed %d", seed).isNotEqualTo(entry);
      }
    }
  }

  @Test
  void aCheckpointOnlyFollowsTheOneItKnows() throws Exception {
    var disk = new LocalDisk();
    var path = folder.resolve("checkpoint.last");
    try (var slots = CheckpointSlots.create(disk, path, note(1))) {
      slots.swap(checkpoint(1), note(2));
      for (var wrong : new long[] {1, 3}) {
        assertThatThrownBy(() -> slots.swap(checkpoint(wrong), note(9)))
            .isInstanceOf(LedgerDamagedException.class);
      }
      assertThatThrownBy(() -> slots.swap(checkpoint(2), note(2)))
          .isInstanceOf(LedgerDamagedException.class);
      slots.swap(checkpoint(2), note(7));
      assertThat(stored(path)).isEqualTo(7);
      Tampered.flip(path, slots.last().sequence() % 2 * CheckpointSlots.SLOT_BYTES + 30);
      assertThat(stored(path)).isEqualTo(2);
    }
  }

  @Test
  void aBlobIsFoundByItsDigestAndCheckedWhenRead() throws Exception {
    var layout = new Layout(folder);
    var blobs = new FolderBlobs(new LocalDisk(), layout);
    blobs.start();
    var bytes = office.bytes(2_500_000);
    var digest = blobs.put(new java.io.ByteArrayInputStream(bytes));
    assertThat(digest).isEqualTo(Digest.sha256(bytes)).isEqualTo(blobs.put(bytes));
    assertThat(blobs.has(digest)).isTrue();
    assertThat(blobs.read(digest)).isEqualTo(bytes);
    try (var stream = blobs.open(digest)) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(blobs.put(new byte[0])).isEqualTo(Digest.sha256());
    assertThat(blobs.read(Digest.sha256())).isEmpty();
    assertThat(blobs.has(Digest.ZERO)).isFalse();
    assertThatThrownBy(() -> blobs.read(Digest.ZERO)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> blobs.open(Digest.ZERO)).isInstanceOf(IllegalStateException.class);
    Tampered.flip(layout.blob(digest), 2_400_000);
    assertThatThrownBy(() -> blobs.read(digest)).isInstanceOf(IllegalStateException.class);
    try (var stream = blobs.open(digest)) {
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatWasNotFinishedIsClearedAtTheStart() throws Exception {
    var blobs = new FolderBlobs(new LocalDisk(), new Layout(folder));
    blobs.start();
    var unfinished = blobs.incoming().resolve("x" + Layout.UNFINISHED);
    Files.write(unfinished, new byte[10]);
    blobs.start();
    assertThat(unfinished).doesNotExist();
  }

  private long stored(Path path) throws IOException {
    var slots = CheckpointSlots.read(new LocalDisk(), path);
    return CheckpointSlots.last(slots).orElseThrow().checkpoint().size();
  }

  private SignedNote note(long size) {
    return SignedNote.sign(checkpoint(size).text(), office.log());
  }

  private static Checkpoint checkpoint(long size) {
    return new Checkpoint(Office.ORIGIN, size, Digest.sha256(Bytes.be64(size)));
  }
}
