package twoseal.server.list;

import java.util.List;
import java.util.Optional;
import twoseal.draw.Rules;
import twoseal.draw.Stage;
import twoseal.drum.OverfillRule;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.SealSettings;
import twoseal.list.Label;
import twoseal.server.words.Names;

/** Rules as the interface shows them; the members are the contract's. */
public record RulesView(
    String title,
    Optional<String> titleEn,
    String organiser,
    String organiserName,
    String purpose,
    String entropy,
    long scheduledMs,
    List<String> columns,
    String masking,
    List<String> groups,
    List<StageView> stages,
    Optional<SealView> seal) {
  private static final long MS = 1_000;

  /** A stage. */
  public record StageView(
      int id,
      String title,
      Optional<String> titleEn,
      List<String> groups,
      List<Integer> from,
      List<Integer> except,
      String places,
      long alternates,
      String overflow,
      String unfilled) {
    static StageView of(Stage stage) {
      return new StageView(
          stage.id(),
          stage.title(),
          stage.titleEn(),
          labels(stage.groups()),
          stage.fromWinnersOf(),
          stage.exceptWinnersOf(),
          stage.places().text(),
          stage.alternates(),
          stage.overfill() == OverfillRule.OVERFILL ? "overfill" : "stop",
          stage.joins().map(id -> "join " + id).orElse("lapse"));
    }
  }

  /** What a rules file proposes for the seal. */
  public record SealView(
      long deltaS,
      long marginS,
      Optional<Long> pressByS,
      Optional<Long> pressByMs,
      long skipNoticeS,
      long skipsMax,
      List<ContributorView> contributors) {
    static SealView of(SealSettings seal, Names names) {
      return new SealView(
          seal.deltaS(),
          seal.marginS(),
          seal.pressBy() instanceof SealSettings.PressBy.AfterSeal(var durationS)
              ? Optional.of(durationS)
              : Optional.empty(),
          seal.pressBy() instanceof SealSettings.PressBy.At(var epochS)
              ? Optional.of(epochS * MS)
              : Optional.empty(),
          seal.skipNoticeS(),
          seal.skipsMax(),
          seal.contributors().stream().map(c -> ContributorView.of(c, names)).toList());
    }
  }

  /** Whose value is to enter the seed. */
  public record ContributorView(
      String person, String name, String organisationName, String form, Optional<String> value) {
    static ContributorView of(SealSettings.Contribution contribution, Names names) {
      var person = contribution.person();
      return new ContributorView(
          person.toString(),
          names.person(person),
          names.organisation(person.organisation()).zh(),
          contribution instanceof SealSettings.Contribution.Live ? "live" : "committed",
          contribution instanceof SealSettings.Contribution.Live(var _, var value)
              ? Optional.of(value)
              : Optional.empty());
    }
  }

  /** Rules as they were announced or sealed. */
  public static RulesView of(Rules rules, Names names) {
    return of(rules, Optional.empty(), names);
  }

  /** A rules file, with what it proposes for the seal. */
  public static RulesView of(RulesFile file, Names names) {
    return of(file.rules(), Optional.of(SealView.of(file.seal(), names)), names);
  }

  private static RulesView of(Rules rules, Optional<SealView> seal, Names names) {
    return new RulesView(
        rules.title(),
        rules.titleEn(),
        rules.organiser(),
        names.organisation(rules.organiser()).zh(),
        rules.purpose(),
        rules.entropy(),
        rules.scheduledS() * MS,
        labels(rules.columns()),
        rules.masking(),
        labels(rules.groups()),
        rules.stages().stream().map(StageView::of).toList(),
        seal);
  }

  private static List<String> labels(List<Label> labels) {
    return labels.stream().map(Label::text).toList();
  }
}
