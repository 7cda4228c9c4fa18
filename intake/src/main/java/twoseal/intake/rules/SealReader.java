package twoseal.intake.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.draw.Contributor;
import twoseal.draw.DrawKind;
import twoseal.draw.Seal;
import twoseal.intake.rules.SealSettings.Chain;
import twoseal.intake.rules.SealSettings.Contribution;
import twoseal.intake.rules.SealSettings.PressBy;

/** Reads the section {@code seal}. */
final class SealReader {
  /** Stands for a press-by that could not be read; nothing more is found wrong with it. */
  private static final PressBy UNREAD = new PressBy.AfterSeal(Seal.PRESS_BY_MAX_S);

  private static final Pattern TIME_LIKE = Pattern.compile("[0-9０-９]{4}[-－].*");

  private final SectionReader seal;
  private final Problems problems;

  SealReader(SectionReader seal, Problems problems) {
    this.seal = seal;
    this.problems = problems;
  }

  SealSettings read(Optional<Long> scheduledS, boolean isCeremony) {
    var chain = seal.word(seal.text(Key.CHAIN), Choice.CHAINS).orElse(Chain.QUICKNET);
    if (isCeremony && seal.has(Key.CHAIN)) {
      problems.add(RulesReason.NO_CHAIN, seal.place(Key.CHAIN));
    }
    var deltaMaxS = Seal.DELTA_MAX_S;
    var deltaDefaultS =
        isCeremony ? SealSettings.CEREMONY_DELTA_DEFAULT_S : SealSettings.DELTA_DEFAULT_S;
    var deltaS = seal.duration(Key.DELTA, deltaDefaultS, 1, deltaMaxS);
    var marginS = seal.duration(Key.MARGIN, SealSettings.MARGIN_DEFAULT_S, 0, deltaMaxS);
    var waitMinS = DrawKind.REHEARSAL.waitMinS();
    if (deltaS < marginS + waitMinS) {
      problems.add(RulesReason.DELTA, deltaPlace(), String.valueOf(waitMinS));
    }
    var pressBy = pressBy(scheduledS);
    var skipsMax = seal.number(Key.SKIPS_MAX, 0, Seal.SKIPS_MAX);
    var skipNoticeDefaultS = isCeremony ? 0 : SealSettings.SKIP_NOTICE_DEFAULT_S;
    var skipNoticeS = seal.duration(Key.SKIP_NOTICE, skipNoticeDefaultS, 0, Seal.SKIP_NOTICE_MAX_S);
    var contributors = contributors();
    if (isCeremony) {
      checkCeremony(skipsMax, skipNoticeS, contributors);
    }
    if (skipsMax > 0 && pressBy instanceof PressBy.AfterSeal(var afterS) && afterS <= skipNoticeS) {
      problems.add(RulesReason.SKIP_NOTICE, seal.place(Key.PRESS_BY));
    }
    return new SealSettings(chain, deltaS, marginS, pressBy, skipNoticeS, skipsMax, contributors);
  }

  /** What the rules of a ceremony ask for ([DRAW-21]) as far as a file can show it. */
  private void checkCeremony(long skipsMax, long skipNoticeS, List<Contribution> contributors) {
    if (skipsMax > 0 || skipNoticeS > 0) {
      problems.add(
          RulesReason.NO_SKIPS, seal.place(skipsMax > 0 ? Key.SKIPS_MAX : Key.SKIP_NOTICE));
    }
    var organisations = contributors.stream().map(c -> c.person().organisation()).distinct();
    if (contributors.stream().anyMatch(c -> c instanceof Contribution.Live)
        || contributors.size() < SealSettings.CEREMONY_CONTRIBUTORS_MIN
        || organisations.count() < contributors.size()) {
      problems.add(
          RulesReason.CEREMONY_PARTIES,
          seal.place(Key.CONTRIBUTORS),
          String.valueOf(SealSettings.CEREMONY_CONTRIBUTORS_MIN));
    }
  }

  Place deltaPlace() {
    return seal.place(seal.has(Key.DELTA) ? Key.DELTA : Key.MARGIN);
  }

  Place chainPlace() {
    return seal.place(Key.CHAIN);
  }

  private PressBy pressBy(Optional<Long> scheduledS) {
    var text = seal.requiredText(Key.PRESS_BY);
    if (text.isEmpty()) {
      return UNREAD;
    }
    var value = text.get();
    if (!TIME_LIKE.matcher(value.text()).matches()) {
      return seal.duration(value, Key.PRESS_BY, 1, Seal.PRESS_BY_MAX_S)
          .<PressBy>map(PressBy.AfterSeal::new)
          .orElse(UNREAD);
    }
    var time = Moments.time(value.text());
    if (time.isEmpty()) {
      problems.add(RulesReason.TIME, value.place(), value.text());
    } else if (scheduledS.filter(s -> s > time.get()).isPresent()) {
      problems.add(RulesReason.PRESS_BY_EARLY, value.place());
    }
    return time.<PressBy>map(PressBy.At::new).orElse(UNREAD);
  }

  private List<Contribution> contributors() {
    var contributors = new ArrayList<Contribution>();
    for (var line : seal.texts(Key.CONTRIBUTORS, Contributor.CONTRIBUTORS_MAX)) {
      var contribution = contribution(line.text());
      if (contribution.isEmpty()) {
        problems.add(RulesReason.CONTRIBUTOR, line.place(), line.text());
      } else if (contributors.stream()
          .anyMatch(other -> other.person().equals(contribution.get().person()))) {
        problems.add(
            RulesReason.REPEATED_ITEM, line.place(), contribution.get().person().toString());
      } else {
        contributors.add(contribution.get());
      }
    }
    return contributors;
  }

  private static Optional<Contribution> contribution(String line) {
    var parts = line.strip().split("\\s+", -1);
    if (parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    try {
      var person = PersonName.parse(parts[0]);
      return switch (parts[1]) {
        case "committed", "承诺" ->
            parts.length == 2 ? Optional.of(new Contribution.Committed(person)) : Optional.empty();
        case "live", "现场" -> {
          var hex = parts.length == 3 ? parts[2] : SealSettings.LIVE_DEFAULT_HEX;
          yield Optional.of(new Contribution.Live(person, hex));
        }
        default -> Optional.empty();
      };
    } catch (MalformedException unfit) {
      return Optional.empty();
    }
  }
}
