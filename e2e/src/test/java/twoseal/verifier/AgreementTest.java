package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.core.Blobs;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.fuzz.Mutator;
import twoseal.intake.PublicList;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListProofText;
import twoseal.list.SharedProof;
import twoseal.list.SumNode;
import twoseal.list.WeightsFile;
import twoseal.machine.Machine;

/**
 * Core and verifier, made from one specification by different hands, take and refuse the same
 * bytes: of every form that both read.
 */
class AgreementTest {
  private static final int TIME_MS = 500;

  /**
   * What core refuses as it reads a command and the verifier when it compares the value with what
   * must stand there; {@link StoryAgreementTest} holds the two against each other to the end.
   */
  private static final List<String> LATER_IN_VERIFIER =
      List.of(
          "64 lowercase hexadecimal digits",
          "a case number",
          "the result of stage",
          "a decimal number from 0 to");

  /** And the other way round. */
  private static final List<String> LATER_IN_CORE = List.of("not an entry", ", not a number from");

  private static final Path FOUND = Path.of("target", "fuzz");

  /** Whether the bytes are taken. */
  @FunctionalInterface
  interface Judge {
    boolean takes(byte[] input) throws Exception;
  }

  /** A form that both read. */
  record Both(String name, List<byte[]> seeds, Judge core, Judge verifier) {
    /** The same, where a declared refusal is an answer. */
    Both guarded() {
      return new Both(name, seeds, guarded(core), guarded(verifier));
    }

