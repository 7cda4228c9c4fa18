package twoseal.server.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.NOTARY_2;
import static twoseal.server.Hall.ORGANISER;
import static twoseal.server.Hall.caller;
import static twoseal.server.Hall.refusal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.core.Digest;
import twoseal.desk.Language;
import twoseal.draw.CaseNumber;
import twoseal.server.Hall;
import twoseal.server.InAHall;
import twoseal.server.paper.SupervisionRecords.Incident;
import twoseal.server.paper.SupervisionRecords.NewSupervisionRecord;
import twoseal.server.paper.SupervisionRecords.Present;
import twoseal.server.paper.SupervisionRecords.Recording;
import twoseal.server.words.Words;

/** The record that two notaries sign, and the pages that go on the wall. */
class PapersTest extends InAHall {
  @Test
  void aRecordIsWrittenClosedAndSignedByTwo() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    var records = hall.proceedings().records();
    assertThat(records.get(draw).state()).isEqualTo("open");
    assertThat(records.get(draw).steps()).hasSize(3);
    assertThat(refusal(() -> records.close(draw, caller(NOTARY))))
        .isEqualTo("409 paper.not-written");
    var written = records.change(draw, record("某某酒店一楼", 0), caller(NOTARY));
    assertThat(written.version()).isEqualTo(1);
    assertThat(refusal(() -> records.change(draw, record("别处", 0), caller(NOTARY_2))))
        .isEqualTo("409 paper.changed-meanwhile");
    assertThat(refusal(() -> records.change(draw, record("看不见的\u202e字", 1), caller(NOTARY))))
        .isEqualTo("422 paper.value");
    assertThat(refusal(() -> records.text(draw))).isEqualTo("404 not-found");
    records.close(draw, caller(NOTARY));
    assertThat(refusal(() -> records.change(draw, record("别处", 1), caller(NOTARY))))
        .isEqualTo("409 paper.closed");
    var text = records.text(draw);
    var digest = Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
    assertThat(records.get(draw).digest()).contains(digest);
    assertThat(text)
        .startsWith("twoseal/supervision-record/1\n")
        .contains("place: 某某酒店一楼\n", "incident: 话筒中断。\n", "incident: 随后恢复。\n", "draw: R-1\n");
    sign(NOTARY, digest);
    sign(NOTARY, digest);
    sign(ORGANISER, digest);
    assertThat(records.get(draw).state()).as("one notary, twice").isEqualTo("closed");
    hall.restart();
    sign(NOTARY_2, digest);
    var signed = hall.proceedings().records();
    Hall.await(() -> signed.get(draw).state().equals("signed"));
    assertThat(signed.text(draw)).isEqualTo(text);
    assertThat(signed.get(draw).steps()).as("what came later is not in it").hasSize(3);
    assertThat(signed.get(draw).signed())
        .flatExtracting(SupervisionRecords.Place::signers)
        .extracting(SupervisionRecords.Signer::person)
        .containsExactly(NOTARY, NOTARY, NOTARY_2);
  }

  private void sign(String who, String digest) {
    hall.done(List.of(who), "ledger.remark", "draw", "R-1", "digest", digest, "text", "签署监督笔录。");
  }

  private static NewSupervisionRecord record(String place, int version) {
    return new NewSupervisionRecord(
        place,
        List.of(new Present("张公证员", "监督"), new Present("李代表", "主办方")),
        List.of(new Incident(1_800_000_000_000L, "话筒中断。\n\n随后恢复。")),
        List.of(new Recording("camera-1.mp4", 1_234, "ab".repeat(32))),
        "全程在场监督，未见异常。",
        Optional.of(version).filter(v -> v > 0));
  }

  @Test
  void pagesAreEscapedAndSpeakBothLanguages() throws Exception {
    var title = "会员<script>alert(1)</script>&抽奖";
    var rules = Hall.RULES.replace("title: 会员答谢抽奖", "title: \"" + title + "\"");
    var draw = hall.sealed(rules).draw();
    var notice = page(draw, Papers.Kind.NOTICE, Language.ZH);
    assertThat(notice)
        .contains("会员&lt;script&gt;alert(1)&lt;/script&gt;&amp;抽奖")
        .doesNotContain("<script")
        .doesNotContain("style=")
        .contains("<link rel=\"stylesheet\" href=\"../../../papers.css\">")
        .contains("一等奖", "演练", "A rehearsal");
    assertThat(notice.indexOf("公告")).isLessThan(notice.indexOf("Notice"));
    assertThat(refusal(() -> page(draw, Papers.Kind.RESULTS, Language.ZH)))
        .isEqualTo("404 not-found");
    hall.press(draw);
    hall.awaitComplete(draw);
    var results = page(draw, Papers.Kind.RESULTS, Language.EN);
    assertThat(results).contains("王** *", "winner", "中签", "Seed");
    assertThat(results.indexOf("Results")).isLessThan(results.lastIndexOf("结果"));
    hall.done(
        List.of(ORGANISER, NOTARY),
        "draw.decline",
        "draw",
        "R-1",
        "stage",
        1,
        "order",
        1,
        "code",
        "declined");
    var promoted =
        hall.done(List.of(ORGANISER, NOTARY), "draw.promote", "draw", "R-1", "stage", 1, "for", 1);
    assertThat(promoted.summary().getFirst().zh()).contains("候补第 1 号递补第 1 名的位置");
    assertThat(promoted.summary().getFirst().en()).contains("alternate 1 takes the place of no. 1");
    assertThat(page(draw, Papers.Kind.RESULTS, Language.ZH)).contains("已退出：放弃", "递补，替第 1 名");
    assertThat(refusal(() -> Papers.Kind.of("certificate"))).isEqualTo("404 not-found");
    assertThat(refusal(() -> page(CaseNumber.parse("R-9"), Papers.Kind.NOTICE, Language.ZH)))
        .isEqualTo("404 not-found");
    assertThat(PaperRoutes.style().status()).isEqualTo(200);
  }

  @Test
  void theNoticeAndWhoSignsItAreToldWhoTakesPartInEachStage() {
    var rules =
        """
        title: 选房
        organiser: xinglan
        purpose: number-draw
        scheduled: 2027-01-09 19:30
        groups: [无房家庭, 其他家庭]
        list:
          columns: [姓名, 证件号码]
          identity: {证件号码: document}
          masking: {姓名: surname, 证件号码: last4}
          group-column: 组别
        stages:
          - {title: 无房优先, groups: 无房家庭, places: open, alternates: 2, unfilled: join 2}
          - {title: 全体, except-winners-of: earlier, places: 3, overflow: stop}
          - {title: 选房顺序, from-winners-of: [1, 2], places: all, overflow: stop}
        seal:
          chain: local
          press-by: 1h
          delta: 3s
          margin: 0s
        """;
    var act = hall.announcement(rules);
    var pool = List.of("限无房家庭", "第 1 轮的中签者不再参加", "只在第 1、2 轮的中签者中");
    var rest = List.of("无人填补的名额并入第 2 轮", "无人填补的名额作废，名额放不下的一户不中签，名额到此为止");
    assertThat(act.summary().stream().map(Words::zh))
        .containsSubsequence(
            "第 1 轮“无房优先”：名额在封存前确定，候补 2。",
            "第 1 轮的参加者：" + pool.getFirst() + "。",
            "第 1 轮：" + rest.getFirst() + "。",
            "第 2 轮“全体”：名额 3，候补 0。",
            "第 2 轮的参加者：" + pool.get(1) + "。",
            "第 2 轮：" + rest.getLast() + "。",
            "第 3 轮“选房顺序”：全部参加者排序，候补 0。",
            "第 3 轮的参加者：" + pool.getLast() + "。")
        .noneMatch(sentence -> sentence.startsWith("第 3 轮："));
    assertThat(act.summary().stream().map(Words::en))
        .contains(
            "In stage 1: of 无房家庭 only.",
            "In stage 2: without winners of stage 1.",
            "In stage 3: only winners of stage 1, 2.",
            "In stage 1: places nobody fills go to stage 2.");
    assertThat(page(CaseNumber.parse("R-1"), Papers.Kind.NOTICE, Language.ZH))
        .contains(pool)
        .contains(rest)
        .contains("名额在封存前确定", "全部参加者排序")
        .doesNotContain("<td class=\"cell\">*", "open<", "all<");
  }

  private String page(CaseNumber draw, Papers.Kind kind, Language language) {
    return hall.proceedings().papers().page(draw, kind, language);
  }
}
