package twoseal.intake.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a rules file, in the order in which they are written, with what they mean. */
enum Key {
  TITLE(Section.FILE, "title", "标题", "公告与大屏幕上的标题", "shown in the announcement and on the screen"),
  TITLE_EN(Section.FILE, "title-en", "英文标题", "可不写", "may be left out"),
  ORGANISER(
      Section.FILE,
      "organiser",
      "主办方",
      "账本上登记的机构编号",
      "the organisation's id on the ledger",
      "organizer"),
  PURPOSE(
      Section.FILE,
      "purpose",
      "用途",
      "number-draw（摇号）或 prize-draw（抽奖）",
      "number-draw or prize-draw"),
  ENTROPY(
      Section.FILE,
      "entropy",
      "随机来源",
      "beacon（信标，默认）或 ceremony（现场仪式）",
      "beacon (the default) or ceremony"),
  SCHEDULED(
      Section.FILE,
      "scheduled",
      "预定时间",
      "不写时区即北京时间",
      "UTC+8 unless a zone is written, as in 2026-09-18T11:30:00Z",
      "时间"),
  GROUPS(Section.FILE, "groups", "组别", "全部组别；不写即只有一组", "all groups; left out, there is one", "分组"),
  LIST(Section.FILE, "list", "名单", "名单各列的用法", "what the list's columns mean"),
  STAGES(Section.FILE, "stages", "轮次", "按先后排列，编号 1、2、3……", "in order, numbered 1, 2, 3, ..."),
  SEAL(Section.FILE, "seal", "封存", "封存时确定的事项", "what the seal fixes"),
  RELAYS(Section.FILE, "relays", "信标中继", "获取信标的网址，可不写", "where to get the beacon; may be left out"),

  COLUMNS(
      Section.LIST,
      "columns",
      "列",
      "名单的各列，记入每人的承诺，不公布",
      "columns of the private record, committed to, not published"),
  IDENTITY(
      Section.LIST,
      "identity",
      "证件",
      "按哪一列查重：id-card 身份证、credit-code 统一社会信用代码、phone 手机、document 任意证件、plain 任意内容",
      "what tells entries apart: id-card, credit-code, phone, document, plain; or none"),
  MASKING(
      Section.LIST,
      "masking",
      "公布",
      "公布哪一部分：surname 姓、last4 后四位、full 全部；未列出的不公布",
      "what is published: surname, last4, full; nothing of other columns"),
  GROUP_COLUMN(Section.LIST, "group-column", "组别列", "写明组别的列", "the column of the group"),
  WEIGHT_COLUMN(
      Section.LIST,
      "weight-column",
      "权重列",
      "写明权重的列；不写即每人 1",
      "the column of the weight; else 1 each"),
  SEATS_COLUMN(
      Section.LIST,
      "seats-column",
      "名额列",
      "写明占用名额的列；不写即每人 1",
      "the column of the seats; else 1 each"),

  STAGE_TITLE(Section.STAGE, "title", "标题", "本轮标题", "the stage's title", "名称"),
  STAGE_TITLE_EN(Section.STAGE, "title-en", "英文标题", "可不写", "may be left out", "英文名称"),
  STAGE_GROUPS(
      Section.STAGE,
      "groups",
      "组别",
      "从哪些组抽取；不写即全部",
      "drawn from these groups; else from all",
      "分组"),
  FROM(
      Section.STAGE,
      "from-winners-of",
      "从中签者",
      "只从这些轮次的中签者中抽取（编号或标题；earlier 即此前各轮）",
      "only among winners of these stages (number or title; earlier: of all before)"),
  EXCEPT(
      Section.STAGE,
      "except-winners-of",
      "排除中签者",
      "排除这些轮次的中签者（编号或标题；earlier 即此前各轮）",
      "leaves out winners of these stages (number or title; earlier: of all before)"),
  PLACES(
      Section.STAGE,
      "places",
      "名额数",
      "整数；all 全部参加者排序；open 封存前确定",
      "a number; all: everybody gets an order number; open: set before the seal",
      "名额"),
  ALTERNATES(Section.STAGE, "alternates", "候补", "候补人数，默认 0", "ranks behind the winners, default 0"),
  OVERFLOW(
      Section.STAGE,
      "overflow",
      "超额",
      "剩余名额放不下一户时：overfill 仍录取并结束；stop 到此为止",
      "the entry that does not fit: overfill, it is the last winner; stop, it is not"),
  UNFILLED(
      Section.STAGE,
      "unfilled",
      "剩余名额",
      "lapse 作废（默认）；join 2 并入第 2 轮",
      "lapse (the default), or join 2: to stage 2"),

  CHAIN(
      Section.SEAL,
      "chain",
      "信标",
      "quicknet（默认）；local 本地测试信标，仅限演练",
      "quicknet (the default); local: a test beacon, rehearsals only"),
  DELTA(
      Section.SEAL,
      "delta",
      "等待时间",
      "启动到信标轮的等待，默认 2m",
      "from the press to the beacon's round, default 2m"),
  MARGIN(
      Section.SEAL,
      "margin",
      "余量",
      "见证须早于信标轮多久，默认 30s",
      "how long before the round witnesses must have seen the press, default 30s"),
  PRESS_BY(
      Section.SEAL,
      "press-by",
      "最迟启动",
      "届时未启动即自动启动；时间，或封存后的时长",
      "unpressed by then, the draw runs by itself; a time, or a duration after the seal"),
  SKIP_NOTICE(
      Section.SEAL,
      "skip-notice",
      "跳过公示期",
      "跳过须在启动前公示多久，默认 1d",
      "how long a skip is public before the press, default 1d"),
  SKIPS_MAX(
      Section.SEAL,
      "skips-max",
      "跳过上限",
      "封存后最多跳过几人，默认 0",
      "entries that may be skipped after the seal, default 0"),
  CONTRIBUTORS(
      Section.SEAL,
      "contributors",
      "随机数提供人",
      "每行“机构/人员 committed（承诺）”或“机构/人员 live（现场） 默认值”",
      "one a line: organisation/person committed, or organisation/person live DEFAULT-HEX");

  private final Section section;
  private final String english;
  private final String chinese;
  private final String aboutChinese;
  private final String aboutEnglish;
  private final String other;

  Key(Section section, String english, String chinese, String aboutChinese, String aboutEnglish) {
    this(section, english, chinese, aboutChinese, aboutEnglish, english);
  }

  /** With one more spelling that is read. */
  Key(
      Section section,
      String english,
      String chinese,
      String aboutChinese,
      String aboutEnglish,
      String other) {
    this.section = section;
    this.english = english;
    this.chinese = chinese;
    this.aboutChinese = aboutChinese;
    this.aboutEnglish = aboutEnglish;
    this.other = other;
  }

  /** The key of a section that is spelt so. */
  static Optional<Key> find(Section section, String text) {
    var spelling = normal(text);
    return section.keys().stream().filter(key -> key.spellings().contains(spelling)).findFirst();
  }

  static String normal(String text) {
    return text.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  Section section() {
    return section;
  }

  String spelling(Language language) {
    return language == Language.CHINESE ? chinese : english;
  }

  List<String> spellings() {
    return Stream.of(english, chinese, other).distinct().toList();
  }

  /** What it is. */
  String about(Language language) {
    return language == Language.CHINESE ? aboutChinese : aboutEnglish;
  }

  /** As problems name it. */
  String shown() {
    return english + " " + chinese;
  }
}
