package twoseal.verifier;

/** The checks of spec/verify.md, in its order, and those of an entrant's own proof. */
public enum VerId {
  ARCHIVE("VER-3", "归档形式", "archive"),
  CHECKPOINT("VER-4", "检查点", "checkpoint"),
  RECEIPTS("VER-5", "回执", "receipts"),
  COMPLETENESS("VER-6", "完整性", "completeness"),
  COMMANDS("VER-7", "命令形式", "commands"),
  SIGNATURES("VER-8", "签名与登记", "signatures"),
  SIGNERS("VER-9", "签署人", "signers"),
  ANNOUNCEMENT("VER-10", "公告", "announcement"),
  LIST("VER-11", "名单", "list"),
  SEAL("VER-12", "封存", "seal"),
  REVEALS("VER-13", "随机数公开", "reveals"),
  SKIPS("VER-14", "跳过", "skips"),
  PRESS("VER-15", "启动", "press"),
  BEACON("VER-16", "随机信标", "beacon"),
  SEED("VER-17", "种子", "seed"),
  ROLLS("VER-18", "摇号", "rolls"),
  WEIGHTS("VER-19", "权重与名额", "weights"),
  LINES("VER-20", "名单行", "lines"),
  NAMES("VER-21", "姓名", "names"),
  AFTERWARDS("VER-22", "事后", "afterwards"),
  SHAKES("VER-30", "摇一摇", "shakes"),
  ATTEMPTS("VER-31", "各次抽签", "attempts"),
  POLICY("VER-24", "验证政策", "policy"),
  PUBLIC_LIST("VER-29", "公开名单", "public list"),
  LIST_PROOF("LIST-9", "名单证明", "list proof"),
  OPENING("LIST-13", "承诺的打开", "commitment opened"),
  SHAKE_PROOF("VER-33", "摇一摇证明", "shake proof");

  private final String number;
  private final String zh;
  private final String en;

  VerId(String number, String zh, String en) {
    this.number = number;
    this.zh = zh;
    this.en = en;
  }

  /** The specification's number, such as {@code VER-3}. */
  public String number() {
    return number;
  }

  /** The check's name. */
  public Sentence title() {
    return new Sentence(zh, en);
  }
}
