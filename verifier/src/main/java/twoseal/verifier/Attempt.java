package twoseal.verifier;

import static twoseal.verifier.VerId.LIST;
import static twoseal.verifier.VerId.SEAL;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One attempt of a draw: its commands up to the seal, which is checked here; what comes after it is
 * for {@link SealedDraw}.
 */
final class Attempt {
  private final long number;
  private final Optional<Entry> opening;
  private final DrawCase.Announced announced;
  private final Source source;
  private final Checks checks;
  private Optional<String> draftRoot = Optional.empty();
  private Optional<Final> lastFinal = Optional.empty();
  private final Set<Check> listChecks = new HashSet<>();
  private Optional<SealedDraw> sealed = Optional.empty();
  private Optional<Command.NextAttempt> next = Optional.empty();
  private Optional<Stages> computed = Optional.empty();

  /**
   * What attempts are judged with.
   *
   * @param folder where the attempt's members are in the bundle
   */
  record Source(String folder, Registry registry, Archive archive, Stages.Allowance allowance) {}

  /** A final list and the digest of its note. */
  private record Final(Command.Listing listing, String note) {}

  /** A witness's check: the digest of its note and what was checked. */
  private record Check(String note, Command.ListBlock block) {}

  /**
   * @param number from 1
   * @param opening the {@code draw.attempt} that opened it; the first has none
   */
  Attempt(
      long number,
      Optional<Entry> opening,
      DrawCase.Announced announced,
      Source source,
      Checks checks) {
    this.number = number;
    this.opening = opening;
    this.announced = announced;
    this.source = source;
    this.checks = checks;
  }

  long number() {
    return number;
  }

  boolean isComplete() {
    return sealed.filter(s -> s.afterwards().isPresent()).isPresent();
  }

  /** The digest of the note that completed it, if it is complete. */
  Optional<String> completion() {
    return sealed.flatMap(SealedDraw::completion);
  }

  /** Whether at this time its number is so late that another attempt may be opened, [DRAW-18]. */
  boolean isOverdue(long atMs) {
    return sealed.filter(s -> s.isOverdue(atMs)).isPresent();
  }

  /** What was sealed, if its seal can be used. */
  Optional<SealedDraw> sealed() {
    return sealed;
  }

  /** The {@code draw.attempt} that opened it; the first has none. */
  Optional<Entry> opening() {
    return opening;
  }

  /** What opened the attempt after this one, if there is one. */
  Optional<Command.NextAttempt> next() {
    return next;
  }

  /** What follows from a signature that was brought from outside, [VER-32]. */
  Optional<Stages> computed() {
    return computed;
  }

  /** Another attempt was opened after this one. */
  void follow(Command.NextAttempt c) {
    next = Optional.of(c);
    sealed.ifPresent(SealedDraw::follow);
  }

  /** Computes this attempt, if it waits for a number and the signature is that of its round. */
  boolean compute(byte[] signature) {
    var awaiting = sealed.filter(s -> s.isAwaiting(signature));
    // For a round there is one signature only: what was computed once is not computed again.
    computed = computed.or(() -> awaiting.map(s -> s.compute(signature)));
    return awaiting.isPresent();
  }

  void apply(Entry entry, Command.OfAttempt command) {
    switch (command) {
      case Command.Listing c -> list(c, entry);
      case Command.ListChecked c -> listChecked(c, entry);
      case Command.Seal c -> seal(c, entry);
      case Command.Reveal c ->
          afterSeal(c, entry, VerId.REVEALS).ifPresent(s -> s.reveal(c, entry));
      case Command.Skip c -> afterSeal(c, entry, VerId.SKIPS).ifPresent(s -> s.skip(c, entry));
      case Command.Shake c -> afterSeal(c, entry, VerId.SHAKES).ifPresent(s -> s.shake(c, entry));
      case Command.Close c -> afterSeal(c, entry, VerId.SHAKES).ifPresent(s -> s.close(c, entry));
      case Command.Press c -> afterSeal(c, entry, VerId.PRESS).ifPresent(s -> s.press(c, entry));
      case Command.Result c -> afterSeal(c, entry, VerId.ROLLS).ifPresent(s -> s.result(c, entry));
      case Command.Complete c ->
          afterSeal(c, entry, VerId.ROLLS).ifPresent(s -> s.complete(c, entry));
      case Command.GiveUp c ->
          afterSeal(c, entry, VerId.AFTERWARDS).ifPresent(s -> s.giveUp(c, entry));
      case Command.Promote c ->
          afterSeal(c, entry, VerId.AFTERWARDS).ifPresent(s -> s.promote(c, entry));
    }
  }

