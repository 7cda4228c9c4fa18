package twoseal.verifier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a verifier found, [VER-1].
 *
 * @param checks every check, in the specification's order
 * @param reasons why it is only {@link Verdict#RECOMPUTED}; empty for the other verdicts
 * @param opening the remark with which the report opens, where the ledger succeeds another
 * @param facts what the bundle is about, as far as it could be read
 * @param inputSha256 SHA-256 of the input, hex
 * @param build the verifier's build, as its caller named it
 * @param policyDigest SHA-256 of the policy's text, hex
 */
public record Report(
    Verdict verdict,
    List<Check> checks,
    List<Sentence> reasons,
    Optional<Sentence> opening,
    List<Sentence> remarks,
    Optional<Facts> facts,
    String inputSha256,
    String build,
    Optional<String> policyDigest) {

  /** How a check came out, [VER-34]. */
  public enum State {
    /** It was made to its end, and all of it holds. */
    PASSED,
    /** Something of it does not hold, however much of it was looked at. */
    FAILED,
    /** It was not made, or not to its end. */
    NOT_REACHED
  }

  /** One check; {@code found} says why it failed. */
  public record Check(VerId id, State state, List<Sentence> found) {}

  /**
   * What people want to know of a draw.
   *
   * @param attempts in their order; at least one of them is sealed
   */
  public record Facts(
      String caseNumber,
      boolean isRehearsal,
      String title,
      Optional<String> titleEn,
      String organiser,
      List<Attempt> attempts) {
    /** What was sealed last. */
    public Sealed lastSealed() {
      return attempts.stream().flatMap(a -> a.sealed().stream()).toList().getLast();
    }

    /** The list that was sealed last, to compare a public list with. */
    public SealedList list() {
      return lastSealed().list();
    }
  }

  /** How far an attempt got. */
  public enum Progress {
    /** It is complete. */
    DECIDED,
    /** It is not complete, but a signature from outside decides it, [VER-32]. */
    COMPUTED,
    /** It is not complete. */
    UNDECIDED
  }

  /**
   * One attempt of a draw, [DRAW-18].
   *
   * @param reasonOfNext the reason given for another attempt after it, if there is one
   */
  public record Attempt(
      long number, Progress progress, Optional<String> reasonOfNext, Optional<Sealed> sealed) {}

  /**
   * What there is of an attempt once it is sealed.
   *
   * @param fingerprint of the seal, [SEED-1]
   */
  public record Sealed(String fingerprint, SealedList list, List<Stage> stages) {}

  /** The sealed list block and groups, [DRAW-3]; digests are hex. */
  public record SealedList(
      String root,
      long entries,
      long tickets,
      String fileHash,
      String weights,
      List<SealedGroup> groups) {}

  /** A group of the sealed list. */
  public record SealedGroup(String label, long entries, long tickets, String root) {}

  /**
   * A stage's outcome.
   *
   * @param placed winners and alternates by order number, where there are few enough to list
   */
  public record Stage(
      int id,
      String title,
      Optional<String> titleEn,
      long winners,
      long alternates,
      long unfilled,
      List<Placed> placed) {}

  /** Somebody with an order number in a stage. */
  public record Placed(
      int order,
      boolean isWinner,
      boolean isPromoted,
      Optional<Gone> gone,
      String group,
      long number,
      Optional<String> name) {}

  /**
   * How somebody lost a place after the draw.
   *
   * @param isDisqualified by organiser and notary; else declined
   * @param code of [DRAW-15]
   */
  public record Gone(boolean isDisqualified, String code) {
    /** In people's words. */
    Sentence sentence() {
      if (!isDisqualified && code.equals("declined")) {
        return new Sentence("已放弃", "given up");
      }
      var because =
          switch (code) {
            case "ineligible" -> new Sentence("不符合条件", "ineligible");
            case "duplicate" -> new Sentence("重复", "duplicate");
            case "deceased" -> new Sentence("死亡", "deceased");
            case "withdrawn" -> new Sentence("退出", "withdrawn");
            case "declined" -> new Sentence("放弃", "declined");
            default -> new Sentence("其他", code);
          };
      return isDisqualified
          ? new Sentence("已取消资格（" + because.zh() + "）", "disqualified (" + because.en() + ")")
          : new Sentence("已放弃（" + because.zh() + "）", "given up (" + because.en() + ")");
    }
  }

  /** The report for people. */
  public String text(Locale locale) {
    return new ReportText(this, locale).text();
  }

  /** The report for programs: one JSON object, all sentences in both languages. */
  public String json() {
    return ReportJson.of(this);
  }

  static List<Check> checks(Checks checks, List<VerId> ids) {
    return ids.stream().map(id -> check(checks, id)).toList();
  }

  private static Check check(Checks checks, VerId id) {
    var found = checks.failures(id);
    var state =
        !found.isEmpty() ? State.FAILED : checks.isMade(id) ? State.PASSED : State.NOT_REACHED;
    return new Check(id, state, found);
  }
}
