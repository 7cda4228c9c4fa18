package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of draws on a successor ([SUC-1] to [SUC-3], [VER-24] to [VER-27]). */
class SuccessionTest {
  private static final Path VECTORS = Path.of("../spec/vectors/succession");

  static Stream<Path> vectors() throws Exception {
    try (var files = Files.list(VECTORS)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList().stream();
    }
  }

  /** [SUC-1], [SUC-2], [SUC-3] */
  @ParameterizedTest
  @MethodSource("vectors")
  void vectorsAreJudgedByTheirNames(Path file) throws Exception {
    assertThat(holds(Files.readAllBytes(file)))
        .isEqualTo(file.getFileName().toString().startsWith("valid-"));
  }

  private static boolean holds(byte[] text) {
    var checks = new Checks();
    var form = new Form(checks, VerId.SIGNATURES, "vector");
    try {
      var said = (Command.Succession) CommandReader.read(text, "new.example/ledger", form);
      var entry =
          new Entry(
              1,
              1,
              0,
              Note.parse(("x\n\n\u2014 a " + "A".repeat(91) + "=\n").getBytes(UTF_8), 64, 64, form),
              said,
              "",
              "",
              Optional.empty());
      Succession.of(said, entry, "new.example/ledger", form);
    } catch (Malformed malformed) {
      return false;
    }
    return !checks.anyFailed();
  }

  /** [VER-25], [VER-27] */
  @Test
  void everyVerdictOpensWithWhatWasLost() throws Exception {
    var story = new Story();
    CheatsOnSuccession.succeed(story);
    var bundle = story.bundle();
    var report = report(bundle, CheatsOnSuccession.policy());
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.PROVED);
    assertThat(report.text(Locale.ENGLISH))
        .startsWith(
            "*** SUCCESSOR: of the ledger old.example/ledger the first 24 entries are kept;")
        .contains("23 entries are lost (24 to 46)", "机房火灾", "D-6 D-7", "policy names: 2");
    assertThat(report.text(Locale.CHINESE)).startsWith("*** 后继账本");
    assertThat(report.opening()).contains(report.remarks().getFirst());
    assertThat(report.json()).contains("\"opening\":{");
    var unnamed = report(bundle, Bundle.policy());
    assertThat(unnamed.verdict()).isEqualTo(Verdict.RECOMPUTED);
    assertThat(unnamed.reasons())
        .anyMatch(r ->
            r.en().contains("names the succession") || r.en().contains("not name the succession"));
  }

  /** [VER-27]: also where it is refused for something else. */
  @Test
  void aRefusalOpensWithItToo() throws Exception {
    var story = new Story();
    CheatsOnSuccession.succeed(story);
    story.draw = "D-7";
    var report = report(story.bundle(), Bundle.policy());
    assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(report.opening()).isPresent();
  }

  /** [VER-27]: an entrant is told too. */
  @Test
  void anEntrantsAnswerCarriesIt() throws Exception {
    var story = new Story();
    CheatsOnSuccession.succeed(story);
    var proof = story.list.listProof(CheatsOnSuccession.FIRST, 4);
    var answer = EntrantCheck.check(proof, story.bundle(), Optional.empty(), "test");
    assertThat(answer.opening().orElseThrow().en()).startsWith("SUCCESSOR");
  }

  /** [SUC-1]: nothing lost is also said, and who was not heard. */
  @Test
  void aSuccessorThatLostNothingSaysSo() throws Exception {
    var story = new Story();
    story.draw = "D-8";
    var fields =
        CheatsOnSuccession.fields()
            .replaceFirst("(?s)witnessed-size.*?unwitnessed: -", "")
            .replaceFirst(
                "\nlast-draw",
                CheatsOnSuccession.head("witnessed", 24, "11")
                    + "cosignatures: 0\nunwitnessed: 法院停电\nlast-draw")
            .replace("next-draw: 1001", "next-draw: 8");
    story.before.put(
        "organisation-bureau",
        s -> s.step("succession", "ledger.succession", fields, "office/admin-1"));
    var report =
        report(
            story.bundle(),
            CheatsOnSuccession.policy("24 24 " + CheatsOnSuccession.OLD_LOG.vkey()));
    assertThat(report.verdict()).as(report.text(Locale.ENGLISH)).isEqualTo(Verdict.PROVED);
    assertThat(report.opening().orElseThrow().en()).contains("all 24 entries");
    assertThat(report.remarks()).anyMatch(r -> r.zh().contains("法院停电"));
  }

  private static Report report(byte[] bundle, String policy) throws NotABundleException {
    return new Verifier("test").verify(bundle, Optional.of(Policy.parse(policy)));
  }
}
