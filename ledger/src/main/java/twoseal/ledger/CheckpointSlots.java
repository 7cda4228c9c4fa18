package twoseal.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import twoseal.core.Checkpoint;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;

/**
 * The last signed checkpoint, durable before anybody sees it: one small file of two slots that are
 * written in turn and never grow, so a write that tears leaves the checkpoint before it, and a sync
 * costs no more than that of the log. Entries below it are never given up; entries above it were
 * never acknowledged.
 *
 * <p>A slot: BE64(sequence) || BE32(length) || BE32(CRC32C of all else) || note, then zeros.
 */
final class CheckpointSlots implements AutoCloseable {
  /** Each slot is a page, so that writing one cannot tear the other. */
  static final int SLOT_BYTES = 4_096;

  private static final int SLOTS = 2;
  private static final int HEADER_BYTES = Long.BYTES + 2 * Integer.BYTES;

  private final DiskFile file;
  private Stored last;

  /** What a slot holds. */
  sealed interface Slot {
    record Empty() implements Slot {}

    record Damaged(long offset, String why) implements Slot {}
  }

  /** A slot whose sum is right. */
  record Stored(long sequence, SignedNote note, Checkpoint checkpoint) implements Slot {}

  private CheckpointSlots(DiskFile file, Stored last) {
    this.file = file;
    this.last = last;
  }

  /** Reads the slots without changing them. */
  static List<Slot> read(Disk disk, Path path) throws IOException {
    if (!disk.exists(path)) {
      return List.of();
    }
    var bytes = disk.readAll(path);
    var slots = new ArrayList<Slot>();
    for (var from = 0; from < Math.max(bytes.length, SLOTS * SLOT_BYTES); from += SLOT_BYTES) {
      var slot = Arrays.copyOfRange(bytes, Math.min(from, bytes.length), from + SLOT_BYTES);
      slots.add(
          from < SLOTS * SLOT_BYTES && from + SLOT_BYTES <= bytes.length
              ? slot(slot, from)
              : new Slot.Damaged(from, "the file is not of two slots"));
    }
    return slots;
  }

  /** The last checkpoint among slots. */
  static Optional<Stored> last(List<Slot> slots) {
    Stored last = null;
    for (var slot : slots) {
      if (slot instanceof Stored stored && (last == null || stored.sequence > last.sequence)) {
        last = stored;
      }
    }
    return Optional.ofNullable(last);
  }

  /** Makes the file, with a ledger's first checkpoint. */
  static CheckpointSlots create(Disk disk, Path path, SignedNote first) throws IOException {
    var stored = new Stored(1, first, Checkpoint.parse(first.text()));
    var both = ByteBuffer.allocate(SLOTS * SLOT_BYTES);
    for (var i = 0; i < SLOTS; i++) {
      both.put(slot(stored));
    }
    NewFile.write(disk, path, both.array());
    return new CheckpointSlots(disk.open(path), stored);
  }

  /** Goes on after what was read. */
  static CheckpointSlots resume(Disk disk, Path path, Stored last) throws IOException {
    return new CheckpointSlots(disk.open(path), last);
  }

  Stored last() {
    return last;
  }

  /**
   * Stores a checkpoint in place of the one that the caller knows to be the last; when this
   * returns, it is durable.
   *
   * @throws LedgerDamagedException if another was stored meanwhile, or the new one is not larger
   */
  void swap(Checkpoint expected, SignedNote note) throws IOException {
    var checkpoint = Checkpoint.parse(note.text());
    if (!last.checkpoint.equals(expected)
        || !checkpoint.origin().equals(expected.origin())
        || checkpoint.size() <= expected.size()) {
      throw new LedgerDamagedException(
          "a checkpoint of size " + checkpoint.size() + " after " + last.checkpoint.size());
    }
    write(new Stored(last.sequence + 1, note, checkpoint));
  }

  /** Writes the last checkpoint into both slots, so that damage to either can be told at once. */
  void settle() throws IOException {
    for (var i = 0; i < SLOTS; i++) {
      write(new Stored(last.sequence + 1, last.note, last.checkpoint));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(Stored next) throws IOException {
    file.writeFully(ByteBuffer.wrap(slot(next)), next.sequence % SLOTS * SLOT_BYTES);
    file.sync();
    last = next;
  }

  private static byte[] slot(Stored stored) {
    var note = stored.note.bytes();
    if (note.length > SLOT_BYTES - HEADER_BYTES) {
      throw new IllegalArgumentException("a checkpoint of " + note.length + " bytes");
    }
    var slot = ByteBuffer.allocate(SLOT_BYTES);
    slot.putLong(stored.sequence).putInt(note.length).putInt(crc(stored.sequence, note)).put(note);
    return slot.array();
  }

  private static Slot slot(byte[] slot, long offset) {
    if (isZero(slot, 0)) {
      return new Slot.Empty();
    }
    var why = "the checkpoint's CRC32C does not match";
    var buffer = ByteBuffer.wrap(slot);
    var sequence = buffer.getLong();
    var length = buffer.getInt();
    var crc = buffer.getInt();
    if (length < 0 || length > SLOT_BYTES - HEADER_BYTES || !isZero(slot, HEADER_BYTES + length)) {
      return new Slot.Damaged(offset, why);
    }
    var note = new byte[length];
    buffer.get(note);
    var stored = crc == crc(sequence, note) ? parse(sequence, note) : null;
    return stored == null ? new Slot.Damaged(offset, why) : stored;
  }

  private static @Nullable Stored parse(long sequence, byte[] bytes) {
    try {
      var note = SignedNote.parse(bytes);
      return new Stored(sequence, note, Checkpoint.parse(note.text()));
    } catch (MalformedException _) {
      return null;
    }
  }

  private static int crc(long sequence, byte[] note) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(sequence).flip());
    crc.update(note);
    return (int) crc.getValue();
  }

  private static boolean isZero(byte[] bytes, int from) {
    for (var i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
