package twoseal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.Signer;
import twoseal.draw.CaseFile;
import twoseal.draw.DrawKind;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand.AdmitOrganisation;
import twoseal.registry.RegistryCommand.Remark;
import twoseal.registry.Succession;

/** The law of succession, a line per step ([SUC-1] to [SUC-5]). */
// Cites: SUC-1, SUC-2, SUC-3, SUC-4, SUC-5, LOG-9.
class SuccessionLawTest {
  private static final Path VECTORS = Path.of("../spec/vectors/succession");
  private static final Signer OLD =
      Signer.of("old.example/ledger", Digest.sha256(Bytes.utf8("old")).bytes());

  private final Town town = new Town();

  static Stream<Path> vectors() throws Exception {
    try (var files = Files.list(VECTORS)) {
      return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vectorsAreJudgedByTheirNames(Path file) throws Exception {
    open();
    // The vectors are of another ledger's name; nothing in them is signed over it.
    var text = Files.readString(file).replaceAll("new\\.example/ledger", Town.ORIGIN);
    String answer;
    try {
      answer = town.submit(text, "office/admin");
    } catch (MalformedException malformed) {
      answer = "malformed";
    }
    if (file.getFileName().toString().startsWith("valid-")) {
      assertThat(answer).isEqualTo("accepted");
    } else {
      assertThat(answer).isIn("registry.succession", "malformed");
    }
  }

  @Test
  void aSuccessionIsTheSecondEntryOrNone() {
    var late = new Town();
    late.accept(late.genesis("system"), "office/admin");
    late.accept(new Remark(Optional.empty(), Optional.empty(), "x"), "office/admin");
    assertThat(late.submit(succession(0, 30, 0, 30).text(late.header()), "office/admin"))
        .isEqualTo("registry.succession-place");
    var settled = Town.settled("system");
    assertThat(settled.submit(succession(0, 30, 0, 30).text(settled.header()), "office/notary"))
        .isEqualTo("registry.signers");
  }

  @Test
  void numbersGoOnBeyondWhatMayHaveBeenGiven() {
    open();
    var said = succession(7, 31, 2, 26);
    law(said, "accepted", "office/admin");
    assertThat(new Registry(town.state).succession()).contains(said);
    assertThat(town.outcomes.getLast())
        .isEqualTo("twoseal/accepted/1\nregistry: 2\ndraw: -\nstep: -\n");
    assertThat(CaseFile.first(town.state, DrawKind.DRAW)).isEqualTo(31);
    assertThat(CaseFile.count(town.state, DrawKind.DRAW)).isEqualTo(30);
    assertThat(CaseFile.first(town.state, DrawKind.REHEARSAL)).isEqualTo(26);
    law(said, "registry.succession-place", "office/admin");
    law(new AdmitOrganisation("maker", "x", Optional.empty()), "accepted", "office/admin");
  }

  @Test
  void noLedgerSucceedsItself() {
    open();
    var self = succession(7, 31, 2, 26, town.signer(Town.ORIGIN));
    law(self, "registry.succession", "office/admin");
  }

  @Test
  void aPlainLedgerSucceedsNobody() {
    open();
    assertThat(new Registry(town.state).succession()).isEmpty();
    assertThat(CaseFile.first(town.state, DrawKind.DRAW)).isEqualTo(1);
    assertThat(CaseFile.count(town.state, DrawKind.DRAW)).isZero();
  }

  private void open() {
    town.accept(town.genesis("system"), "office/admin");
  }

  private static Succession succession(
      long lastDraw, long nextDraw, long lastRehearsal, long nextRehearsal) {
    return succession(lastDraw, nextDraw, lastRehearsal, nextRehearsal, OLD);
  }

  private static Succession succession(
      long lastDraw, long nextDraw, long lastRehearsal, long nextRehearsal, Signer log) {
    return new Succession(
        log.key(),
        head(24, log),
        head(47, log),
        List.of(),
        Optional.of("closed"),
        new Succession.Numbers(lastDraw, nextDraw),
        new Succession.Numbers(lastRehearsal, nextRehearsal),
        List.of(),
        "fire");
  }

  private static Succession.Head head(long size, Signer log) {
    var root = Digest.sha256(Bytes.be64(size));
    var text = new Checkpoint(log.key().name(), size, root).text();
    return new Succession.Head(size, root, Bytes.hex(log.sign(text).signature()));
  }

  private void law(twoseal.registry.RegistryCommand command, String expected, String... by) {
    assertThat(town.submit(command.text(town.header()), by))
        .as(command.toString())
        .isEqualTo(expected);
  }
}
