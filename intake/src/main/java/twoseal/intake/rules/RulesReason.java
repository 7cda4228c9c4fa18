package twoseal.intake.rules;

/**
 * What can be wrong with a rules file; {@code {0}}, {@code {1}} stand for what the problem is
 * about.
 */
public enum RulesReason {
  NOT_UTF8("文件不是 UTF-8 编码的文本，请另存为 UTF-8。", "The file is not UTF-8 text; save it as UTF-8."),
  INVISIBLE("此处有不可见的字符，请删除。", "There is an invisible character here; delete it."),
  TOO_LARGE("文件超过 {0} KiB。", "The file is larger than {0} KiB."),
  EMPTY_FILE("文件是空的。", "The file is empty."),
  TAB("缩进请用空格，不能用制表符（Tab）。", "Indent with spaces; a tab cannot stand here."),
  COLON("“{0}”之后请用英文冒号加一个空格。", "After `{0}` write an ASCII colon and a space."),
  YAML("此处不符合 YAML 格式（{0}）。", "This is not YAML: {0}."),
  YAML_FEATURE(
      "不支持 YAML 的锚点、引用与标签；以 &、*、! 开头的内容请加引号。",
      "YAML's anchors, aliases and tags are not supported; quote what begins with &, * or !."),
  SECOND_DOCUMENT("一个文件只能有一份规则。", "A file holds one document only."),
  TOO_DEEP("嵌套层次过深。", "Nested too deep."),
  KEY_FORM("项名应为文字。", "A key must be a text."),
  UNKNOWN_KEY("不认识的项“{0}”。", "Unknown key `{0}`."),
  KEY_ELSEWHERE("“{0}”应写在“{1}”之下。", "`{0}` belongs under `{1}`."),
  REPEATED_KEY("“{0}”已在第 {1} 行写过。", "`{0}` was already given in line {1}."),
  MISSING_KEY("缺少“{0}”。", "`{0}` is missing."),
  NOT_PAIRS("“{0}”之下应为若干行“项: 值”。", "Under `{0}` there must be lines `key: value`."),
  NOT_ITEMS("“{0}”之下应为若干行，每行以“- ”开头。", "Under `{0}` there must be lines that begin with `- `."),
  NOT_ONE_VALUE("“{0}”应为单个值。", "`{0}` takes one value."),
  EMPTY_VALUE("“{0}”没有填写。", "`{0}` has no value."),
  TEXT(
      "“{0}”含有不可见字符，或只有一个“-”，或首尾有空格。",
      "`{0}` has an invisible character or a space at an end, or is a lone `-`."),
  TEXT_TOO_LONG("“{0}”超过 {1} 字节。", "`{0}` is longer than {1} bytes."),
  ID(
      "“{0}”不是机构编号：应为 1 至 32 个小写字母、数字或连字符，不以连字符开头。",
      "`{0}` is no organisation id: 1 to 32 of a-z, 0-9 and -, not beginning with -."),
  WORD("“{0}”不在可选值之中：{1}。", "`{0}` is none of: {1}."),
  NUMBER("“{0}”不是 {1} 至 {2} 的整数。", "`{0}` is no whole number from {1} to {2}."),
  PLACES(
      "“{0}”不是名额数：应为 1 至 1000000000 的整数、all（全部）或 open（待定）。",
      "`{0}` is no number of places: 1 to 1000000000, `all` or `open`."),
  TIME(
      "“{0}”不是时间：应如 2026-09-18 19:30（北京时间）或 2026-09-18T11:30:00Z。",
      "`{0}` is no time: write 2026-09-18 19:30 (UTC+8) or 2026-09-18T11:30:00Z."),
  DURATION(
      "“{0}”不是时长：应如 90s（90秒）、2m（2分）、1h30m、3d（3天）。",
      "`{0}` is no duration: write 90s, 2m, 1h30m, 3d."),
  DURATION_RANGE("“{0}”应在 {1} 至 {2} 之间。", "`{0}` must be from {1} to {2}."),
  URL(
      "“{0}”不是中继网址：应以 https:// 或 http:// 开头，不带用户名、问号与井号。",
      "`{0}` is no relay's URL: https:// or http://, without user name, query and fragment."),
  LABEL(
      "“{0}”不能作为名称：1 至 120 字节，不含逗号、双引号、竖线与不可见字符，首尾无空格。",
      "`{0}` is no name: 1 to 120 bytes, without comma, double quote, bar or invisible character,"
          + " no space at an end."),
  WIDE_COMMA(
      "“{0}”含有中文逗号；各项之间请用英文逗号。", "`{0}` has a Chinese comma; separate items with ASCII commas."),
  REPEATED_ITEM("“{0}”重复了。", "`{0}` stands twice."),
  TOO_MANY("“{0}”最多 {1} 个。", "`{0}` takes at most {1}."),
  UNKNOWN_COLUMN("名单的列中没有“{0}”。", "The list's columns have no `{0}`."),
  IDENTITY_NEEDED(
      "请用“{0}”写明按哪一列查重；确实不查重时写 none（无）。",
      "Say with `{0}` which column tells entries apart, or write `none`."),
  MASKING_NEEDED("请用“{0}”写明公布姓名的哪一部分。", "Say with `{0}` what of the name is published."),
  GROUPS_NEEDED(
      "名单有组别列，请用“{0}”列出全部组别。", "The list has a group column: name all groups with `{0}`."),
  GROUP_COLUMN_NEEDED(
      "有多个组别，请用“{0}”写明名单中的组别列。", "There are several groups: name the list's column with `{0}`."),
  UNKNOWN_GROUP("没有组别“{0}”。", "There is no group `{0}`."),
  UNUSED_GROUP(
      "没有任何一轮从组别“{0}”中抽取，该组不可能中签。", "No stage draws from group `{0}`: it could never win."),
  STAGE_TITLE(
      "“{0}”不能作为轮次标题：不能是纯数字或 {1}。",
      "`{0}` cannot be a stage's title: no plain number, none of {1}."),
  UNKNOWN_STAGE("没有轮次“{0}”。", "There is no stage `{0}`."),
  STAGE_NOT_EARLIER("轮次“{0}”不早于本轮。", "Stage `{0}` is not earlier than this one."),
  STAGE_NOT_LATER("剩余名额只能并入之后的轮次，“{0}”不是。", "Places can join a later stage only; `{0}` is none."),
  LEAVES_OUT_ALL("本轮排除了其全部参加者。", "This stage leaves out everybody it draws from."),
  POOL_EMPTY("第 {0} 轮不可能有任何参加者。", "Stage {0} can never have an entry in its pool."),
  ALTERNATES_WITH_ALL("名额数为 all（全部）时没有候补。", "Where places are `all` there are no alternates."),
  JOIN_WITH_ALL(
      "名额数为 all（全部）的轮次没有剩余名额，也不能并入名额。",
      "A stage with places `all` neither leaves places nor takes any."),
  OVERFLOW_NEEDED(
      "名单有名额列，请用“{0}”写明放不下的一户如何处理：overfill（全部录取）或 stop（到此为止）。",
      "The list has a seats column: say with `{0}` what happens to the entry that does not fit,"
          + " `overfill` or `stop`."),
  DELTA("等待时间至少比余量长 {0} 秒。", "`delta` must exceed `margin` by {0} s at least."),
  PRESS_BY_EARLY("最迟启动时间早于预定时间。", "`press-by` is earlier than `scheduled`."),
  SKIP_NOTICE(
      "从封存到最迟启动不长于跳过公示期，跳过永远来不及生效。",
      "Press-by leaves no more time after the seal than `skip-notice`: no skip could ever take"
          + " effect."),
  CONTRIBUTOR(
      "“{0}”不是随机数提供人：应如“机构/人员 committed”或“机构/人员 live 00”。",
      "`{0}` is no contributor: write `organisation/person committed` or `organisation/person live"
          + " 00`."),
  NO_CHAIN("现场仪式不用信标。", "A ceremony uses no beacon chain."),
  RULES_TOO_LONG("规则合计 {0} 字节，超过上限 {1}。", "The rules are {0} bytes long; the limit is {1}."),
  CONTRADICTION("规则自相矛盾：{0}", "The rules contradict themselves: {0}"),
  NO_SKIPS("现场仪式没有跳过。", "A ceremony has no skips."),
  CEREMONY_PARTIES(
      "现场仪式至少需要 {0} 个随机数提供人，分属不同机构，均为 committed（承诺）。",
      "A ceremony needs at least {0} contributors, each of another organisation, all `committed`."),
  LOCAL_CHAIN("正式摇号或抽奖不能用本地测试信标。", "A real draw cannot use the local test beacon."),
  GROUP_WITHOUT_ENTRIES("名单中没有组别“{0}”的参加者。", "The list has no entry of group `{0}`."),
  GROUP_NOT_IN_RULES("名单中的组别“{0}”不在规则之内。", "The list's group `{0}` is not in the rules."),
  PLACES_ABOVE_POOL(
      "第 {0} 轮有 {1} 个名额，参加者最多只能用去 {2} 个。",
      "Stage {0} gives {1} places, but its entries can take {2} at most.", true),
  ALTERNATES_ABOVE_POOL(
      "第 {0} 轮有 {1} 个候补，但最多只剩 {2} 个参加者。",
      "Stage {0} wants {1} alternates, but {2} entries are left at most.", true);

  private final String chinese;
  private final String english;
  private final boolean advice;

  RulesReason(String chinese, String english) {
    this(chinese, english, false);
  }

  RulesReason(String chinese, String english, boolean advice) {
    this.chinese = chinese;
    this.english = english;
    this.advice = advice;
  }

  String chinese() {
    return chinese;
  }

  String english() {
    return english;
  }

  /** Whether rules with this problem can stand, if they are meant so. */
  public boolean isAdvice() {
    return advice;
  }
}
