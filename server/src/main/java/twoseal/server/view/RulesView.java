package twoseal.server.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
      String chain,
      long deltaS,
      long marginS,
      Optional<Long> pressByS,
      Optional<Long> pressByMs,
      long skipNoticeS,
      long skipsMax,
      List<Shapes.Contributor> contributors) {
    static SealView of(SealSettings seal, Names names) {
      return new SealView(
          seal.chain() == SealSettings.Chain.LOCAL ? "local" : "quicknet",
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
          seal.contributors().stream().map(c -> contributor(c, names)).toList());
    }

    /** Nothing is handed in or revealed yet. */
    private static Shapes.Contributor contributor(
        SealSettings.Contribution contribution, Names names) {
      var person = contribution.person();
      return new Shapes.Contributor(
          person.toString(),
          names.known(person).map(Names.Person::name),
          names.admitted(person.organisation()).map(Names.Organisation::name),
          contribution instanceof SealSettings.Contribution.Live ? "live" : "committed",
          Optional.empty(),
          OptionalInt.empty(),
          contribution instanceof SealSettings.Contribution.Live(var _, var value)
              ? Optional.of(value)
              : Optional.empty(),
          OptionalLong.empty());
    }
  }

  /** A rules file, with what it proposes for the seal. */
  public static RulesView of(RulesFile file, Names names) {
    return of(file.rules(), Optional.of(file.seal()), names);
  }

  /**
   * Rules as they were announced or sealed.
   *
   * @param proposed for the seal, while there is none
   */
  public static RulesView of(Rules rules, Optional<SealSettings> proposed, Names names) {
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
        proposed.map(seal -> SealView.of(seal, names)));
  }

  private static List<String> labels(List<Label> labels) {
    return labels.stream().map(Label::text).toList();
  }
}
