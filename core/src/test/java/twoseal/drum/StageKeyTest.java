package twoseal.drum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StageKeyTest {
  @Test
  void blockIsTheHashOfKeyAndCounter() throws Exception {
    byte[] key = "thirty-two bytes of a stage key!".getBytes(StandardCharsets.US_ASCII);
    byte[] given = key.clone();
    StageKey stageKey = new StageKey(given);
    Arrays.fill(given, (byte) 0);
    byte[] block = new byte[32];
    for (long counter : new long[] {0, 1, 255, 256, 1L << 40, Long.MAX_VALUE, -1}) {
      stageKey.block(counter, block);
      byte[] message = ByteBuffer.allocate(40).put(key).putLong(counter).array();
      assertThat(block)
          .as("counter %d", counter)
          .isEqualTo(MessageDigest.getInstance("SHA-256").digest(message));
    }
  }

  @Test
  void keysOfAnotherLengthAreRefused() {
    for (int length : new int[] {0, 31, 33}) {
      assertThatThrownBy(() -> new StageKey(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