    private static Judge guarded(Judge judge) {
      return in -> {
        try {
          return judge.takes(in);
        } catch (MalformedException | Malformed refused) {
          return false;
        }
      };
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The other looks at this value later. */
  private static final class Later extends RuntimeException {}

  private final Story story = new Story();
  private final byte[] bundle = story.bundle();

  static Stream<Arguments> forms() throws Exception {
    var made = new AgreementTest();
    var seed = Long.getLong("twoseal.fuzz.seed", System.nanoTime());
    return Stream.of(
            made.vkeys(),
            made.notes(),
            made.commands(),
            made.weights(),
            made.listProofs(),
            made.sharedProofs(),
            made.publicLists())
        .map(f -> Arguments.of(f, seed));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("forms")
  void bothTakeTheSameBytes(Both form, long seed) throws Exception {
    for (var valid : form.seeds()) {
      assertThat(form.core().takes(valid)).as("%s, a seed, in core", form).isTrue();
      assertThat(form.verifier().takes(valid)).as("%s, a seed, in verifier", form).isTrue();
    }
    var time = Duration.ofMillis(Integer.getInteger("twoseal.fuzz.ms", TIME_MS));
    var endNs = System.nanoTime() + time.toNanos();
    for (var round = 0; System.nanoTime() < endNs; round++) {
      var input = new Mutator(new Random(seed + round), form.seeds()).next();
      var core = false;
      var verifier = false;
      try {
        core = form.core().takes(input);
        verifier = form.verifier().takes(input);
      } catch (Later _) {
        continue;
      }
      if (verifier != core) {
        Files.createDirectories(FOUND);
        var file = FOUND.resolve("differ-" + form.name().replace(' ', '-') + "-" + round);
        Files.write(file, input);
        assertThat(core)
            .as("%s: seed %s round %s, %s, core", form, seed, round, file.toAbsolutePath())
            .isEqualTo(verifier);
      }
    }
  }

  private Both vkeys() {
    var seeds = List.of(Signing.key("office/a"), Signing.key(Story.LEDGER));
    return new Both(
            "vkey",
            seeds.stream().map(k -> k.vkey().getBytes(UTF_8)).toList(),
            in -> {
              var key = NoteKey.parse(twoseal.core.Bytes.parseUtf8(in));
              twoseal.core.Fields.requireValue(key.format());
              return key.type() == NoteKey.Type.ED25519;
            },
            in -> {
              var form = form();
              return Vkey.parse(form.text(in), Vkey.ED25519, form).isValid();
            })
        .guarded();
  }

  /** The form of a text, signed so that nothing is wrong with its note. */
  private Both commands() {
    var machine = new Machine(twoseal.core.Ed25519.STRICT, Blobs.NONE);
    var key = Signing.key(Story.NOTARY);
    var seeds =
        story.texts.values().stream()
            .filter(t -> !t.contains("ledger.remark"))
            .sorted()
            .map(t -> t.getBytes(UTF_8))
            .toList();
    return new Both(
            "command",
            seeds,
            in -> {
              var text = twoseal.core.Bytes.parseUtf8(in);
              try {
                machine.read(Signing.note(text, List.of(key)).getBytes(UTF_8));
              } catch (MalformedException malformed) {
                throw LATER_IN_VERIFIER.stream().anyMatch(malformed.expected()::contains)
                    ? new Later()
                    : malformed;
              }
              // What a bundle never holds, and what is of another ledger, is not asked about.
              return !text.startsWith("twoseal/ledger.remark/")
                  && text.split("\n", 4)[2].equals("ledger: " + Story.LEDGER);
            },
            in -> {
              var form = form();
              var bytes = Signing.note(form.text(in), List.of(key)).getBytes(UTF_8);
              form.demand(bytes.length <= Limits.COMMAND_BYTES_MAX, "长", "long");
              try {
                CommandReader.read(Note.parse(bytes, 64, 64, form).signed(), Story.LEDGER, form);
              } catch (Malformed malformed) {
                throw LATER_IN_CORE.stream().anyMatch(malformed.sentence().en()::contains)
                    ? new Later()
                    : malformed;
              }
              return true;
            })
        .guarded();
  }

  /** A note whose lines must all hold under keys that are known. */
  private Both notes() {
    var keys = List.of(Signing.key("office/a"), Signing.key("office/b"));
    var cores = keys.stream().map(k -> NoteKey.parse(k.vkey())).toList();
    var ours = keys.stream().map(k -> Vkey.parse(k.vkey(), Vkey.ED25519, form())).toList();
    return new Both(
            "note",
            List.of(
                Signing.note("twoseal/a/1\nb: 甲\n", keys).getBytes(UTF_8),
                Signing.note("twoseal/a/1\n", keys.subList(0, 1)).getBytes(UTF_8)),
            in -> {
              var note = twoseal.core.SignedNote.parse(in);
              // What stands in a command's text is narrower than what may stand in a note's.
              note.text().lines().forEach(AgreementTest::requirePlain);
              return note.check(cores, twoseal.core.Ed25519.STRICT).stream()
                  .allMatch(f -> f instanceof twoseal.core.SignedNote.Finding.Holds);
            },
            in -> {
              var note = Note.parse(in, 64, 64, form());
              return note.lines().stream()
                  .allMatch(l ->
                      ours.stream()
                          .anyMatch(k ->
                              k.name().equals(l.name())
                                  && k.id().equals(l.keyId())
                                  && k.verifies(note.signed(), Bytes.unhex(l.signature()))));
            })
        .guarded();
  }

  private static void requirePlain(String line) {
    if (!line.isBlank()) {
      twoseal.core.Fields.requireValue("a" + line + "a");
    }
  }

  private Both weights() {
    var shape = shape();
    return new Both(
            "weights",
            List.of(story.list.weights()),
            in -> {
              var read = WeightsFile.read(in, story.list.people.size());
              var tickets = new HashMap<Integer, Long>();
              for (var i = 0; i < read.entries(); i++) {
                tickets.merge(shape.groupOf(i), read.weight(i), Long::sum);
              }
              return shape.groups().stream()
                  .allMatch(
                      g -> tickets.getOrDefault(shape.groups().indexOf(g), 0L) == g.tickets());
            },
            in -> {
              var checks = new Checks();
              var digest = Bytes.hex(Bytes.sha256(in));
              var read = Weights.read("list/weights", ByteBuffer.wrap(in), digest, shape, checks);
              return read.isPresent() && !checks.anyFailed();
            })
        .guarded();
  }

  private Both listProofs() {
    var root = TestList.listRoot(story.list.groupValues());
    return new Both(
            "list proof",
            List.of(
                story.list.listProof("D-1", 3).getBytes(UTF_8),
                story.list.listProof("D-1", 15).getBytes(UTF_8)),
            in -> {
              var proof = ListProofText.parse(twoseal.core.Bytes.parseUtf8(in));
              return proof.groups().digest().hex().equals(root)
                  && proof.refusal().isEmpty()
                  && proof.commitmentOpened().orElse(true);
            },
            in -> EntrantCheck.check(form().text(in), root).holds())
        .guarded();
  }

  private Both sharedProofs() {
    var group = story.list.groups.getFirst();
    var wanted = new java.util.TreeSet<>(List.of(1, 2, 7));
    var whole = story.list.people.size();
    assertThat(whole).isGreaterThan(8);
    var value = story.list.groupValues().getFirst().split(" ", 4);
    var root =
        new GroupRoot(
            new Label(group),
            Long.parseLong(value[0]),
            new SumNode(Long.parseLong(value[1]), Digest.ofHex(value[2])));
    var people = wanted.stream().map(i -> story.list.people.get(i)).toList();
    var lines = people.stream().map(p -> twoseal.list.PublicLine.parse(p.line())).toList();
    var leaves = new TreeMap<Long, SumTree.Node>();
    people.forEach(p -> leaves.put(p.number() - 1L, SumTree.leaf(p.line(), p.weight())));
    return new Both(
            "shared proof",
            List.of(story.list.proofs(wanted)),
            in -> SharedProof.read(in).refusal(root, lines).isEmpty(),
            in -> {
              var proof = new SumTree.SharedProof(in);
              var found = proof.root(root.entries(), leaves);
              return found.equals(
                      Optional.of(new SumTree.Node(root.weight(), root.root().hash().hex())))
                  && proof.isAtEnd();
            })
        .guarded();
  }

  private Both publicLists() throws Exception {
    var file = Files.createTempFile(Path.of("target").toAbsolutePath(), "list", ".csv");
    var sealed = new Verifier("fuzz").verify(bundle, Optional.empty()).facts().orElseThrow().list();
    return new Both(
            "public list",
            List.of(Samples.made().publicList()),
            in -> {
              var summary = PublicList.summary(Files.write(file, in));
              assertThat(summary.root().entries()).isPositive();
              return true;
            },
            in -> {
              var check = PublicListCheck.check(new ByteArrayInputStream(in), sealed);
              // What is only another list than the sealed one was read to its end.
              return check.found().stream().allMatch(s -> s.en().contains(", expected "));
            })
        .guarded();
  }

  private ListShape shape() {
    return new ListShape(
        story.list.groupValues().stream().map(v -> CommandReader.group(v, form())).toList());
  }

  private static Form form() {
    return new Form(new Checks(), VerId.COMMANDS, "fuzz");
  }
}
