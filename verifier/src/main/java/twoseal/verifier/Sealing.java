package twoseal.verifier;

import static twoseal.verifier.VerId.SEAL;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a seal's randomness comes from, and when: [VER-12], [DRAW-7], [DRAW-21]. */
final class Sealing {
  private final DrawCase.Announced announced;
  private final Registry registry;
  private final Command.Seal seal;
  private final Entry entry;
  private final Form form;

  Sealing(
      DrawCase.Announced announced,
      Registry registry,
      Command.Seal seal,
      Entry entry,
      Checks checks) {
    this.announced = announced;
    this.registry = registry;
    this.seal = seal;
    this.entry = entry;
    form = entry.form(SEAL, checks);
  }

  /** Whether the draw can be judged under this seal; whatever is wrong is recorded. */
  boolean check() {
    contributors();
    times();
    form.require(
        announced.isRehearsal() || seal.chain().stream().allMatch(Chain::isQuicknet),
        "信标链 %s 只能用于演练",
        "the chain %s is for rehearsals only",
        seal.chain().map(Chain::text).orElse("-"));
    if (!isBeacon()) {
      ceremony();
    }
    return form.require(
        seal.chain().isPresent() == isBeacon(),
        "信标方式须有信标链，现场仪式须没有",
        "a chain where there is a ceremony, or none where there is a beacon");
  }

  private void contributors() {
    var people = seal.contributors().stream().map(Command.Contributor::person).toList();
    form.require(
        Set.copyOf(people).size() == people.size()
            && people.stream().allMatch(p -> registry.hasPerson(p, entry.index())),
        "提供人 %s 有重复，或有未登记、已撤销的",
        "of the contributors %s one stands twice, or is not registered or revoked",
        people);
    var envelopes = seal.contributors().stream().flatMap(c -> c.envelope().stream()).toList();
    form.require(
        Set.copyOf(envelopes).size() == envelopes.size(),
        "信封号 %s 有重复",
        "of the envelopes %s one stands twice",
        envelopes);
  }

  private void times() {
    var pressByMs = seal.pressByS() * 1000;
    form.require(
        pressByMs > entry.timeMs()
            && pressByMs <= entry.timeMs() + Limits.PRESS_BY_DAYS_MAX * 86_400_000,
        "启动期限不在封存之后 %s 天内",
        "press-by is not within %s days after the seal",
        Limits.PRESS_BY_DAYS_MAX);
    var slackS = announced.isRehearsal() ? 3 : 60;
    form.require(
        seal.deltaS() >= seal.marginS() + slackS && seal.deltaS() <= Limits.DELTA_S_MAX,
        "delta %s 秒不在 margin %s 秒加 %s 秒与 %s 秒之间",
        "delta, %s s, is not between margin, %s s, plus %s s and %s s",
        seal.deltaS(),
        seal.marginS(),
        slackS,
        Limits.DELTA_S_MAX);
    var skipNoticeS = isBeacon() ? Limits.SKIP_NOTICE_S_MAX : 0;
    var skipsMax = isBeacon() ? Limits.SKIPS_MAX : 0;
    form.require(
        seal.skipNoticeS() <= skipNoticeS && seal.skipsMax() <= skipsMax,
        "跳过的公示期 %s 秒或上限 %s 过大",
        "skip-notice, %s s, or skips-max, %s, is too large",
        seal.skipNoticeS(),
        seal.skipsMax());
  }

  /** [DRAW-21]: nobody but all of several independent organisations together may know the seed. */
  private void ceremony() {
    var organisations = organisations();
    form.require(
        organisations.size() >= Limits.CEREMONY_CONTRIBUTORS_MIN,
        "现场仪式的提供人少于 %s 个",
        "a ceremony with fewer than %s contributors",
        Limits.CEREMONY_CONTRIBUTORS_MIN);
    form.require(
        new HashSet<>(organisations).size() == organisations.size(),
        "提供人的机构 %s 有重复",
        "of the contributors' organisations %s one stands twice",
        organisations);
    form.require(
        seal.contributors().stream().allMatch(c -> c.envelope().isPresent()),
        "现场仪式的提供人须各有承诺和信封",
        "in a ceremony every contributor has a commitment and an envelope");
    form.require(
        organisations.stream().anyMatch(this::isIndependent),
        "提供人的机构 %s 中，没有一个独立于主办方、公证机构和运维方",
        "of the contributors' organisations %s none is independent of organiser, office and"
            + " operators",
        organisations);
  }

  private boolean isIndependent(String organisation) {
    return !organisation.equals(announced.rules().organiser())
        && !organisation.equals(registry.office())
        && !registry.hasOperator(organisation, entry.index());
  }

  private List<String> organisations() {
    return seal.contributors().stream().map(c -> Registry.organisationOf(c.person())).toList();
  }

  private boolean isBeacon() {
    return announced.rules().isBeacon();
  }
}
