package twoseal.verifier;

import static twoseal.verifier.VerId.ANNOUNCEMENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A draw from its announcement on, with its attempts in their order. Every command stands on the
 * ledger as accepted; each rule that would have refused it is a check.
 */
final class DrawCase {
  /** What holds for all attempts: the case number and what was announced, [DRAW-4]. */
  record Announced(String draw, boolean isRehearsal, Rules rules) {}

  private final String draw;
  private final Registry registry;
  private final Archive archive;
  private final Checks checks;
  private Optional<Announced> announced = Optional.empty();
  private final List<Attempt> attempts = new ArrayList<>();

  /**
   * @param draw the case number
   */
  DrawCase(String draw, Registry registry, Archive archive, Checks checks) {
    this.draw = draw;
    this.registry = registry;
    this.archive = archive;
    this.checks = checks;
  }

  /** What was announced; only to be asked once an attempt is sealed. */
  Announced announced() {
    return announced.orElseThrow();
  }

  /** The attempts, of which the n-th has the number n; none without an announcement. */
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** The attempts that were sealed, as far as their seals can be used. */
  List<SealedDraw> sealed() {
    return attempts.stream().flatMap(a -> a.sealed().stream()).toList();
  }

  void apply(Entry entry, Command.OfDraw command) {
    switch (command) {
      case Command.Announce c -> announce(c, entry);
      case Command.OfCase c -> ofCase(c, entry);
    }
  }

  private void ofCase(Command.OfCase c, Entry entry) {
    if (!entry
        .form(ANNOUNCEMENT, checks)
        .require(announced.isPresent(), "之前没有公告", "there is no announcement before it")) {
      return;
    }
    checkSigners(c, announced.orElseThrow().rules(), entry);
    attempts.getLast().apply(entry, c);
  }

  private void announce(Command.Announce c, Entry entry) {
    checkSigners(c, announced.map(Announced::rules).orElse(c.rules()), entry);
    var form = entry.form(ANNOUNCEMENT, checks);
    if (!form.require(announced.isEmpty(), "公告不止一次", "there is a second announcement")) {
      return;
    }
    var made = new Announced(draw, c.isRehearsal(), c.rules());
    announced = Optional.of(made);
    attempts.add(new Attempt(1, made, registry, archive, checks));
    form.require(
        draw.startsWith(c.isRehearsal() ? "R-" : "D-"),
        "案号 %s 不属于这一类",
        "the case number %s is not of this kind",
        draw);
    form.require(
        c.isRehearsal() || !registry.isClockSet(),
        "时钟可拨的账本上只能演练",
        "on a ledger with a set clock there are only rehearsals");
    form.require(
        registry.hasOrganisation(c.rules().organiser(), entry.index()),
        "主办方 %s 没有登记",
        "the organiser %s is not registered",
        c.rules().organiser());
    form.require(c.rules().isBeacon(), "不是信标方式", "its entropy is not a beacon");
    c.rules().check(form, true);
  }

  private void checkSigners(Command.OfDraw command, Rules rules, Entry entry) {
    Signers.check(command, rules, registry.signersOf(entry), entry, checks);
  }
}
