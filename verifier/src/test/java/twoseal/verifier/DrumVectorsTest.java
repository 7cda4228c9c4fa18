package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The drum against the vectors of spec/vectors/drum, and against a plain one. */
class DrumVectorsTest {
  private static final Path VECTORS = Path.of("../spec/vectors/drum");

  static List<Path> stages() throws Exception {
    try (var files = Files.list(VECTORS)) {
      return files.filter(f -> f.getFileName().toString().startsWith("valid-")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyStageIsAsRecorded(Path file) throws Exception {
    var fields = new HashMap<String, List<String>>();
    var expected = new ArrayList<String>();
    var end = "";
    for (var line : Files.readAllLines(file)) {
      var words = List.of(line.split(" ", -1));
      switch (words.getFirst()) {
        case "#" -> {}
        case "roll" -> expected.add(String.join(" ", words.subList(2, words.size())));
        case "end" -> end = line;
        default -> fields.put(words.getFirst(), words.subList(1, words.size()));
      }
    }
    var weights = numbers(fields, "weights");
    if (Arrays.stream(weights).anyMatch(w -> w > Limits.WEIGHT_MAX)) {
      // Beyond any list's limit; such numbers of tickets are in uniform.txt.
      assertThat(file.getFileName()).hasToString("valid-weighted-near-2-63.txt");
      return;
    }
    var entries = weights.length > 0 ? weights.length : (int) numbers(fields, "entries")[0];
    var list = list(entries, weights, numbers(fields, "seats"));
    var gone = Arrays.stream(numbers(fields, "gone")).mapToInt(e -> (int) e).toArray();
    var pool =
        new Pool(list.shape(), list.weights(), List.of("g"), Optional.empty(), List.of(gone));
    var places = fields.getOrDefault("places", List.of()).getFirst();
    var skips = new HashSet<Integer>();
    Arrays.stream(numbers(fields, "skips")).forEach(e -> skips.add((int) e));
    var stage =
        stage(
            numbers(fields, "alternates").length > 0 ? numbers(fields, "alternates")[0] : 0,
            fields.getOrDefault("rule", List.of("stop")).getFirst().equals("overfill"));
    var rolls =
        Drum.roll(
            Signing.unhex(fields.getOrDefault("key", List.of()).getFirst()),
            pool,
            stage,
            places.equals("all") ? -1 : Long.parseLong(places),
            skips,
            e -> list.weights().map(w -> w.seats(0, e)).orElse(1L),
            Limits.ROLLED_MAX);
    assertThat(outcomes(rolls)).isEqualTo(expected);
    assertThat(end).startsWith(summary(rolls, list.shape()));
  }

  /** [DRUM-1] */
  @Test
  void everyBlockGivesTheRecordedNumber() throws Exception {
    var checked = 0;
    for (var line : Files.readAllLines(VECTORS.resolve("uniform.txt"))) {
      var words = line.split(" ", -1);
      if (words[0].equals("below")) {
        var expected = words[3].equals("rejected") ? -1 : Long.parseLong(words[3]);
        assertThat(Drum.below(Signing.unhex(words[2]), Long.parseLong(words[1])))
            .as(line)
            .isEqualTo(expected);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(50);
  }

  @RepeatedTest(value = 60, name = "seed {currentRepetition}")
  void isAsThePlainDrum(RepetitionInfo info) {
    var random = new Random(info.getCurrentRepetition());
    var entries = 1 + random.nextInt(1500);
    var isWeighted = random.nextBoolean();
    var weights = random.longs(isWeighted ? entries : 0, 1, 1 << random.nextInt(1, 20)).toArray();
    var seats = random.longs(isWeighted ? entries : 0, 1, 4).toArray();
    var list = list(entries, weights, seats);
    var out = random.ints(random.nextInt(entries), 0, entries).distinct().toArray();
    var only = random.nextInt(3) == 0;
    var pool =
        only
            ? new Pool(list.shape(), list.weights(), List.of("g"), Optional.of(out), List.of())
            : new Pool(list.shape(), list.weights(), List.of("g"), Optional.empty(), List.of(out));
    var outs = new HashSet<Integer>();
    Arrays.stream(out).forEach(outs::add);
    var skips = Set.copyOf(random.ints(5, 0, entries).boxed().distinct().toList());
    var plainPool =
        IntStream.range(0, entries)
            .filter(e -> only == outs.contains(e))
            .mapToObj(
                e -> new PlainDrum.Entry(e, isWeighted ? weights[e] : 1, isWeighted ? seats[e] : 1))
            .toList();
    var places = random.nextInt(4) == 0 ? -1 : 1 + random.nextInt(entries);
    var stage = stage(places < 0 ? 0 : random.nextInt(20), random.nextBoolean());
    var key = new byte[32];
    random.nextBytes(key);
    var plain =
        new PlainDrum(key, plainPool).roll(places, stage.alternates(), stage.isOverfill(), skips);
    var rolls =
        Drum.roll(
            key, pool, stage, places, skips, e -> isWeighted ? seats[e] : 1, Limits.ROLLED_MAX);
    assertThat(outcomes(rolls))
        .isEqualTo(
            plain.rolls.stream()
                .map(r -> r.index() + " " + r.kind() + " " + (r.order() > 0 ? r.order() : "-"))
                .toList());
    assertThat(rolls.lines(list.shape()).get(1)).isEqualTo("counters: " + plain.counters);
  }

  /** A list of one group. */
  private record Listed(ListShape shape, Optional<Weights> weights) {}

  private static Listed list(int entries, long[] weights, long[] seats) {
    var hash = "00".repeat(32);
    var isUniform = weights.length == 0 && seats.length == 0;
    var file = new ByteArrayOutputStream();
    var tickets = 0L;
    for (int e = 0; e < (isUniform ? 0 : entries); e++) {
      var weight = weights.length > 0 ? weights[e] : 1;
      tickets += weight;
      leb128(file, weight);
      leb128(file, seats.length > 0 ? seats[e] : 1);
    }
    var shape =
        new ListShape(
            List.of(new ListShape.Group("g", entries, isUniform ? entries : tickets, hash)));
    if (isUniform) {
      return new Listed(shape, Optional.empty());
    }
    var bytes = file.toByteArray();
    var digest = Bundle.sha256(bytes);
    return new Listed(
        shape, Weights.read("w", ByteBuffer.wrap(bytes), digest, shape, new Checks()));
  }

  private static void leb128(ByteArrayOutputStream file, long value) {
    var rest = value;
    for (; rest > 127; rest /= 128) {
      file.write((int) (rest % 128) + 128);
    }
    file.write((int) rest);
  }

  private static Rules.Stage stage(long alternates, boolean isOverfill) {
    return new Rules.Stage(
        1,
        "t",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        false,
        alternates,
        isOverfill,
        Optional.empty());
  }

  private static List<String> outcomes(Rolls rolls) {
    var orders = rolls.orders();
    return IntStream.range(0, rolls.count())
        .mapToObj(r ->
            rolls.entry(r)
                + " "
                + Rolls.word(rolls.kind(r))
                + " "
                + (orders[r] > 0 ? orders[r] : "-"))
        .toList();
  }

  private static String summary(Rolls rolls, ListShape shape) {
    var of = new HashMap<String, String>();
    rolls.lines(shape).forEach(l -> of.putIfAbsent(l.split(": ", 2)[0], l.split(": ", 2)[1]));
    return "end rolled %s counters %s winners %s alternates %s skipped %s taken %s unfilled %s"
        .formatted(
            of.get("rolled"),
            of.get("counters"),
            of.get("winners"),
            of.get("alternates"),
            of.get("skipped"),
            of.get("seats"),
            of.get("unfilled"));
  }

  private static long[] numbers(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name, List.of()).stream().mapToLong(Long::parseLong).toArray();
  }
}