  /** The checks that look at a command besides who signed it and of which attempt it is. */
  static Set<VerId> checksOf(Command.OfAttempt command) {
    return switch (command) {
      case Command.Listing c -> EnumSet.of(LIST);
      case Command.ListChecked c -> EnumSet.of(LIST);
      case Command.Seal c ->
          EnumSet.of(SEAL, VerId.WEIGHTS, VerId.LINES, VerId.NAMES, VerId.POLICY);
      case Command.Reveal c -> EnumSet.of(VerId.REVEALS);
      case Command.Skip c -> EnumSet.of(VerId.SKIPS);
      case Command.Shake c -> EnumSet.of(VerId.SHAKES);
      case Command.Close c -> EnumSet.of(VerId.SHAKES);
      case Command.Press c -> EnumSet.of(VerId.PRESS, VerId.SHAKES, VerId.SKIPS, VerId.POLICY);
      case Command.Result c -> {
        var ids = EnumSet.copyOf(SealedDraw.OF_RESULT);
        ids.add(VerId.PRESS);
        yield ids;
      }
      case Command.Complete c -> EnumSet.of(VerId.PRESS, VerId.ROLLS);
      case Command.GiveUp c -> EnumSet.of(VerId.AFTERWARDS);
      case Command.Promote c -> EnumSet.of(VerId.AFTERWARDS);
    };
  }

  private void list(Command.Listing c, Entry entry) {
    var form = entry.form(LIST, checks);
    var block = c.block();
    var shape = c.shape();
    var isUsable = form.require(sealed.isEmpty(), "已经封存", "the draw is sealed already");
    isUsable &=
        form.require(
            shape.labels().equals(rules().groups()),
            "组别 %s 不是规则的组别",
            "the groups %s are not those of the rules",
            shape.labels());
    isUsable &=
        form.require(
            shape.entries() == block.entries()
                && shape.tickets().equals(java.math.BigInteger.valueOf(block.tickets())),
            "各组相加为 %s 条、%s 号签，名单写的是 %s 条、%s 号签",
            "the groups add up to %s entries, %s tickets; the list block has %s and %s",
            shape.entries(),
            shape.tickets(),
            block.entries(),
            block.tickets());
    isUsable &=
        form.require(
            shape.groups().stream().allMatch(g -> !block.isUniform() || g.tickets() == g.entries()),
            "权重写为 uniform，而有一组的号签数不等于条目数",
            "the weights are said to be uniform, but a group has more or fewer tickets than"
                + " entries");
    isUsable &=
        form.require(
            shape.root().equals(block.root()),
            "各组得出的名单根是 %s，名单写的是 %s",
            "the groups give the list root %s, the list block has %s",
            shape.root(),
            block.root());
    form.require(
        c.draft().equals(c.isFinal() ? draftRoot : Optional.empty())
            && (c.draft().isPresent() || c.changes() == 0),
        "没有如实引用上一份草案 %s",
        "it does not name the last draft, %s, as it must",
        draftRoot.orElse("-"));
    if (!c.isFinal()) {
      draftRoot = Optional.of(block.root());
    } else if (isUsable) {
      lastFinal = Optional.of(new Final(c, entry.note().digest()));
    }
  }

  private void listChecked(Command.ListChecked c, Entry entry) {
    var form = entry.form(LIST, checks);
    form.require(sealed.isEmpty(), "已经封存", "the draw is sealed already");
    form.require(
        lastFinal.isPresent() && lastFinal.get().listing().block().equals(c.block()),
        "核对的不是最后的正式名单",
        "what was checked is not the last final list");
    listChecks.add(new Check(entry.note().digest(), c.block()));
  }

  private void seal(Command.Seal c, Entry entry) {
    var form = entry.form(SEAL, checks);
    if (!form.require(sealed.isEmpty(), "封存不止一次", "there is a second seal")) {
      checks.leaveOut(checksOf(c));
      return;
    }
    var isUsable =
        form.require(
            rules().areKeptBy(c.rules()),
            "规则与公告不同（名额未定者除外）",
            "the rules differ from those announced (but for open places)");
    isUsable &= c.rules().check(form, false);
    isUsable &=
        form.require(
            lastFinal.isPresent()
                && lastFinal.get().listing().block().equals(c.block())
                && lastFinal.get().note().equals(c.listNote()),
            "封存的不是最后的正式名单",
            "what is sealed is not the last final list");
    if (!isUsable) {
      checks.leaveOut(checksOf(c));
      return;
    }
    form.require(
        c.listChecked().isEmpty()
            || listChecks.contains(new Check(c.listChecked().get(), c.block())),
        "所称的核对 %s 不存在",
        "there is no check %s of the list",
        c.listChecked().orElse("-"));
    if (!new Sealing(announced, source.registry(), c, entry, checks).check()) {
      checks.leaveOut(checksOf(c));
      return;
    }
    sealed =
        Optional.of(
            new SealedDraw(
                new SealedDraw.Frame(
                    number,
                    announced.draw(),
                    announced.isRehearsal(),
                    source.folder(),
                    c,
                    lastFinal.orElseThrow().listing().shape(),
                    entry),
                source.archive(),
                source.allowance(),
                checks));
  }

  private Optional<SealedDraw> afterSeal(Command.OfAttempt c, Entry entry, VerId id) {
    if (sealed.isEmpty()) {
      checks.leaveOut(checksOf(c));
    }
    entry.form(id, checks).require(sealed.isPresent(), "尚未封存", "the draw is not sealed");
    return sealed;
  }

  private Rules rules() {
    return announced.rules();
  }
}
