package twoseal.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;

/** The vectors of spec/vectors/list: every valid one is remade, every invalid one refused. */
// Cites: LIST-1, LIST-2, LIST-3, LIST-4, LIST-5, LIST-6, LIST-7, LIST-8, LIST-9, LIST-10, LIST-11,
// LIST-12, LIST-13, BYTES-4.
class ListVectorsTest {
  private static final Path ROOT = Path.of("..", "spec", "vectors", "list");

  static Stream<Path> lists() throws IOException {
    return files("valid-").filter(f -> !named(f, "valid-proof", "valid-codes"));
  }

  static Stream<Path> validProofs() throws IOException {
    return files("valid-proof");
  }

  static Stream<Path> invalidProofs() throws IOException {
    return files("invalid-proof");
  }

  static Stream<Path> invalidOpenings() throws IOException {
    return files("invalid-opening");
  }

  static Stream<Path> invalidTexts() throws IOException {
    return files("invalid-").filter(f -> !named(f, "invalid-proof", "invalid-opening"));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void remakesTheList(Path file) throws IOException {
    var vector = new Vector(file);
    var lines = new ArrayList<PublicLine>();
    for (var left = vector.count("entries"); left > 0; left--) {
      lines.add(entry(vector));
    }
    var text = new StringBuilder(PublicLine.HEADER + "\n");
    lines.forEach(line -> text.append(line.text()).append('\n'));
    assertThat(Digest.sha256(Bytes.utf8(text.toString())).hex())
        .isEqualTo(vector.next("file-hash"));
    weights(vector, lines);
    var root = root(lines);
    var groups = vector.count("groups");
    assertThat(root.groups()).hasSize(groups);
    for (var group : root.groups()) {
      assertThat(
              group.entries()
                  + " "
                  + group.weight()
                  + " "
                  + group.root().hash()
                  + " "
                  + group.label())
          .isEqualTo(vector.next("group"));
    }
    assertThat(root.digest().hex()).isEqualTo(vector.next("list-root"));
    for (var left = vector.count("singles"); left > 0; left--) {
      single(vector, root, lines);
    }
    for (var left = vector.count("shareds"); left > 0; left--) {
      shared(vector, root, lines);
    }
    vector.end();
  }

  @ParameterizedTest
  @MethodSource("validProofs")
  void acceptsTheProof(Path file) throws IOException {
    var text = Files.readString(file);
    var proof = ListProofText.parse(text);

    assertThat(proof.text()).isEqualTo(text);
    assertThat(proof.refusal()).isEmpty();
    assertThat(proof.commitmentOpened().orElse(true)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("invalidProofs")
  void refusesTheProof(Path file) throws IOException {
    var text = Files.readString(file);
    boolean refused;
    try {
      refused = ListProofText.parse(text).refusal().isPresent();
    } catch (MalformedException malformed) {
      refused = true;
    }
    assertThat(refused).isTrue();
  }

  @ParameterizedTest
  @MethodSource("invalidOpenings")
  void doesNotOpen(Path file) throws IOException {
    var proof = ListProofText.parse(Files.readString(file));
    assertThat(proof.refusal()).isEmpty();
    assertThat(proof.commitmentOpened()).contains(false);
  }

  @ParameterizedTest
  @MethodSource("invalidTexts")
  void refusesTheText(Path file) throws IOException {
    var name = file.getFileName().toString();
    var text = Files.readString(file).stripTrailing();
    assertThatThrownBy(
            () -> {
              if (name.startsWith("invalid-line-")) {
                PublicLine.parse(text);
              } else if (name.startsWith("invalid-code-")) {
                EntryCode.parse(text);
              } else {
                var vector = new Vector(file);
                var entries = vector.count("entries");
                WeightsFile.read(HexFormat.of().parseHex(vector.next("file")), entries);
              }
            })
        .isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @MethodSource("typedCodes")
  void readsCodesAsTyped(String code, String typed) {
    assertThat(EntryCode.parse(typed).text()).isEqualTo(code);
  }

  static Stream<Arguments> typedCodes() throws IOException {
    var vector = new Vector(ROOT.resolve("valid-codes-as-typed.txt"));
    var code = vector.next("code");
    return Stream.generate(() -> vector.next("typed"))
        .limit(4)
        .map(typed -> Arguments.of(code, typed));
  }

  private static PublicLine entry(Vector vector) {
    var label = new Label(vector.next("label"));
    var number = vector.count("number");
    var weight = vector.count("weight");
    var seats = vector.count("seats");
    var masked = new MaskedName(vector.next("masked"));
    var nameSalt = Digest.ofHex(vector.next("name-salt"));
    var values = new ArrayList<String>();
    for (var left = vector.count("columns"); left > 0; left--) {
      var value = vector.next("value");
      values.add(value.equals("-") ? "" : value);
    }
    var record = new PrivateRecord(values);
    assertThat(PrivateRecord.read(record.bytes())).isEqualTo(record);
    var recordSalt = Digest.ofHex(vector.next("record-salt"));
    var commitment = Commitment.of(nameSalt, masked, recordSalt, record);
    assertThat(commitment.nameDigest().hex()).isEqualTo(vector.next("name-digest"));
    assertThat(commitment.recordDigest().hex()).isEqualTo(vector.next("record-digest"));
    assertThat(commitment.digest().hex()).isEqualTo(vector.next("commitment"));
    var line = new PublicLine(number, label, weight, seats, commitment.digest());
    var text = vector.next("line");
    assertThat(line.text()).isEqualTo(text);
    assertThat(PublicLine.parse(text)).isEqualTo(line);
    assertThat(line.leaf().hash().hex()).isEqualTo(vector.next("leaf"));
    var code = vector.next("code");
    assertThat(EntryCode.of(recordSalt).text()).isEqualTo(code);
    assertThat(EntryCode.parse(code)).isEqualTo(EntryCode.of(recordSalt));
    return line;
  }

  private static void weights(Vector vector, List<PublicLine> lines) {
    var weights = lines.stream().mapToLong(PublicLine::weight).toArray();
    var seats = lines.stream().mapToInt(PublicLine::seats).toArray();
    var file = WeightsFile.of(weights, seats);
    assertThat(file.map(Bytes::hex).orElse("uniform")).isEqualTo(vector.next("weights"));
    assertThat(file.map(f -> WeightsFile.digest(f).hex()).orElse("uniform"))
        .isEqualTo(vector.next("weights-digest"));
    if (file.isPresent()) {
      var read = WeightsFile.read(file.get(), lines.size());
      for (var i = 0; i < lines.size(); i++) {
        assertThat(read.weight(i)).isEqualTo(weights[i]);
        assertThat(read.seats(i)).isEqualTo(seats[i]);
      }
    }
  }

  private static ListRoot root(List<PublicLine> lines) {
    var labels = lines.stream().map(PublicLine::group).distinct().toList();
    return new ListRoot(
        labels.stream()
            .map(label -> {
              var frontier = new SumFrontier();
              of(lines, label).forEach(line -> frontier.append(0, line.leaf()));
              return new GroupRoot(label, frontier.size(), frontier.root());
            })
            .toList());
  }

  private static void single(Vector vector, ListRoot root, List<PublicLine> lines) {
    var place = vector.next("single").split(" ", 2);
    var group = root.group(new Label(place[1]));
    var index = Long.parseLong(place[0]) - 1;
    var mine = of(lines, group.label());
    var proof = EntryProof.of(SumTree.of(mine.stream().map(PublicLine::leaf).toList()), index);
    assertThat(proof.path()).hasSize(vector.count("path"));
    for (var node : proof.path()) {
      assertThat(node.sum() + " " + node.hash()).isEqualTo(vector.next("node"));
    }
    assertThat(proof.refusal(group, index, mine.get((int) index))).isEmpty();
  }

  private static void shared(Vector vector, ListRoot root, List<PublicLine> lines) {
    var words = vector.next("shared");
    var digits = words.replaceFirst("^((\\d+ )+).*$", "$1").strip();
    var label = new Label(words.substring(digits.length() + 1));
    var wanted = Arrays.stream(digits.split(" ")).mapToLong(n -> Long.parseLong(n) - 1).toArray();
    var mine = of(lines, label);
    var proof = SharedProof.of(SumTree.of(mine.stream().map(PublicLine::leaf).toList()), wanted);
    var hex = vector.next("proof");
    assertThat(Bytes.hex(proof.bytes())).isEqualTo(hex.equals("-") ? "" : hex);
    assertThat(SharedProof.read(proof.bytes())).isEqualTo(proof);
    var shown = Arrays.stream(wanted).mapToObj(i -> mine.get((int) i)).toList();
    assertThat(proof.refusal(root.group(label), shown)).isEmpty();
  }

  private static List<PublicLine> of(List<PublicLine> lines, Label label) {
    return lines.stream().filter(line -> line.group().equals(label)).toList();
  }

  private static Stream<Path> files(String prefix) throws IOException {
    try (var files = Files.list(ROOT)) {
      return files.filter(f -> named(f, prefix)).sorted().toList().stream();
    }
  }

  private static boolean named(Path file, String... prefixes) {
    return Arrays.stream(prefixes).anyMatch(file.getFileName().toString()::startsWith);
  }

  /** Reads a vector's {@code name: value} lines in order. */
  private static final class Vector {
    private final List<String> lines;
    private int next;

    Vector(Path file) throws IOException {
      lines = Files.readAllLines(file);
      if (lines.getFirst().startsWith("SOURCE: ")) {
        next++;
      }
    }

    String next(String name) {
      var line = lines.get(next++);
      assertThat(line).startsWith(name + ": ");
      return line.substring(name.length() + 2);
    }

    int count(String name) {
      return Integer.parseInt(next(name));
    }

    void end() {
      assertThat(next).isEqualTo(lines.size());
    }
  }
}
