package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twoseal.core.MalformedException;
import twoseal.core.Signer;
import twoseal.ledger.ClockBehindException;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.IdTakenException;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.LedgerOptions;

/**
 * The cheats of the catalogue (spec/cheats.md), attempted against a running ledger: the commands
 * behind each forged bundle are submitted, one after the other, at the times that it claims, with
 * all the files they name. A cheat in an act is refused there too, or answered otherwise than the
 * bundle says; so rules and verifier, written apart from each other, are held to one law.
 */
class CheatsOnLedgerTest {
  /** Checks of the file, its proofs and its trust: the acts behind such a cheat may be honest. */
  private static final Set<VerId> OF_THE_FILE =
      EnumSet.of(
          VerId.ARCHIVE,
          VerId.CHECKPOINT,
          VerId.RECEIPTS,
          VerId.COMPLETENESS,
          VerId.WEIGHTS,
          VerId.LINES,
          VerId.NAMES,
          VerId.POLICY);

  /** A bundle may be refused for what has not happened yet; nothing false was entered. */
  private static final Set<String> EARLY = Set.of("no seal");

  @TempDir Path temp;

  static Stream<Case> acts() {
    return Cheats.all().stream()
        .filter(cheat -> cheat.story().isPresent() && !EARLY.contains(cheat.what()))
        .filter(cheat -> cheat.expected().filter(id -> !OF_THE_FILE.contains(id)).isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acts")
  void isRefusedByTheLedgerToo(Case cheat) {
    assertThat(difference(cheat.story().orElseThrow())).as(cheat.what()).isPresent();
  }

  @Test
  void anHonestDrawIsEnteredAsItsBundleSays() {
    var story = new Story();
    story.bundle();
    assertThat(difference(story)).isEmpty();
  }

  /** Where the ledger first says anything else than the story's. */
  private Optional<String> difference(Story story) {
    var nowMs = new AtomicLong();
    try {
      var entries = story.ledger.entries.stream().map(LedgerEntry::decode).toList();
      nowMs.set(entries.getFirst().position().timeMs());
      var log = Signer.of(Story.LEDGER, Signing.sha256((Story.LEDGER + " 1 0").getBytes(UTF_8)));
      try (var ledger =
          EmbeddedLedger.create(
              temp.resolve("ledger"),
              entries.getFirst().command(),
              log,
              nowMs::get,
              LedgerOptions.defaults())) {
        story.files().forEach(ledger.blobs()::put);
        for (var entry : entries) {
          nowMs.set(entry.position().timeMs());
          var receipt = ledger.submit(entry.command());
          if (!receipt.outcome().equals(entry.outcome())
              || !receipt.position().equals(entry.position())) {
            return Optional.of(entry + ": " + receipt.outcome());
          }
        }
      }
      return Optional.empty();
    } catch (MalformedException | ClockBehindException | IdTakenException notEntered) {
      return Optional.of(Objects.toString(notEntered.getMessage()));
    }
  }
}
