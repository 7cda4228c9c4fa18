package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a ledger says of the one it succeeds, [SUC-1] to [SUC-3], and what every report says of that
 * first, [VER-27].
 *
 * @param timeMs when it was declared
 */
record Succession(Command.Succession said, long timeMs) {
  private static final int SHOWN_MAX = 10;

  static Succession of(Command.Succession said, Entry entry, String ledger, Form form) {
    var succession = new Succession(said, entry.timeMs());
    form.require(entry.index() == 1, "继承声明不是第 1 号条目", "the succession is not entry 1");
    form.require(
        !said.predecessor().name().equals(ledger) && said.predecessor().isValid(),
        "前账本就是本账本，或其密钥不是有效的点",
        "the predecessor is this ledger, or its key is no valid point");
    form.require(
        said.lost() > 0 || (said.lost() == 0 && said.witnessed().root().equals(said.kept().root())),
        "经见证的检查点小于所保留的，或与之矛盾",
        "the witnessed checkpoint is smaller than the kept one, or contradicts it");
    for (var head : List.of(said.kept(), said.witnessed())) {
      form.require(
          said.predecessor().verifies(succession.text(head), Bytes.unhex(head.signature())),
          "大小为 %s 的检查点没有前账本密钥的有效签名",
          "the checkpoint of size %s is not signed by the predecessor's log key",
          head.size());
    }
    succession.checkCosignatures(form);
    succession.checkNumbers(form);
    return succession;
  }

  /** As a policy names it, [VER-23]. */
  String name() {
    return said.kept().size() + " " + said.witnessed().size() + " " + said.predecessor();
  }

  /** Says it before everything else. */
  void remark(Optional<Policy> policy, Checks checks) {
    var when = Instant.ofEpochMilli(timeMs);
    var kept = said.kept().size();
    if (said.lost() > 0) {
      checks.opening(
          "后继账本：前账本 %s 保留前 %s 条，已遗失 %s 条（第 %s 至 %s 号）；其中若有摇号，已无从得知。声明于 %s，理由：%s",
          "SUCCESSOR: of the ledger %s the first %s entries are kept; %s entries are lost (%s to"
              + " %s), and what draws were among them cannot be known. Declared at %s, because: %s",
          said.predecessor().name(),
          kept,
          said.lost(),
          kept,
          said.witnessed().size() - 1,
          when,
          said.reason());
    } else {
      checks.opening(
          "后继账本：前账本 %s 为人所知的 %s 条全部保留。声明于 %s，理由：%s",
          "SUCCESSOR: of the ledger %s all %s entries that anybody showed are kept. Declared at %s,"
              + " because: %s",
          said.predecessor().name(),
          kept,
          when,
          said.reason());
    }
    said.unwitnessed()
        .ifPresent(why ->
            checks.remark(
                "并非前账本的所有见证方都被问到，可能遗失更多：%s",
                "Not every witness of the predecessor was heard, more may be lost: %s", why));
    policy.ifPresent(p ->
        checks.remark(
            "联署前账本最后检查点的见证方 %s 个，其中政策所列的 %s 个。",
            "Witnesses that cosigned the predecessor's last checkpoint: %s, of those the policy"
                + " names: %s.",
            said.cosignatures().size(),
            said.cosignatures().stream().filter(c -> isNamed(c.key(), p)).count()));
    if (!said.openDraws().isEmpty()) {
      checks.remark(
          "前账本上未完成的摇号 %s 个，不能在本账本继续：%s",
          "Draws that were open on the predecessor and do not go on here: %s: %s",
          said.openDraws().size(),
          said.openDraws().stream()
              .limit(SHOWN_MAX)
              .map(n -> "D-" + n)
              .collect(Collectors.joining(" ")));
    }
  }

  private static boolean isNamed(Vkey key, Policy policy) {
    return policy.witnesses().stream().anyMatch(w -> w.key().point().equals(key.point()));
  }

  private void checkCosignatures(Form form) {
    var before = "";
    for (var cosigned : said.cosignatures()) {
      var bytes = Bytes.unhex(cosigned.signature());
      var timeS = Long.parseUnsignedLong(cosigned.signature().substring(0, 16), 16);
      var header = ("cosignature/v1\ntime " + timeS + "\n").getBytes(UTF_8);
      form.require(
          timeS >= 0
              && cosigned
                  .key()
                  .verifies(
                      Bytes.join(header, text(said.witnessed())),
                      Arrays.copyOfRange(bytes, 8, bytes.length)),
          "%s 的联署无效",
          "the cosignature of %s is not valid",
          cosigned.key());
      // Vkeys are ASCII but for their names; the order of their bytes is that of code points.
      form.require(
          Arrays.compareUnsigned(before.getBytes(UTF_8), cosigned.key().toString().getBytes(UTF_8))
              < 0,
          "联署没有按密钥升序排列，或有重复",
          "the cosignatures do not ascend by key, or one stands twice");
      before = cosigned.key().toString();
    }
    form.require(
        before.length() > 0 || said.unwitnessed().isPresent(),
        "没有联署，也没有说明原因",
        "there is no cosignature and no reason why");
  }

  private void checkNumbers(Form form) {
    for (var numbers : List.of(said.draws(), said.rehearsals())) {
      form.require(
          numbers.next() - numbers.last() > said.lost(),
          "首个案号 %s 可能在遗失的条目中已给出",
          "the first case number %s may have been given among the lost entries",
          numbers.next());
    }
    var before = 0L;
    for (var open : said.openDraws()) {
      form.require(
          open > before && open <= said.draws().last(),
          "未完成的案号没有升序排列，或大于最后的案号",
          "the open draws do not ascend, or one is above the last case number");
      before = open;
    }
  }

  private byte[] text(Command.Head head) {
    var root = Base64.getEncoder().encodeToString(Bytes.unhex(head.root()));
    return (said.predecessor().name() + "\n" + head.size() + "\n" + root + "\n").getBytes(UTF_8);
  }
}
