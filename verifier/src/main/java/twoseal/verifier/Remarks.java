package twoseal.verifier;

import java.util.Map;

/** What people should know of a draw and does not change the verdict, [VER-27]. */
final class Remarks {
  private final DrawCase draw;
  private final Registry registry;
  private final Checks checks;

  Remarks(DrawCase draw, Registry registry, Checks checks) {
    this.draw = draw;
    this.registry = registry;
    this.checks = checks;
  }

  /**
   * Makes the remarks.
   *
   * @param found what was found of each attempt's lines, by its number
   */
  void remark(Map<Long, Lines.Found> found) {
    for (var sealed : draw.sealed()) {
      if (sealed.frame().seal().listChecked().isEmpty()) {
        of(sealed, "名单只由公证机构核对，没有其他见证方核对。", "The list was checked by the notary alone.");
      }
    }
    if (draw.announced().isRehearsal()) {
      checks.remark("演练：本结果不是抽签结果。", "REHEARSAL: this is not the result of a draw.");
    }
    if (registry.isCustodyServer()) {
      checks.remark(
          "签名密钥由服务器保管，不在签署人自己的设备上。",
          "The signers' keys are held by the server, not on their own devices.");
    }
    for (var sealed : draw.sealed()) {
      contributions(sealed);
      of(sealed, "跳过的条目：%s。", "Entries skipped: %s.", sealed.skips().size());
      lines(sealed, found.getOrDefault(sealed.frame().attempt(), Lines.Found.NONE));
      shakes(sealed);
    }
    beacon();
  }

  /** Whom a beacon's number trusts; a test beacon's nobody may trust. */
  private void beacon() {
    var chains = draw.sealed().stream().flatMap(s -> s.frame().seal().chain().stream()).toList();
    if (chains.stream().anyMatch(chain -> !chain.isQuicknet())) {
      checks.remark(
          "信标是演练用的测试信标：持有其密钥的人事先知道每一轮的数。",
          "The beacon is a test beacon, for rehearsals: whoever holds its key knows every round"
              + " beforehand.");
    }
    if (chains.stream().anyMatch(Chain::isQuicknet)) {
      checks.remark(
          "随机信标由多家机构共同产生；它们中达到门限的多数若串通，可以预知结果，提供人也不能防止。",
          "The beacon is made by several organisations; a threshold of them together could know its"
              + " rounds beforehand, and contributors do not protect against that.");
    }
  }

  private void contributions(SealedDraw sealed) {
    var unopened = sealed.contributions().unopened();
    var isOver =
        sealed.isCeremony() ? !sealed.results().isEmpty() : sealed.pressEntry().isPresent();
    if (unopened > 0 && isOver) {
      of(sealed, "有 %s 个随机数承诺始终没有打开。", "Commitments that were never opened: %s.", unopened);
    }
    if (sealed.isCeremony()) {
      of(
          sealed,
          "现场仪式的全体提供人若串通，可以左右结果；他们是：%s。",
          "All contributors of the ceremony together could have steered it; they are: %s.",
          String.join(
              ", ",
              sealed.frame().seal().contributors().stream()
                  .map(Command.Contributor::person)
                  .toList()));
    }
  }

  private void lines(SealedDraw sealed, Lines.Found lines) {
    if (lines.names().size() < lines.count()) {
      of(
          sealed,
          "名单行 %s 条，公布姓名的 %s 条；其余没有公布或已删除，只能凭编号核对。",
          "Lines of entries: %s, with a name: %s; the others are not published or erased, and can"
              + " be checked by their numbers only.",
          lines.count(),
          lines.names().size());
    }
  }

  private void shakes(SealedDraw sealed) {
    var count = sealed.shakes().count();
    if (count > 0) {
      of(
          sealed,
          "观众摇一摇 %s 次；这只是参与，不使抽签更安全。",
          "Shakes of the audience: %s. They take part; they do not make the draw secure.",
          count);
    }
  }

  /** A remark on one attempt, which is named where there are several. */
  private void of(SealedDraw sealed, String zh, String en, Object... found) {
    var sentence = Sentence.of(zh, en, found);
    checks.remark(
        draw.attempts().size() == 1 ? sentence : sentence.ofAttempt(sealed.frame().attempt()));
  }
}
