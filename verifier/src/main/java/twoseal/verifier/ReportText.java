package twoseal.verifier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as lines for people, in one language. */
final class ReportText {
  private final Report report;
  private final Locale locale;
  private final StringBuilder lines = new StringBuilder();

  ReportText(Report report, Locale locale) {
    this.report = report;
    this.locale = locale;
  }

  String text() {
    report.opening().ifPresent(s -> line("***", say(s), "***"));
    if (report.facts().filter(Report.Facts::isRehearsal).isPresent()) {
      line(say("*** 演练 ***", "*** REHEARSAL ***"));
    }
    // What everybody wants to know; it stands again at the end, with the reasons.
    verdict();
    report.facts().ifPresent(this::head);
    for (var check : report.checks()) {
      line(check.id().number(), state(check.state()), say(check.id().title()));
      all("        -", check.found());
    }
    if (report.verdict() != Verdict.REFUSED) {
      report.facts().ifPresent(this::stages);
    }
    all("*", report.remarks());
    line(say("输入 SHA-256", "input SHA-256"), report.inputSha256());
    line(say("验证程序", "verifier"), report.build());
    line(say("验证政策", "policy"), report.policyDigest().orElse("-"));
    verdict();
    all("-", report.reasons());
    return lines.toString();
  }

  private void verdict() {
    line(say("结论：", "verdict:"), say(report.verdict().word()));
    if (report.verdict() != Verdict.REFUSED && report.facts().filter(this::isDrawn).isEmpty()) {
      line(say("尚未摇出任何结果，没有可复算的内容。", "Nothing was drawn yet: there is no result to recompute."));
    }
  }

  private boolean isDrawn(Report.Facts facts) {
    return facts.attempts().stream()
        .flatMap(attempt -> attempt.sealed().stream())
        .anyMatch(sealed -> !sealed.stages().isEmpty());
  }

  private void head(Report.Facts facts) {
    line(facts.caseNumber(), title(facts.title(), facts.titleEn()));
    line(say("主办方", "organiser"), facts.organiser());
    if (facts.attempts().size() == 1) {
      line(say("指纹", "fingerprint"), facts.lastSealed().fingerprint());
    } else {
      facts.attempts().forEach(this::attempt);
    }
  }

  /** Where there are several attempts, each heads the report, [VER-27]. */
  private void attempt(Report.Attempt attempt) {
    line(
        numbered(attempt) + say("：", ":"),
        say("指纹", "fingerprint"),
        attempt.sealed().map(Report.Sealed::fingerprint).orElse("-") + say("，", ","),
        progress(attempt.progress()));
    attempt
        .reasonOfNext()
        .ifPresent(reason -> line("  ", say("再次抽签的理由：", "the reason given for the next:"), reason));
  }

  /** Winners that nobody entered come before all others, [VER-32]; then those of each attempt. */
  private void stages(Report.Facts facts) {
    for (var attempt : facts.attempts()) {
      if (attempt.progress() == Report.Progress.COMPUTED) {
        stages(attempt, true);
      }
    }
    for (var attempt : facts.attempts()) {
      if (attempt.progress() != Report.Progress.COMPUTED) {
        stages(attempt, facts.attempts().size() > 1);
      }
    }
  }

  private void stages(Report.Attempt attempt, boolean isHeaded) {
    if (isHeaded) {
      line(numbered(attempt) + say("：", ":"), progress(attempt.progress()));
    }
    attempt.sealed().ifPresent(s -> s.stages().forEach(this::stage));
  }

  private String numbered(Report.Attempt attempt) {
    return say(Sentence.of("第 %s 次抽签", "attempt %s", attempt.number()));
  }

  private String progress(Report.Progress progress) {
    return switch (progress) {
      case DECIDED -> say("已完成", "decided");
      case COMPUTED ->
          say(
              "由给出的信标签名算出，没有登入账本",
              "computed from a beacon signature that was given, not entered in the ledger");
      case UNDECIDED -> say("没有完成", "not decided");
    };
  }

  private void stage(Report.Stage stage) {
    line(
        say(
            Sentence.of(
                "第 %s 轮 %s：中签 %s，候补 %s，未满名额 %s",
                "stage %s, %s: winners %s, alternates %s, places unfilled %s",
                stage.id(),
                title(stage.title(), stage.titleEn()),
                stage.winners(),
                stage.alternates(),
                stage.unfilled())));
    for (var placed : stage.placed()) {
      line(
          "  " + placed.order(),
          placed.isWinner() ? say("中签", "winner") : say("候补", "alternate"),
          placed.group() + "-" + placed.number(),
          placed.name().orElse(""),
          placed.isPromoted() ? say("已递补", "promoted") : "",
          placed.gone().map(gone -> say(gone.sentence())).orElse(""));
    }
  }

  private String state(Report.State state) {
    return switch (state) {
      case PASSED -> say("通过", "passed");
      case FAILED -> say("不通过", "FAILED");
      case NOT_REACHED -> say("未及", "not reached");
    };
  }

  private String title(String zh, Optional<String> en) {
    return say(zh, en.orElse(zh));
  }

  private void all(String mark, List<Sentence> sentences) {
    sentences.forEach(s -> line(mark, say(s)));
  }

  private String say(String zh, String en) {
    return say(new Sentence(zh, en));
  }

  private String say(Sentence sentence) {
    return sentence.in(locale);
  }

  /** Lines of people's texts hold no line feeds, so none of them can pass for a line of ours. */
  private void line(String... words) {
    lines.append(String.join(" ", words).stripTrailing()).append('\n');
  }
}
