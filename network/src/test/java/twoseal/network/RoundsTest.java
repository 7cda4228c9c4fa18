package twoseal.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.hedera.pbj.runtime.io.buffer.Bytes;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Signer;

/** What a node makes of the platform's time and of other nodes' bytes. */
// Cites: LOG-10.
class RoundsTest {
  @Test
  void theTimeOfAPositionIsTheConsensusTimeInWholeMilliseconds() {
    assertThat(Rounds.timeMs(Instant.ofEpochSecond(1, 0))).isEqualTo(1_000);
    assertThat(Rounds.timeMs(Instant.ofEpochSecond(1, 999_999))).isEqualTo(1_000);
    assertThat(Rounds.timeMs(Instant.ofEpochSecond(1, 1_000_000))).isEqualTo(1_001);
    assertThat(Rounds.timeMs(Instant.ofEpochSecond(1, 999_999_999))).isEqualTo(1_999);
  }

  @Test
  void messagesAreReadAsTheyWereWritten() {
    var cosigner = Signer.cosigner("a.example/cosigner", new byte[32]);
    var line = cosigner.cosign(new Checkpoint("b.example/ledger", 7, Digest.ZERO), 1);
    for (var message :
        new Message[] {
          new Message.Command(Bytes.wrap(new byte[] {1, 2})),
          new Message.CheckpointLine(7, line),
          new Message.LinesWanted(Long.MAX_VALUE)
        }) {
      assertThat(Message.parse(message.bytes())).contains(message);
    }
  }

  @Test
  void bytesThatNoNodeWritesArePassedOver() {
    assertThat(Message.parse(Bytes.EMPTY)).isEmpty();
    assertThat(Message.parse(Bytes.wrap(new byte[] {4}))).isEmpty();
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var i = 0; i < 10_000; i++) {
      var bytes = new byte[1 + random.nextInt(100)];
      random.nextBytes(bytes);
      bytes[0] = (byte) random.nextInt(6);
      var message = Message.parse(Bytes.wrap(bytes));
      if (bytes[0] == Message.COMMAND) {
        assertThat(message).as("seed %d", seed).isPresent();
      } else if (bytes[0] != Message.STATE_SIGNATURE && bytes[0] != Message.LINES_WANTED) {
        assertThat(message).as("seed %d", seed).isEmpty();
      }
    }
  }
}
