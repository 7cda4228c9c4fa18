package twoseal.verifier;

import static twoseal.verifier.VerId.POLICY;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import twoseal.verifier.Checkpoint.Cosignature;
import twoseal.verifier.Registry.Role;

/** What a policy refuses, [VER-24]; what is needed for <em>proved</em>, [VER-25], [VER-26]. */
final class Judgement {
  private static final Set<Role> NO_WITNESSES =
      EnumSet.of(Role.ORGANISER, Role.NOTARY, Role.OPERATOR);

  private final DrawCase drawCase;
  private final Registry registry;
  private final List<Cosignature> cosignatures;
  private final Checks checks;

  Judgement(DrawCase drawCase, Registry registry, List<Cosignature> cosignatures, Checks checks) {
    this.drawCase = drawCase;
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
    checks.need(
        registry.succession().isEmpty() || policy.flatMap(Policy::succeeds).isPresent(),
        "账本是后继账本，而政策没有写明所继承的账本：不能证明没有摇号随遗失的条目消失。",
        "The ledger is a successor, and the policy does not name the succession: not shown that no"
            + " draw vanished with the lost entries.");
    checks.need(
        !drawCase.announced().isRehearsal(), "这是演练，不是抽签。", "This is a rehearsal, not a draw.");
    earlier();
    var last = drawCase.last();
    if (checks.need(
        last.sealed().isPresent(), "第 %s 次抽签尚未封存。", "Attempt %s is not sealed.", last.number())) {
      judge(last.sealed().orElseThrow(), policy);
    }
  }

  /** An attempt that was not decided might yet be, by a number that somebody keeps back. */
  private void earlier() {
    for (var attempt : drawCase.attempts()) {
      checks.need(
          attempt.computed().isEmpty(),
          "第 %s 次抽签的号码没有登入账本，但给出的信标签名决定了它的结果，列在最前。",
          "The number of attempt %s is not on the ledger, but a beacon signature that was given"
              + " decides it; its winners are shown first.",
          attempt.number());
      checks.need(
          attempt.isComplete() || attempt == drawCase.last(),
          "第 %s 次抽签没有结果就另开了一次；任何人拿来它的信标签名，就能算出它的结果。",
          "Attempt %s was never decided before another was opened; whoever brings the signature of"
              + " its round shows what it would have given.",
          attempt.number());
    }
  }

  private void judge(SealedDraw draw, Optional<Policy> policy) {
    checks.need(
        draw.afterwards().isPresent(),
        "抽签尚未完成：共 %s 轮，已有 %s 轮结果；没有 draw.complete。",
        "The draw is not complete: of %s stages, %s have a result; there is no draw.complete.",
        draw.frame().rules().stages().size(),
        draw.results().size());
    checks.need(
        !draw.isByDefault(),
        "期限内没有启动，按默认启动摇出。",
        "Nobody pressed in time: it was decided by the default press.");
    var unopened = draw.contributions().unopened();
    checks.need(
        !draw.isCeremony() || draw.results().isEmpty() || unopened == 0,
        "有 %s 个承诺没有打开：最多有 2^%s 种结果可供挑选。",
        "%s commitments unopened: up to 2^%s results could have been chosen.",
        unopened,
        unopened);
    var press = draw.pressEntry();
    if (policy.isPresent() && press.isPresent()) {
      quorum(draw, policy.get(), press.get());
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
    var succession = registry.succession().map(Succession::name).orElse("-");
    checks.require(
        POLICY,
        policy.succeeds().orElse(succession).equals(succession),
        "账本所继承的是 %s，政策写的是 %s。",
        "The ledger succeeds %s, the policy names %s.",
        succession,
        policy.succeeds().orElse(succession));
    for (var attempt : drawCase.attempts()) {
      attempt.opening().ifPresent(entry -> refuse(policy, entry));
      attempt.sealed().ifPresent(draw -> refuse(policy, draw));
    }
  }

  private void refuse(Policy policy, SealedDraw draw) {
    checks.require(
        POLICY,
        draw.frame().seal().chain().stream().allMatch(policy.chain()::equals),
        "信标链 %s 不是政策所列的 %s。",
        "The chain %s is not the policy's, %s.",
        draw.frame().seal().chain().map(Chain::text).orElse("-"),
        policy.chain().text());
    refuse(policy, draw.frame().entry());
    draw.pressEntry().ifPresent(entry -> refuse(policy, entry));
  }

  /** Refuses what organiser and notary signed with keys that the policy does not name. */
  private void refuse(Policy policy, Entry entry) {
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

  /** Whether enough witnesses saw the press before anybody could know what comes of it. */
  private void quorum(SealedDraw draw, Policy policy, Entry press) {
    var seal = draw.frame().seal();
    var knowableMs =
        draw.isCeremony()
            ? draw.contributions().firstMs().orElse(draw.pressedMs() + seal.deltaS() * 1000)
            : seal.chain().orElseThrow().dueMs(draw.fixed().round());
    var deadlineS = Math.floorDiv(knowableMs, 1000) - seal.marginS();
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
        "联署太晚：在信标公布（现场仪式为第一个承诺打开）前 %s 秒以前联署的只有 %s 个，要求 %s 个；不能证明启动在先。",
        "Cosigned too late: %s s before the round was due, or in a ceremony the first value"
            + " revealed, there were %s cosignatures of %s wanted; not shown to be fixed before.",
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
}
