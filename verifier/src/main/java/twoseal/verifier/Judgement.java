package twoseal.verifier;

import static twoseal.verifier.VerId.POLICY;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import twoseal.verifier.Checkpoint.Cosignature;
import twoseal.verifier.Registry.Role;

/**
 * What a policy refuses, [VER-24]; what is needed for <em>proved</em>, [VER-25], [VER-26]; remarks,
 * [VER-27].
 */
final class Judgement {
  private static final Set<Role> NO_WITNESSES =
      EnumSet.of(Role.ORGANISER, Role.NOTARY, Role.OPERATOR);

  private final DrawCase drawCase;
  private final SealedDraw draw;
  private final Registry registry;
  private final List<Cosignature> cosignatures;
  private final Checks checks;

  Judgement(DrawCase drawCase, Registry registry, List<Cosignature> cosignatures, Checks checks) {
    this.drawCase = drawCase;
    draw = drawCase.sealed().getLast();
    this.registry = registry;
    this.cosignatures = cosignatures;
    this.checks = checks;
  }

  void judge(Optional<Policy> policy) {
    policy.ifPresent(this::refuse);
    checks.need(
        policy.isPresent(),
        "没有给出验证政策：不知道账本、主办方、公证员的密钥是不是真的。",
        "No policy was given: whether the keys of log, organiser and notary are the real ones is"
            + " not known.");
    checks.need(!draw.frame().isRehearsal(), "这是演练，不是抽签。", "This is a rehearsal, not a draw.");
    checks.need(
        draw.afterwards().isPresent(),
        "抽签尚未完成：共 %s 轮，已有 %s 轮结果；没有 draw.complete。",
        "The draw is not complete: of %s stages, %s have a result; there is no draw.complete.",
        draw.frame().rules().stages().size(),
        draw.results().size());
    var press = draw.pressEntry();
    var isByDefault = press.isEmpty() && !draw.results().isEmpty();
    checks.need(
        !isByDefault,
        "期限内没有启动，按默认启动摇出。",
        "Nobody pressed in time: it was decided by the default press.");
    if (policy.isPresent() && press.isPresent()) {
      quorum(policy.get(), press.get());
    }
  }

  private void refuse(Policy policy) {
    checks.require(
        POLICY,
        policy.log().equals(registry.logKey()),
        "账本密钥 %s 不是政策所列的 %s。",
        "The log key %s is not the policy's, %s.",
        registry.logKey(),
        policy.log());
    checks.require(
        POLICY,
        policy.chain().equals(draw.frame().seal().chain()),
        "信标链 %s 不是政策所列的 %s。",
        "The chain %s is not the policy's, %s.",
        draw.frame().seal().chain().text(),
        policy.chain().text());
    var entries = new ArrayList<>(List.of(draw.frame().entry()));
    draw.pressEntry().ifPresent(entries::add);
    for (var entry : entries) {
      for (var signer : registry.signersOf(entry)) {
        var named = signer.role() == Role.ORGANISER ? policy.organisers() : policy.notaries();
        entry
            .form(POLICY, checks)
            .require(
                named.contains(signer.key()),
                "签署人密钥 %s 不在政策之列",
                "the policy does not name the signer's key %s",
                signer.key());
      }
    }
  }

  /** Whether enough witnesses saw the press before anybody could know the round. */
  private void quorum(Policy policy, Entry press) {
    var seal = draw.frame().seal();
    var deadlineS = seal.chain().dueS(draw.fixed().round()) - seal.marginS();
    var seenS = new HashMap<Policy.Witness, Long>();
    for (var witness : policy.witnesses()) {
      for (var cosignature : cosignatures) {
        if (cosignature.key().equals(witness.key())
            && cosignature.size() > press.index()
            && isIndependent(witness.key(), policy)) {
          seenS.merge(witness, cosignature.timeS(), Math::min);
        }
      }
    }
    var inTime = seenS.values().stream().filter(t -> t <= deadlineS).count();
    checks.need(
        policy.quorum() >= 1 && seenS.size() >= policy.quorum(),
        "见证方联署不足：政策要求 %s 个，启动之后的有效联署有 %s 个。",
        "Too few cosignatures: the policy wants %s; witnesses that cosigned the press: %s.",
        policy.quorum(),
        seenS.size());
    checks.need(
        inTime >= policy.quorum(),
        "联署太晚：在信标公布前 %s 秒以前联署的只有 %s 个，要求 %s 个；不能证明启动先于信标。",
        "Cosigned too late: %s s before the round was due there were %s cosignatures of %s wanted;"
            + " not shown to be fixed before the round.",
        seal.marginS(),
        inTime,
        policy.quorum());
    checks.need(
        isReplayedInTime(seenS, deadlineS),
        "及时联署的见证方中，没有一个重演规则。",
        "None of the witnesses that cosigned in time replays the rules.");
  }

  private static boolean isReplayedInTime(Map<Policy.Witness, Long> seenS, long deadlineS) {
    return seenS.entrySet().stream()
        .anyMatch(e -> e.getKey().replays() && e.getValue() <= deadlineS);
  }

  /** A witness with the key of the log or of a party to the draw does not count. */
  private boolean isIndependent(Vkey key, Policy policy) {
    return !key.point().equals(policy.log().point())
        && policy.organisers().stream().noneMatch(k -> k.point().equals(key.point()))
        && policy.notaries().stream().noneMatch(k -> k.point().equals(key.point()))
        && !registry.isKeyOf(key.point(), NO_WITNESSES);
  }

  /**
   * @param found what was found of each attempt's lines, by its number
   */
  void remark(Map<Long, Lines.Found> found) {
    for (var sealed : drawCase.sealed()) {
      remark(found.getOrDefault(sealed.frame().attempt(), new Lines.Found(0, Map.of())));
    }
  }

  private void remark(Lines.Found lines) {
    var seal = draw.frame().seal();
    if (seal.listChecked().isEmpty()) {
      checks.remark("名单只由公证机构核对，没有其他见证方核对。", "The list was checked by the notary alone.");
    }
    if (draw.frame().isRehearsal()) {
      checks.remark("演练：本结果不是抽签结果。", "REHEARSAL: this is not the result of a draw.");
    }
    if (registry.isCustodyServer()) {
      checks.remark(
          "签名密钥由服务器保管，不在签署人自己的设备上。",
          "The signers' keys are held by the server, not on their own devices.");
    }
    var neverOpened = draw.neverOpened();
    if (neverOpened > 0 && draw.pressEntry().isPresent()) {
      checks.remark("有 %s 个随机数承诺始终没有打开。", "Commitments that were never opened: %s.", neverOpened);
    }
    checks.remark("跳过的条目：%s。", "Entries skipped: %s.", draw.skips().size());
    if (lines.names().size() < lines.count()) {
      checks.remark(
          "名单行 %s 条，公布姓名的 %s 条；其余没有公布或已删除，只能凭编号核对。",
          "Lines of entries: %s, with a name: %s; the others are not published or erased, and can"
              + " be checked by their numbers only.",
          lines.count(),
          lines.names().size());
    }
    checks.remark(
        "随机信标由多家机构共同产生；它们中达到门限的多数若串通，可以预知结果，提供人也不能防止。",
        "The beacon is made by several organisations; a threshold of them together could know its"
            + " rounds beforehand, and contributors do not protect against that.");
  }
}
