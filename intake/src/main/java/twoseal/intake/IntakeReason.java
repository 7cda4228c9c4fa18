package twoseal.intake;

/** Why a line or a whole file is refused, in the order in which it is looked at. */
public enum IntakeReason {
  NOT_A_LIST("文件不是可读取的名单（CSV 或 XLSX）。", "The file is no list that can be read (CSV or XLSX)."),
  UTF16("文件是 UTF-16 编码，请另存为 UTF-8 或 GB18030。", "The file is UTF-16; save it as UTF-8 or GB18030."),
  XLSX_LIMIT("XLSX 解压后过大或压缩比异常，已停止读取。", "The XLSX inflates beyond the limits; reading stopped."),
  XLSX_SHEET("XLSX 中没有指定的工作表。", "The XLSX has no sheet of that name."),
  XLSX_BROKEN("XLSX 已损坏，无法读取。", "The XLSX is damaged and cannot be read."),
  EMPTY_FILE("文件是空的。", "The file is empty."),
  MISSING_COLUMN("缺少所需的列。", "A column that is needed is missing."),
  REPEATED_COLUMN("列名重复，无法确定使用哪一列。", "A column name stands twice; which one is meant is unclear."),
  TOO_MANY_COLUMNS("列数超过上限。", "There are more columns than the limit."),
  LINE_TOO_LONG("一行超过长度上限，已停止读取。", "A line is longer than the limit; reading stopped."),
  QUOTE_UNTERMINATED("引号没有闭合，已停止读取。", "A quoted field is never closed; reading stopped."),
  QUOTE_MISPLACED(
      "引号位置不正确：含引号的内容应整体加引号。",
      "A quote stands inside or after a field; quote the whole field and double it."),
  RAGGED_ROW("该行的列数与表头不同。", "The line has not as many fields as the header."),
  WRONG_ENCODING(
      "内容不是所用的编码（UTF-8 或 GB18030）。",
      "The bytes are not in the encoding in use (UTF-8 or GB18030)."),
  CONTROL_CHARACTER(
      "含有控制字符或不可见字符（例如换行、NUL、零宽空格）。",
      "There is a control or invisible character (a line break, NUL, a zero-width space)."),
  FORMULA_CELL("单元格含有公式，请粘贴为数值。", "The cell holds a formula; paste it as a value."),
  NUMBER_CELL_TOO_LONG(
      "数字单元格超过 15 位，末位已不可靠，请将该列设为文本后重新填写。",
      "A number cell beyond 15 digits has lost its last digits; make the column text and enter it"
          + " again."),
  UNREADABLE_CELL("单元格是错误值，无法读取。", "The cell holds an error value."),
  EMPTY_VALUE("必填的内容为空。", "A value that is needed is empty."),
  LABEL(
      "组别名称不符合要求（1 至 120 字节，不含逗号、引号、竖线）。",
      "Not a group label (1 to 120 bytes without comma, quote or bar)."),
  UNKNOWN_GROUP("组别不在规则之内。", "The rules know no such group."),
  TOO_MANY_GROUPS("组别数量超过 200。", "There are more than 200 groups."),
  WEIGHT("权重应为 1 至 1000000000 的整数。", "The weight must be a whole number from 1 to 1,000,000,000."),
  WEIGHT_SUM("权重之和超出上限。", "The sum of all weights reaches 2^63."),
  SEATS("名额应为 1 至 1000 的整数。", "The seats must be a whole number from 1 to 1,000."),
  ID_15_DIGITS(
      "这是 15 位旧身份证号码，请填写 18 位号码。",
      "This is an old identity number of 15 digits; enter the one of 18."),
  ID_FORM("身份证号码应为 17 位数字加一位数字或 X。", "An identity number is 17 digits and a digit or X."),
  ID_CHECK_DIGIT("身份证号码校验位不正确。", "The identity number's check digit is wrong."),
  CREDIT_CODE_FORM(
      "统一社会信用代码应为 18 位规定字符。", "A unified social credit code is 18 characters of its alphabet."),
  CREDIT_CODE_CHECK(
      "统一社会信用代码校验位不正确。", "The unified social credit code's check character is wrong."),
  PHONE_FORM(
      "电话号码应为 5 至 20 位数字，可带开头的加号。",
      "A phone number is 5 to 20 digits, with or without a leading plus."),
  MASKED_NAME(
      "无法生成可公布的名称（为空、过长或含逗号、引号、竖线）。",
      "No name to publish can be made (empty, too long, or with comma, quote or bar)."),
  DUPLICATE("证件重复：同一参加者出现多次。", "The identity stands twice: one person, one entry."),
  TOO_MANY_ERRORS("错误过多，已停止读取。", "Too many errors; reading stopped."),
  EMPTY_LIST("名单中没有参加者。", "The list has no entry.");

  private final String chinese;
  private final String english;

  IntakeReason(String chinese, String english) {
    this.chinese = chinese;
    this.english = english;
  }

  /** The reason as a Chinese sentence. */
  public String chinese() {
    return chinese;
  }

  /** The reason as an English sentence. */
  public String english() {
    return english;
  }
}
