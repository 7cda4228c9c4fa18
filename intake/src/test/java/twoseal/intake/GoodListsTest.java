package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.list.EntryProof;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListProofText;
import twoseal.list.ListRoot;
import twoseal.list.PublicLine;
import twoseal.list.SharedProof;
import twoseal.list.SumNode;
import twoseal.list.SumTree;
import twoseal.list.WeightsFile;

/** What is taken is what was given: trees, files, proofs, private entries, erasure. */
class GoodListsTest {
  private static final Label ALL = new Label("全体");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "4095,1", "4096,2", "4097,1", "12289,3", "60000,3", "30000,200"})
  void streamedRootIsTheNaiveRoot(int entries, int groups) throws Exception {
    var seed = new Random().nextLong();
    var csv = random(entries, groups, new Random(seed));

    var summary = Lists.taken(Lists.text(csv), Lists.into(temp));

    var lines = publicLines();
    assertThat(summary.root()).as("seed " + seed).isEqualTo(naiveRoot(lines));
    assertThat(summary.root().entries()).isEqualTo(entries);
    assertThat(summary.fileHash())
        .contains(Digest.sha256(Files.readAllBytes(temp.resolve("list-public.csv"))));
    assertThat(summary.weights()).isEqualTo(weightsDigest(lines));
    assertThat(PublicList.summary(temp.resolve("list-public.csv"))).isEqualTo(summary);
    try (var files = ListFiles.open(temp)) {
      files.verify();
      assertThat(files.summary()).isEqualTo(summary);
    }
    var opened = new ArrayList<PrivateEntry>();
    PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE).forEach(opened::add);
    assertThat(opened).hasSize(entries);
    for (var i = 0; i < entries; i++) {
      assertThat(opened.get(i).commitment()).isEqualTo(lines.get(i).commitment());
      assertThat(opened.get(i).number()).isEqualTo(lines.get(i).number());
      assertThat(opened.get(i).group()).isEqualTo(lines.get(i).group());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 4096, 4097, 9000})
  void provesEveryKindOfPlace(int entries) throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    Lists.taken(Lists.text(random(entries, 1, random)), Lists.into(temp));
    try (var files = ListFiles.open(temp)) {
      var group = files.summary().root().groups().getFirst();
      var start = 0L;
      for (var number = 1; number <= entries; number++) {
        if (number < 5 || number > entries - 3 || Math.abs(number - 4096) < 2) {
          var proof = files.prove(group.label(), number);
          assertThat(proof.start()).isEqualTo(start);
          assertThat(proof.proof().refusal(group, number - 1, proof.line())).isEmpty();
        }
        start += files.line(group.label(), number).weight();
      }
      var wanted = random.longs(1, entries + 1L).limit(20).distinct().sorted().toArray();
      var shared = files.prove(group.label(), wanted);
      assertThat(shared.proof().refusal(group, shared.lines())).as("seed " + seed).isEmpty();
      assertThatThrownBy(() -> files.prove(group.label(), entries + 1))
          .isInstanceOf(MalformedException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "15,1", "17,1", "4096,1", "4097,1", "4113,2", "12305,2"})
  void givesTheSameProofsInWhateverOrderTheyAreAskedFor(int entries, int groups) throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    Lists.taken(Lists.text(random(entries, groups, random)), Lists.into(temp));
    var lines = publicLines();
    try (var files = ListFiles.open(temp)) {
      for (var group : files.summary().root().groups()) {
        var inGroup = lines.stream().filter(l -> l.group().equals(group.label())).toList();
        var tree = SumTree.of(inGroup.stream().map(PublicLine::leaf).toList());
        for (var ask = 0; ask < 200; ask++) {
          var index = random.nextInt(inGroup.size());
          if (random.nextInt(4) == 0) {
            var wanted = random.longs(9, 0, inGroup.size()).distinct().sorted().toArray();
            var numbers = Arrays.stream(wanted).map(i -> i + 1).toArray();
            var shared = files.prove(group.label(), numbers);
            assertThat(shared.proof()).as("seed " + seed).isEqualTo(SharedProof.of(tree, wanted));
          }
          var single = files.prove(group.label(), index + 1L);
          assertThat(single.line()).as("seed " + seed).isEqualTo(inGroup.get(index));
          assertThat(single.proof()).as("seed " + seed).isEqualTo(EntryProof.of(tree, index));
        }
      }
    }
  }

  @Test
  void tellsEveryCodeButThoseOfErasedEntries() throws Exception {
    Lists.taken(Lists.text(random(5000, 2, new Random(2))), Lists.into(temp));
    var opened = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    opened.erase(publicLines().getLast().group(), 17);
    var expected = new ArrayList<String>();
    var told = new ArrayList<String>();

    opened.forEach(e -> expected.add(e.code() + " " + e.group() + " " + e.number()));
    opened.forEachCode((code, group, number) -> told.add(code + " " + group + " " + number));

    assertThat(told).hasSize(4999).isEqualTo(expected);
  }

  @Test
  void writesAnEntrantsProofThatOpens() throws Exception {
    Lists.taken(Lists.text(random(5000, 2, new Random(1))), Lists.into(temp));
    try (var files = ListFiles.open(temp)) {
      var label = files.summary().root().groups().getLast().label();
      var entry = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE).entry(label, 17);

      var text = files.proofText("D-1", label, 17, Optional.of(entry)).text();

      var read = ListProofText.parse(text);
      assertThat(read.refusal()).isEmpty();
      assertThat(read.commitmentOpened()).contains(true);
      assertThat(read.text()).isEqualTo(text);
      var bare = files.proofText("D-1", label, 17, Optional.empty());
      assertThat(ListProofText.parse(bare.text()).commitmentOpened()).isEmpty();
    }
  }

  @Test
  void erasingKeepsTheRootAndForgetsTheEntry() throws Exception {
    Lists.taken(Lists.text(random(9000, 2, new Random(2))), Lists.into(temp));
    var list = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    var label = new Label("组1");
    var gone = list.entry(label, 5);
    var kept = list.entry(label, 6);
    var secret = gone.record().values().get(1).getBytes(StandardCharsets.UTF_8);
    var before = Files.readAllBytes(temp.resolve("list-public.csv"));

    list.erase(label, 5);
    list.erase(label, 5);

    var again = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    assertThatThrownBy(() -> again.entry(label, 5))
        .isInstanceOfSatisfying(
            PrivateListException.class,
            e -> assertThat(e.kind()).isEqualTo(PrivateListException.Kind.ERASED));
    assertThat(again.entry(label, 6)).isEqualTo(kept);
    assertThat(again.entry(gone.code())).isEmpty();
    assertThat(again.entry(kept.code())).contains(kept);
    assertThat(secret).isNotEmpty();
    assertThat(Files.readString(temp.resolve("list-names.csv")))
        .contains("\n6,组1,")
        .doesNotContain("\n5,组1,");
    assertThat(Files.readAllBytes(temp.resolve("list-public.csv"))).isEqualTo(before);
    try (var files = ListFiles.open(temp)) {
      files.verify();
      assertThat(files.prove(label, 5).line().number()).isEqualTo(5);
    }
  }

  @Test
  void theOldBlockCannotBeOpenedAfterErasing() throws Exception {
    Lists.taken(Lists.text(random(10, 1, new Random(3))), Lists.into(temp));
    var list = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    var old = Files.readAllBytes(temp.resolve("list-private.tsl"));

    list.erase(new Label("组0"), 3);

    var now = Files.readAllBytes(temp.resolve("list-private.tsl"));
    var head = 23 + KeyTable.FILE_ID_BYTES;
    assertThat(now.length).isGreaterThan(old.length);
    for (var i = head; i < old.length; i++) {
      assertThat(now[i]).isZero();
    }
  }

  @Test
  void tellsAWrongPassphraseFromADamagedFile() throws Exception {
    Lists.taken(Lists.text(random(10, 1, new Random(4))), Lists.into(temp));
    var folder = new ListFolder(temp);
    assertThatThrownBy(() -> PrivateList.open(folder, "wrong".toCharArray()))
        .isInstanceOfSatisfying(
            PrivateListException.class,
            e -> assertThat(e.kind()).isEqualTo(PrivateListException.Kind.PASSPHRASE));
    var list = PrivateList.open(folder, Lists.PASSPHRASE);
    flip(folder.privateEntries(), 100);
    assertThatThrownBy(() -> list.entry(new Label("组0"), 1))
        .isInstanceOfSatisfying(
            PrivateListException.class,
            e -> assertThat(e.kind()).isEqualTo(PrivateListException.Kind.DAMAGED));
    var size = (int) Files.size(folder.privateKeys());
    flip(folder.privateKeys(), size - 30);
    assertThatThrownBy(() -> PrivateList.open(folder, Lists.PASSPHRASE))
        .isInstanceOfSatisfying(
            PrivateListException.class,
            e -> assertThat(e.kind()).isEqualTo(PrivateListException.Kind.DAMAGED));
  }

  @Test
  void aChangedPublicFileProvesNothing() throws Exception {
    Lists.taken(Lists.text(random(5000, 1, new Random(5))), Lists.into(temp));
    var file = temp.resolve("list-public.csv");
    var text = Files.readString(file);
    var line = text.indexOf("\n4000,") + 30;
    var digit = text.charAt(line) == 'a' ? 'b' : 'a';
    Files.writeString(file, text.substring(0, line) + digit + text.substring(line + 1));
    try (var files = ListFiles.open(temp)) {
      assertThatThrownBy(() -> files.prove(new Label("组0"), 17)).hasMessageContaining("changed");
      assertThatThrownBy(files::verify).isInstanceOf(MalformedException.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"UTF-8,','", "GB18030,','", "UTF-8,';'", "GB18030,TAB", "BOM,','"})
  void readsEncodingsAndDelimiters(String encoding, String delimiter) throws Exception {
    var csv =
        "姓名,证件号码,手机号\r\n\"张,\"\"三\"\"\",A-1, 10012345678 \r\n𬱖㐀明,Ａ2,-\r\n" + "买买提·吐尔逊,A3,\r\n";
    var text = csv.replace("张,", "张").replace(",", delimiter.equals("TAB") ? "\t" : delimiter);
    var bytes =
        encoding.equals("BOM")
            ? ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)
            : text.getBytes(Charset.forName(encoding));

    Lists.taken(Lists.bytes(bytes), Lists.into(temp));

    var list = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    assertThat(list.entry(ALL, 1).record().values())
        .containsExactly("张\"三\"", "A-1", "10012345678");
    assertThat(list.entry(ALL, 2).record().values()).containsExactly("𬱖㐀明", "Ａ2", "");
    assertThat(list.entry(ALL, 1).masked().text()).isEqualTo("张** * *5678");
    assertThat(list.entry(ALL, 2).masked().text()).isEqualTo("𬱖** *");
    assertThat(list.entry(ALL, 3).masked().text()).isEqualTo("买** *");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void readsAnyLineBreakAndBlankLines(String end) throws Exception {
    var csv = String.join(end, "姓名,id", "John Smith,1", "", "李四,2", "  ", "\"王五\",3", "");
    assertThat(Lists.taken(Lists.text(csv), IntakeOptions.rootOnly()).root().entries())
        .isEqualTo(3);
  }

  @Test
  void goodIdentitiesPassTheirChecks() throws Exception {
    var people =
        """
        姓名,身份证号
        张三,999999 000000000018
        李四,99999900000000019x
        """;
    var companies =
        """
        名称,统一社会信用代码
        甲公司,91350100M000100Y43
        """;
    var documents =
        """
        姓名,证件号码
        甲甲,99999900000011105X
        乙乙,99999900000011105号楼
        丙丙,9999990000001110号
        丁丁,IV-АЯ 123456
        """;
    assertThat(Lists.taken(Lists.text(people), IntakeOptions.rootOnly()).root().entries())
        .isEqualTo(2);
    assertThat(Lists.taken(Lists.text(documents), IntakeOptions.rootOnly()).root().entries())
        .isEqualTo(4);
    assertThat(Lists.taken(Lists.text(companies), IntakeOptions.rootOnly()).root().entries())
        .isEqualTo(1);
  }

  @Test
  void anInterruptedIntakeLeavesNothing() throws Exception {
    var row = "张三,1\n".getBytes(StandardCharsets.UTF_8);
    var main = Thread.currentThread();
    var endless =
        new InputStream() {
          private long read;

          @Override
          public int read() {
            return row[(int) (read++ % row.length)];
          }

          @Override
          public int read(byte[] out, int from, int length) {
            for (var i = from; i < from + length; i++) {
              out[i] = row[(int) (read++ % row.length)];
            }
            return length;
          }
        };
    var text =
        new SequenceInputStream(
            new ByteArrayInputStream("姓名,id\n".getBytes(StandardCharsets.UTF_8)), endless);
    var folder = temp.resolve("list");
    var mapping = ListMapping.automatic(ALL, Set.of());
    IntakeProgress impatient =
        (lines, bytes, errors) -> {
          if (lines > 100_000) {
            main.interrupt();
          }
        };
    var intake =
        new ListIntake(
            ListSource.ofStream(text),
            mapping,
            Lists.into(folder).withDuplicates(false),
            impatient);
    assertThatThrownBy(intake::run).isInstanceOf(InterruptedException.class);
    assertThat(Lists.files(folder)).isEmpty();
  }

  private void flip(Path file, int at) throws Exception {
    var bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }

  private List<PublicLine> publicLines() throws Exception {
    var lines = Files.readAllLines(temp.resolve("list-public.csv"));
    return lines.subList(1, lines.size()).stream().map(PublicLine::parse).toList();
  }

  private static ListRoot naiveRoot(List<PublicLine> lines) {
    var groups = new TreeMap<Label, List<SumNode>>(Comparator.naturalOrder());
    lines.forEach(
        line -> groups.computeIfAbsent(line.group(), g -> new ArrayList<>()).add(line.leaf()));
    return new ListRoot(
        groups.entrySet().stream()
            .map(group -> {
              var tree = SumTree.of(group.getValue());
              return new GroupRoot(group.getKey(), tree.size(), tree.subtree(0, tree.size()));
            })
            .toList());
  }

  private static Optional<Digest> weightsDigest(List<PublicLine> lines) {
    return WeightsFile.of(
            lines.stream().mapToLong(PublicLine::weight).toArray(),
            lines.stream().mapToInt(PublicLine::seats).toArray())
        .map(WeightsFile::digest);
  }

  /**
   * Entries with interleaved groups; half of the lists have a weight, all are all kinds of text.
   */
  private static String random(int entries, int groups, Random random) {
    var surnames = List.of("张", "欧阳", "John ", "𬱖", "é", "ア");
    var weighted = random.nextBoolean();
    var csv = new StringBuilder("姓名,id,组别" + (weighted ? ",权重,名额" : "") + "\n");
    for (var i = 0; i < entries; i++) {
      csv.append(surnames.get(random.nextInt(surnames.size()))).append(random.nextInt(1000));
      csv.append(",N").append(i).append(",组").append(i < groups ? i : random.nextInt(groups));
      if (weighted) {
        csv.append(',').append(1 + random.nextInt(300)).append(',').append(1 + random.nextInt(3));
      }
      csv.append('\n');
    }
    return csv.toString();
  }
}
