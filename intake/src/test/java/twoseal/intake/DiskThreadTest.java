package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that is brought is written before {@code finish} returns, and a disk that fails ends the work
 * instead of holding it up.
 */
class DiskThreadTest {
  /** More than may wait. */
  private static final int BLOCKS = 50;

  @TempDir private Path folder;

  @Test
  void whatIsBroughtIsWritten() throws Exception {
    try (var part = part();
        var disk = new DiskThread()) {
      for (var i = 0; i < BLOCKS; i++) {
        disk.write(part.append(block(i), 0, DirectBlocks.BLOCK_BYTES));
      }
      disk.finish();
      part.finish();
    }
    var written = Files.readAllBytes(folder.resolve("part"));
    assertThat(written).hasSize(BLOCKS * DirectBlocks.BLOCK_BYTES);
    for (var i = 0; i < BLOCKS; i++) {
      assertThat(written[i * DirectBlocks.BLOCK_BYTES]).isEqualTo((byte) i);
      assertThat(written[(i + 1) * DirectBlocks.BLOCK_BYTES - 1]).isEqualTo((byte) i);
    }
  }

  @Test
  void aFailureIsToldToWhoBringsMoreAndAtTheEnd() throws Exception {
    try (var disk = new DiskThread()) {
      var part = part();
      part.close();
      assertThatThrownBy(() -> bring(disk, part))
          .isInstanceOf(IOException.class)
          .hasRootCauseInstanceOf(ClosedChannelException.class);
      assertThatThrownBy(disk::finish).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aMistakeOfTheProgramIsToldToo() throws Exception {
    try (var disk = new DiskThread()) {
      // Who brings it may be told already.
      assertThatThrownBy(
              () -> {
                disk.write(Collections.singletonList(null));
                disk.finish();
              })
          .hasRootCauseInstanceOf(NullPointerException.class);
      assertThatThrownBy(disk::finish).hasRootCauseInstanceOf(NullPointerException.class);
    }
  }

  private static void bring(DiskThread disk, PartFile part)
      throws IOException, InterruptedException {
    for (var i = 0; i < BLOCKS; i++) {
      disk.write(part.append(block(i), 0, DirectBlocks.BLOCK_BYTES));
    }
  }

  private PartFile part() throws IOException {
    return new PartFile(folder.resolve("part"), new DirectBlocks(folder), new byte[0]);
  }

  private static byte[] block(int content) {
    var block = new byte[DirectBlocks.BLOCK_BYTES];
    Arrays.fill(block, (byte) content);
    return block;
  }
}
