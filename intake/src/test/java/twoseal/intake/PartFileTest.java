package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was appended stands in the file, whatever the sizes and whoever wrote first. */
class PartFileTest {
  private static final byte[] HEAD = {'h', '\n'};

  @TempDir private Path folder;

  @Test
  void blocksWrittenInAnyOrderAreTheBytesAppended() throws IOException {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var expected = new ByteArrayOutputStream();
    expected.writeBytes(HEAD);
    try (var part = new PartFile(folder.resolve("part"), new DirectBlocks(folder), HEAD)) {
      var writes = new ArrayList<PartFile.Write>();
      for (var i = 0; i < 20; i++) {
        var bytes = bytes(random, random.nextInt(DirectBlocks.BLOCK_BYTES / 2));
        var from = random.nextInt(bytes.length + 1);
        writes.addAll(part.append(bytes, from, bytes.length - from));
        expected.write(bytes, from, bytes.length - from);
        assertThat(part.end()).as("seed %d", seed).isEqualTo(expected.size());
      }
      Collections.shuffle(writes, random);
      run(writes);
      part.finish();
    }
    assertThat(Files.readAllBytes(folder.resolve("part")))
        .as("seed %d", seed)
        .isEqualTo(expected.toByteArray());
  }

  @Test
  void aFullBlockIsTheLast() throws IOException {
    var bytes = bytes(new Random(1), 2 * DirectBlocks.BLOCK_BYTES - HEAD.length);
    try (var part = new PartFile(folder.resolve("part"), new DirectBlocks(folder), HEAD)) {
      run(part.append(bytes, 0, bytes.length));
      part.finish();
    }
    assertThat(folder.resolve("part")).hasSize(2L * DirectBlocks.BLOCK_BYTES);
  }

  @Test
  void anotherIsAppendedWithoutItsHead() throws IOException {
    var blocks = new DirectBlocks(folder);
    var first = bytes(new Random(2), 1_000_003);
    var second = bytes(new Random(3), 700_001);
    try (var part = new PartFile(folder.resolve("first"), blocks, HEAD);
        var other = new PartFile(folder.resolve("second"), blocks, HEAD)) {
      run(part.append(first, 0, first.length));
      run(other.append(second, 0, second.length));
      part.append(other);
      part.finish();
    }
    var expected = new ByteArrayOutputStream();
    expected.writeBytes(HEAD);
    expected.writeBytes(first);
    expected.writeBytes(second);
    assertThat(Files.readAllBytes(folder.resolve("first"))).isEqualTo(expected.toByteArray());
  }

  private static void run(List<PartFile.Write> writes) throws IOException {
    for (var write : writes) {
      write.run();
    }
  }

  private static byte[] bytes(Random random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
