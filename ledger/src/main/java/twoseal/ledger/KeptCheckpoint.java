package twoseal.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import twoseal.core.Checkpoint;
import twoseal.core.SignedNote;

/**
 * The last checkpoint of a log of which nothing else is kept, replaced durably by compare-and-swap.
 */
public final class KeptCheckpoint implements AutoCloseable {
  private final Disk disk = new LocalDisk();
  private final Path file;
  private Optional<CheckpointSlots> slots;

  private KeptCheckpoint(Path file, Optional<CheckpointSlots> slots) {
    this.file = file;
    this.slots = slots;
  }

  /**
   * Opens the file, which need not be there yet; its folder must.
   *
   * @throws LedgerDamagedException if there is no whole checkpoint in it
   */
  public static KeptCheckpoint open(Path file) {
    var disk = new LocalDisk();
    try {
      if (!disk.exists(file)) {
        return new KeptCheckpoint(file, Optional.empty());
      }
      var last =
          CheckpointSlots.last(CheckpointSlots.read(disk, file))
              .orElseThrow(() -> new LedgerDamagedException("no checkpoint in " + file));
      return new KeptCheckpoint(file, Optional.of(CheckpointSlots.resume(disk, file, last)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The last one stored. */
  public Optional<SignedNote> last() {
    return slots.map(s -> s.last().note());
  }

  /**
   * Stores a larger one in its place; when this returns it is durable.
   *
   * @param expected what {@link #last} gave
   * @throws LedgerDamagedException if another was stored since, or the new one is not larger
   */
  public void swap(Optional<SignedNote> expected, SignedNote next) {
    try {
      if (slots.isEmpty() != expected.isEmpty()) {
        throw new LedgerDamagedException("another checkpoint was stored in " + file);
      }
      if (slots.isEmpty()) {
        slots = Optional.of(CheckpointSlots.create(disk, file, next));
      } else {
        slots.get().swap(Checkpoint.parse(expected.orElseThrow().text()), next);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    slots.ifPresent(open -> {
      try {
        open.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    });
  }
}
