package twoseal.server.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the contract calls schemas, as records; Jackson writes them as they stand. */
public final class Shapes {
  private Shapes() {}

  /** A part of a list. */
  public record Page<T>(List<T> items, Optional<String> next) {}

  /** Somebody whose signature a command has. */
  public record Signer(
      String person, Optional<String> name, String role, Optional<String> organisationName) {}

  /** Where a command stands. */
  public record Place(long index, long timeMs, List<Signer> signers) {}

  /** A group of a list. */
  public record Group(String label, long entries, String tickets, String root) {}

  /** A published list; in a draft nothing is compared. */
  public record PublishedList(
      String root,
      long entries,
      String tickets,
      String fileHash,
      String weights,
      List<Group> groups,
      Place at,
      OptionalLong added,
      OptionalLong removed,
      OptionalLong changed) {}

  /** A party whose value enters the seed. */
  public record Contributor(
      String person,
      Optional<String> name,
      Optional<String> organisationName,
      String form,
      Optional<String> commitment,
      OptionalInt envelope,
      Optional<String> value,
      OptionalLong revealedIndex) {}

  /** The seal. */
  public record Sealed(
      Place at,
      String c,
      String fingerprint,
      long pressByMs,
      long deltaS,
      long marginS,
      long skipNoticeS,
      long skipsMax,
      Optional<String> chain,
      OptionalLong periodS,
      Optional<String> checkedBy) {}

  /** The audience's part. */
  public record Shakes(long batches, long shakes, boolean closed, Optional<String> root) {}

  /** What decides the draw. */
  public record Fixed(boolean byDefault, OptionalLong round, long dueMs) {}

  /** The counts of a stage. */
  public record StageResult(
      int stage,
      Place at,
      long rolled,
      long winners,
      long alternates,
      long skipped,
      long seats,
      long unfilled,
      Optional<String> outcomes) {}

  /** What became of a place after the draw. */
  public record After(
      Place at,
      String what,
      int stage,
      long order,
      Optional<String> code,
      @JsonProperty("for") OptionalLong forOrder) {}

  /** The show's pace, or its pause; never the draw's. */
  public record Show(String state, Optional<String> reason, String pace) {}

  /** A line of a draw's history. */
  public record Step(
      long index,
      long timeMs,
      String kind,
      int attempt,
      List<Signer> signers,
      Optional<Skip> skip) {}

  /** Whom a skip finds invalid, and why. */
  public record Skip(long number, String group, String code) {}

  /** A draw at an attempt. */
  public record Draw(
      String draw,
      String kind,
      int attempt,
      int attempts,
      Optional<String> attemptReason,
      String state,
      RulesView rules,
      Place announced,
      Optional<PublishedList> draft,
      Optional<PublishedList> list,
      List<Place> checked,
      List<Contributor> commitments,
      List<Contributor> contributors,
      Optional<Sealed> sealed,
      List<Contributor> reveals,
      int skips,
      Optional<Shakes> shakes,
      Optional<Place> pressed,
      Optional<Fixed> fixed,
      Optional<String> seed,
      Optional<String> signature,
      List<StageResult> results,
      Optional<Place> completed,
      List<After> afterwards,
      Optional<Show> show,
      Optional<List<Step>> timeline) {}

  /** A line of the register. */
  public record DrawLine(
      String draw,
      String kind,
      String title,
      Optional<String> titleEn,
      String organiser,
      String organiserName,
      String purpose,
      long scheduledMs,
      long announcedMs,
      int attempts,
      String state,
      OptionalLong entries,
      Optional<String> fingerprint) {}

  /** A roll of the drum. */
  public record Roll(
      long order,
      String kind,
      long number,
      String group,
      Optional<String> name,
      Optional<String> afterwards) {}

  /** Rolls of a stage. */
  public record Rolls(long rolled, List<Roll> rows) {}

  /** An entry of the ledger as the feed tells it. */
  public record Entry(
      long index,
      long timeMs,
      String kind,
      int attempt,
      String root,
      List<Signer> signers,
      Draw draw,
      Optional<List<Roll>> rolls,
      Optional<String> text,
      Optional<Skip> skip) {}

  /** A witness and what it cosigned last. */
  public record Witness(String person, String name, long size, OptionalLong timeMs) {}

  /** Who has signed the open press. */
  public record Hands(boolean organiser, boolean notary, OptionalLong expiresMs) {}

  /** What is so now and is no entry. */
  public record Pulse(
      long nowMs,
      long size,
      String root,
      String state,
      List<Witness> witnesses,
      Hands hands,
      Optional<Fixed> fixed,
      Optional<Boolean> late,
      OptionalLong shakesWaiting,
      Optional<Show> show) {}

  /** What became of an entry in a stage. */
  public record EntryOutcome(
      int stage,
      String title,
      Optional<String> titleEn,
      String kind,
      OptionalLong order,
      Optional<String> afterwards) {}

  /** An entry of a list. */
  public record FoundEntry(
      String draw,
      long number,
      String group,
      long weight,
      int seats,
      Optional<String> name,
      String line,
      String root,
      String state,
      List<EntryOutcome> outcomes) {}

  /** The log's head. */
  public record Ledger(
      String origin,
      String logKey,
      long size,
      String root,
      long timeMs,
      String checkpoint,
      List<Witness> witnesses) {}

  /** An entry of the log, whatever it is of. */
  public record LedgerEntry(
      long index,
      long timeMs,
      String kind,
      Optional<String> draw,
      boolean accepted,
      Optional<String> reason,
      String command,
      String outcome,
      List<Signer> signers) {}
}
