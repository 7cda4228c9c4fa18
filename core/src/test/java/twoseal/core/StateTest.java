package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import twoseal.core.Outcome.Accepted;
import twoseal.core.Outcome.Refused;

class StateTest {
  private enum Reason {
    NO
  }

  private final MapState state = new MapState();

  @Test
  void whatIsPutIsThereUntilItIsRemoved() {
    assertThat(state.get("a")).isNull();
    state.put("a", "1");
    state.put("a", "2");
    assertThat(state.get("a")).isEqualTo("2");
    state.remove("a");
    state.remove("a");
    assertThat(state.get("a")).isNull();
    assertThatThrownBy(() -> state.put("", "1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScanHasThePrefixAndItsOrder() {
    for (var key : List.of("b/2", "a", "b/10", "b", "b/", "c", "b0")) {
      state.put(key, key);
    }
    assertThat(keys("b/")).containsExactly("b/", "b/10", "b/2");
    assertThat(keys("b")).containsExactly("b", "b/", "b/10", "b/2", "b0");
    assertThat(keys("")).hasSize(7).isEqualTo(List.copyOf(state.entries().keySet()));
    assertThat(keys("d")).isEmpty();
    assertThat(state.scan("c")).containsExactly(Map.entry("c", "c"));
  }

  @Test
  void theOrderIsThatOfUtf8() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    // In UTF-16 a supplementary character is below U+E000 to U+FFFF; in UTF-8, as in SQLite, above.
    var letters =
        List.of("a", "z", "\u00e9", "签", "\ue000", "\uff5e", "\ud840\udc0b", "\ud83d\ude00");
    for (var i = 0; i < 300; i++) {
      var key = new StringBuilder("k");
      for (var j = random.nextInt(4); j > 0; j--) {
        key.append(letters.get(random.nextInt(letters.size())));
      }
      state.put(key.toString(), "");
    }
    var byBytes =
        keys("k").stream()
            .sorted((l, r) -> Arrays.compareUnsigned(Bytes.utf8(l), Bytes.utf8(r)))
            .toList();
    assertThat(keys("k"))
        .as("seed %d", seed)
        .isEqualTo(byBytes)
        .hasSameSizeAs(state.entries().keySet());
    for (var letter : letters) {
      var expected = byBytes.stream().filter(key -> key.startsWith("k" + letter)).toList();
      assertThat(keys("k" + letter)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void aScanIsReadOnlyAndNoticesChanges() {
    state.put("a", "1");
    state.put("b", "1");
    state.put("c", "1");
    var entries = state.scan("").iterator();
    assertThatThrownBy(() -> entries.next().setValue("2"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> state.entries().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    state.remove("c");
    assertThatThrownBy(entries::next).isInstanceOf(ConcurrentModificationException.class);
    assertThatThrownBy(() -> state.scan("x").iterator().next())
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void positionsAndOutcomesCheckThemselves() {
    assertThat(new Position(0, 0)).isEqualTo(new Position(0, 0));
    assertThatThrownBy(() -> new Position(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position(0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(said(new Accepted<>("event"))).isEqualTo("event");
    assertThat(said(new Refused<>(Reason.NO))).isEqualTo("NO");
  }

  private List<String> keys(String prefix) {
    return StreamSupport.stream(state.scan(prefix).spliterator(), false)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String said(Outcome<String, Reason> outcome) {
    return switch (outcome) {
      case Accepted<String, Reason>(var event) -> event;
      case Refused<String, Reason>(var reason) -> reason.name();
    };
  }
}
