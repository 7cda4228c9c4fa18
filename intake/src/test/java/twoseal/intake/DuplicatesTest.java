package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fingerprints are SipHash-2-4-128, and every identity that stands twice is found, spilled or not.
 */
class DuplicatesTest {
  @TempDir Path temp;

  @RepeatedTest(50)
  void fingerprintIsSipHash() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var key = new byte[Fingerprint.KEY_BYTES];
    random.nextBytes(key);
    var text = new byte[random.nextInt(60)];
    random.nextBytes(text);
    var words = new long[2];
    new Fingerprint(key).copy().of(text, text.length, words, 0);
    var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(words[0]).putLong(words[1]);

    var expected = new byte[16];
    var oracle = new SipHash128();
    oracle.init(new KeyParameter(key));
    oracle.update(text, 0, text.length);
    oracle.doFinal(expected, 0);

    assertThat(bytes.array()).as("seed " + seed).isEqualTo(expected);
  }

  @Test
  void findsAllAmongMillions() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var rows = 3_000_000;
    var prints = random.longs(2L * rows).toArray();
    var expected = new HashMap<Long, Long>();
    for (var i = 0; i < 100; i++) {
      var first = random.nextInt(rows / 2);
      var later = rows / 2 + 1000 * i + random.nextInt(1000);
      prints[2 * later] = prints[2 * first];
      prints[2 * later + 1] = prints[2 * first + 1];
      if (expected.containsValue(first + 2L)) {
        continue;
      }
      expected.put(later + 2L, first + 2L);
    }
    Map<Long, Long> found = Collections.synchronizedMap(new HashMap<>());
    try (var duplicates = new Duplicates(temp)) {
      duplicates.add(prints, rows, 2, IntStream.range(0, rows).toArray());
      duplicates.find(2, (first, line) -> found.put(line, first));
    }
    assertThat(found).as("seed " + seed).containsAllEntriesOf(expected);
    assertThat(found).hasSize(100);
  }
}
