package twoseal.server.list;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import twoseal.draw.ListBlock;
import twoseal.intake.IntakeReport;
import twoseal.intake.LineError;
import twoseal.intake.ListSummary;
import twoseal.list.GroupRoot;
import twoseal.server.words.Words;

/**
 * A list file on its way to a draw, as the interface shows it and as it is kept; the members are
 * the contract's.
 */
public record ListUpload(
    String id,
    String fileName,
    long bytes,
    String state,
    Optional<Long> received,
    Optional<Long> read,
    Optional<Long> lines,
    Optional<Long> errors,
    String begunBy,
    long begunMs,
    Optional<String> sourceHash,
    Optional<Block> list,
    Optional<Changes> changes,
    List<Words> advice,
    List<Kind> report,
    Optional<Words> failure,
    List<Confirmed> confirmed,
    Optional<String> published) {
  /** A list as commands name it, with its groups. */
  public record Block(
      String root,
      long entries,
      String tickets,
      String fileHash,
      String weights,
      List<Group> groups) {
    /** A list block and the groups under it. */
    public static Block of(ListBlock block, List<GroupRoot> groups) {
      return new Block(
          block.root().hex(),
          block.entries(),
          Long.toString(block.tickets()),
          block.fileHash().hex(),
          block.weights().map(twoseal.core.Digest::hex).orElse("uniform"),
          groups.stream().map(Group::of).toList());
    }
  }

  /** A group. */
  public record Group(String label, long entries, String tickets, String root) {
    static Group of(GroupRoot group) {
      return new Group(
          group.label().text(),
          group.entries(),
          Long.toString(group.weight()),
          group.root().hash().hex());
    }
  }

  /** Against the published draft, by its root. */
  public record Changes(long added, long removed, long changed, Optional<String> draft) {}

  /** Errors of one kind. */
  public record Kind(String reason, Words what, long count, List<At> first) {}

  /** Where one is. */
  public record At(
      long line, Optional<Integer> column, Optional<String> columnName, Optional<String> detail) {
    static At of(LineError error) {
      return new At(
          error.line(),
          Optional.of(error.column()).filter(column -> column > 0),
          Optional.of(error.columnName()).filter(name -> !name.isEmpty()),
          Optional.of(error.detail()).filter(detail -> !detail.isEmpty()));
    }
  }

  /** Who said that this is the correct file of an attempt, and in which role. */
  public record Confirmed(String who, String role, int attempt, long timeMs) {}

  /** What a draw's commands say of a finished list. */
  public static ListBlock block(ListSummary summary) {
    return new ListBlock(
        summary.root().digest(),
        summary.root().entries(),
        summary.root().weight(),
        summary.fileHash().orElseThrow(),
        summary.weights());
  }

  /** What was found wrong, kind by kind. */
  static List<Kind> report(IntakeReport report) {
    return report.counts().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(kind -> {
          var reason = kind.getKey();
          var first =
              report.first().stream().filter(e -> e.reason() == reason).map(At::of).toList();
          return new Kind(
              reason.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              new Words(reason.chinese(), reason.english()),
              kind.getValue(),
              first);
        })
        .toList();
  }
}
