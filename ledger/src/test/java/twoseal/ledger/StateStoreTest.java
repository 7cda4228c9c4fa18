package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Digest;
import twoseal.core.MapState;
import twoseal.core.MerkleTree;
import twoseal.core.State;

/** The state on disk behaves as the state in memory, whatever is written in whatever order. */
class StateStoreTest {
  /**
   * Short, so that keys meet; with a character beyond the first plane, which UTF-16 sorts wrongly.
   */
  private static final List<String> LETTERS = List.of("a", "b", "/", "é", "\uFF5E", "𠮷");

  @TempDir Path folder;

  @Test
  void isTheSameAsAMap() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var file = folder.resolve("state.db");
    var map = new MapState();
    var size = 0L;
    for (var opening = 0; opening < 5; opening++) {
      try (var store = StateStore.open(file)) {
        assertThat(store.mark().size()).isEqualTo(size);
        for (var batch = 0; batch < 6; batch++) {
          for (var i = 0; i < 60; i++) {
            change(random, store, map);
          }
          requireSame(random, store, map, seed);
          store.commit(new StateRows.Mark(++size, MerkleTree.EMPTY_ROOT, Digest.ZERO));
          requireSame(random, store, map, seed);
        }
      }
    }
  }

  @Test
  void longScansAreReadInPages() throws Exception {
    try (var store = StateStore.open(folder.resolve("state.db"))) {
      var map = new MapState();
      for (var i = 0; i < 1_500; i++) {
        var key = "row/" + (char) (0x4E00 + i * 7);
        store.put(key, "" + i);
        map.put(key, "" + i);
      }
      store.commit(new StateRows.Mark(1, MerkleTree.EMPTY_ROOT, Digest.ZERO));
      assertThat(rows(store, "row/")).hasSize(1_500).isEqualTo(rows(map, "row/"));
      assertThat(rows(store, "")).isEqualTo(rows(map, ""));
    }
  }

  @Test
  void whatIsNotCommittedIsGone() throws Exception {
    var file = folder.resolve("state.db");
    try (var store = StateStore.open(file)) {
      store.put("a", "1");
      store.commit(new StateRows.Mark(1, MerkleTree.EMPTY_ROOT, Digest.ZERO));
      store.put("a", "2");
    }
    try (var store = StateStore.open(file)) {
      assertThat(store.get("a")).isEqualTo("1");
    }
  }

  @Test
  void aStateThatDoesNotSayHowFarItIsIsMadeAnew() throws Exception {
    for (var mark :
        Map.of("size", "1e9", "root", "00", "digest", "x".repeat(64), "version", "0").entrySet()) {
      var file = folder.resolve(mark.getKey() + ".db");
      try (var store = StateStore.open(file)) {
        store.put("a", "1");
        store.commit(new StateRows.Mark(1, MerkleTree.EMPTY_ROOT, Digest.ZERO));
      }
      try (var rows = StateRows.open(file);
          var statement = rows.connection().createStatement()) {
        statement.executeUpdate(
            "UPDATE mark SET value = '%s' WHERE name = '%s'"
                .formatted(mark.getValue(), mark.getKey()));
        rows.connection().commit();
      }
      try (var store = StateStore.open(file)) {
        assertThat(store.mark().size()).as(mark.getKey()).isZero();
        assertThat(store.get("a")).as(mark.getKey()).isNull();
      }
    }
  }

  @Test
  void rowsThatAreNotWholeOrNotInOrderAreNotRead() throws Exception {
    for (var rows : List.of("('a', NULL)", "('a', '1'), ('B', '2')")) {
      var file = folder.resolve(rows.length() + ".db");
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE state (key TEXT COLLATE NOCASE PRIMARY KEY, value TEXT)");
        statement.execute("INSERT INTO state VALUES " + rows);
      }
      try (var damaged = StateRows.open(file)) {
        var read = damaged.rows("");
        assertThatThrownBy(() -> read.forEachRemaining(row -> {}))
            .as(rows)
            .isInstanceOf(StateFailedException.class);
      }
    }
  }

  @Test
  void theDigestIsThatOfTheWritesInTheirEntries() {
    var one = new ChainedState(new MapState(), Digest.ZERO);
    var two = new ChainedState(new MapState(), Digest.ZERO);
    for (var state : List.of(one, two)) {
      state.put("a", "1");
      state.remove("b");
      state.seal(0);
      state.seal(1);
    }
    assertThat(one.digest()).isEqualTo(two.digest()).isNotEqualTo(Digest.ZERO);
    one.put("ab", "c");
    two.put("a", "bc");
    one.seal(2);
    two.seal(2);
    assertThat(one.digest()).isNotEqualTo(two.digest());
  }

  private static void change(Random random, State... states) {
    var key = text(random, 1 + random.nextInt(3));
    var value = text(random, random.nextInt(4));
    var removes = random.nextInt(3) == 0;
    for (var state : states) {
      if (removes) {
        state.remove(key);
      } else {
        state.put(key, value);
      }
    }
  }

  private static void requireSame(Random random, State store, State map, long seed) {
    var prefix = text(random, random.nextInt(3));
    assertThat(rows(store, prefix)).as("seed %d", seed).isEqualTo(rows(map, prefix));
    for (var i = 0; i < 20; i++) {
      var key = text(random, 1 + random.nextInt(3));
      assertThat(store.get(key)).as("seed %d", seed).isEqualTo(map.get(key));
    }
  }

  private static List<Map.Entry<String, String>> rows(State state, String prefix) {
    var rows = new ArrayList<Map.Entry<String, String>>();
    state.scan(prefix).forEach(row -> rows.add(Map.entry(row.getKey(), row.getValue())));
    return rows;
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (var i = 0; i < length; i++) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }
}
