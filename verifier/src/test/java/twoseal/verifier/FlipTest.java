package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No single bit of a bundle can be changed. */
class FlipTest {
  /**
   * Set to {@code all} to change every byte of every member, see {@code ./check long}. Each is then
   * looked at only up to the first check that fails.
   */
  private static final boolean IS_ALL = System.getProperty("twoseal.flips", "").equals("all");

  private static final int SAMPLE = 80;

  @Test
  void everyByteOfTheArchiveCounts() throws Exception {
    var bundle = new Story().bundle();
    assertThat(isRefused(bundle)).isFalse();
    var unnoticed =
        IntStream.range(0, bundle.length)
            .parallel()
            .filter(at -> !isRefused(flipped(bundle, at, at % 8)))
            .boxed()
            .toList();
    assertThat(unnoticed).isEmpty();
  }

  /** A cheat who packs the archive anew, so that only what is inside can tell. */
  @Test
  void everyByteOfEveryMemberCounts() throws Exception {
    var seed = System.nanoTime();
    Predicate<byte[]> isRefused = IS_ALL ? impatient() : FlipTest::isRefused;
    var unnoticed = new ArrayList<>(unnoticed(sealed(), SAMPLE, seed, isRefused));
    unnoticed.addAll(unnoticed(new Story().bundle(), SAMPLE / 10, seed, isRefused));
    var again = new Story();
    again.again();
    unnoticed.addAll(unnoticed(again.bundle(), SAMPLE / 10, seed, isRefused));
    unnoticed.addAll(unnoticed(new Story().asCeremony().bundle(), SAMPLE / 10, seed, isRefused));
    assertThat(unnoticed).as("seed %s", seed).isEmpty();
  }

  private static List<String> unnoticed(
      byte[] bundle, int sample, long seed, Predicate<byte[]> isRefused) {
    var places = new ArrayList<String>();
    Zip.members(bundle)
        .forEach((name, bytes) ->
            IntStream.range(0, bytes.length).forEach(at -> places.add(name + ":" + at)));
    var random = new Random(seed);
    Collections.shuffle(places, random);
    return places.parallelStream()
        .limit(IS_ALL ? places.size() : sample)
        .filter(place -> !isRefused.test(repacked(bundle, place)))
        .toList();
  }

  private static byte[] sealed() {
    var story = new Story();
    story.until = Optional.of("seal");
    return story.bundle();
  }

  private static byte[] repacked(byte[] bundle, String place) {
    var at = place.lastIndexOf(':');
    var members = Zip.members(bundle);
    var offset = Integer.parseInt(place.substring(at + 1));
    members.computeIfPresent(place.substring(0, at), (n, b) -> flipped(b, offset, offset % 7));
    return Zip.of(members);
  }

  private static byte[] flipped(byte[] bytes, int at, int bit) {
    var changed = bytes.clone();
    changed[at] ^= (byte) (1 << bit);
    return changed;
  }

  /** Whether some check fails; what comes after the first is not looked at. */
  private static Predicate<byte[]> impatient() throws Exception {
    var callSites = new CallSites(Path.of("target/classes"), Path.of("target/test-classes"));
    var run =
        callSites
            .impatient()
            .loadClass("twoseal.verifier.Entrance")
            .getDeclaredMethod("run", String.class, byte[][].class);
    run.setAccessible(true);
    return bundle -> {
      try {
        var said = run.invoke(null, "BUNDLE", new byte[][] {bundle, new byte[0]});
        return said.equals("not a bundle");
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof IllegalStateException) {
          return true;
        }
        throw new IllegalStateException(e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static boolean isRefused(byte[] bundle) {
    try {
      var report = new Verifier("test").verify(bundle, Optional.empty());
      return report.verdict() == Verdict.REFUSED;
    } catch (NotABundleException e) {
      return true;
    }
  }
}
