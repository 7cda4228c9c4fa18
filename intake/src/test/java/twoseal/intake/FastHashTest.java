package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.list.BatchHash;
import twoseal.list.DigestHash;
import twoseal.list.Stretches;

/** Where there is nothing faster the JDK hashes; what is faster and wrong is never believed. */
class FastHashTest {
  private final byte[] text = new byte[100];
  private final byte[] out = new byte[32];
  private final Stretches stretches = new Stretches(1);

  @Test
  void withoutTheModuleTheJdkHashes() throws Exception {
    assertThat(FastHash.find()).isEmpty();
    var hash = new FastHash();
    assertThat(hash.forOneThread()).isInstanceOf(DigestHash.class);
    hash.prepare().join();
    assertThat(hash.isReady()).isFalse();
  }

  @Test
  void aFasterOneTakesOver() throws Exception {
    var instant = new Remembering();
    var hash = new FastHash(() -> Optional.of(instant));
    var worker = hash.forOneThread();
    stretches.add(0, 50);
    worker.hash(text, stretches, out, 0, 32);
    assertThat(instant.calls).isZero();
    hash.prepare().join();
    assertThat(hash.isReady()).isTrue();
    var before = instant.calls;
    worker.hash(text, stretches, out, 0, 32);
    assertThat(instant.calls).isEqualTo(before + 1);
  }

  @Test
  void aFasterOneThatIsWrongDoesNotTakeOver() throws Exception {
    var hash = new FastHash(() -> Optional.of(new Wrong()));
    hash.prepare().join();
    assertThat(hash.isReady()).isFalse();
  }

  @Test
  void aFasterOneThatGoesWrongLaterStopsTheIntake() throws Exception {
    var instant = new Remembering();
    var hash = new FastHash(() -> Optional.of(instant));
    var worker = hash.forOneThread();
    hash.prepare().join();
    assertThat(hash.isReady()).isTrue();
    instant.isBroken = true;
    stretches.add(0, 50);
    assertThatThrownBy(() -> worker.hash(text, stretches, out, 0, 32))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not SHA-256");
  }

  /** Faster than any hash, because it gives again what it gave for a batch of that form. */
  private static final class Remembering implements BatchHash {
    private final Map<Integer, byte[]> known = new HashMap<>();
    private int calls;
    private boolean isBroken;

    @Override
    public void hash(byte[] text, Stretches stretches, byte[] out, int outAt, int stride) {
      calls++;
      var count = stretches.count();
      var form = count << 16 | stretches.length(0) << 8 | stretches.length(count - 1);
      var hashes = known.get(form);
      if (hashes == null) {
        new DigestHash().hash(text, stretches, out, outAt, stride);
        known.put(form, Arrays.copyOfRange(out, outAt, outAt + count * stride));
      } else {
        System.arraycopy(hashes, 0, out, outAt, hashes.length);
      }
      if (isBroken) {
        out[outAt]++;
      }
    }

    @Override
    public boolean isFast() {
      return true;
    }
  }

  private static final class Wrong implements BatchHash {
    @Override
    public void hash(byte[] text, Stretches stretches, byte[] out, int outAt, int stride) {
      out[outAt] = 1;
    }

    @Override
    public boolean isFast() {
      return true;
    }
  }
}
