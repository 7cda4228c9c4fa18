package twoseal.draw;

import java.util.Optional;
import twoseal.core.Actor;
import twoseal.core.Blobs;
import twoseal.core.MalformedException;
import twoseal.core.Outcome;
import twoseal.core.People;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.Role;
import twoseal.core.Signed;
import twoseal.core.State;
import twoseal.core.Writes;

/**
 * The rules of a draw ([DRAW-16]): who may do what, and when. They look in the order of {@link
 * DrawReason}; the phases of a draw have a class each.
 */
public final class DrawRules {
  private final Blobs blobs;
  private final Results results;

  public DrawRules(Blobs blobs) {
    this.blobs = blobs;
    this.results = new Results(blobs);
  }

  /**
   * What an accepted command means.
   *
   * @param draw case number
   * @param step accepted commands of the case, this one included
   */
  public record Event(String draw, long step, Writes writes) {}

  /**
   * A command in its circumstances.
   *
   * @param text of the command, as signed
   */
  record Asked(Position position, String text, Signed signed, State state, People people) {
    /** Whether exactly an organiser of this organisation and a notary signed. */
    boolean isByBoth(String organiser) {
      return signed.isBy(Role.ORGANISER, Role.NOTARY)
          && signed.actors().stream().anyMatch(a -> isOrganiser(a, organiser));
    }

    /** Whether exactly one organiser of this organisation signed. */
    boolean isByOrganiser(String organiser) {
      return signed.isBy(Role.ORGANISER) && isOrganiser(signed.actors().getFirst(), organiser);
    }

    boolean isBy(PersonName person) {
      return signed.isByOne() && signed.actors().getFirst().name().equals(person);
    }

    private static boolean isOrganiser(Actor actor, String organisation) {
      return actor.role() == Role.ORGANISER && actor.name().organisation().equals(organisation);
    }
  }

  /** Whether a case number was given. */
  public static boolean isKnown(State state, String draw) {
    try {
      return CaseFile.find(state, CaseNumber.parse(draw)).isPresent();
    } catch (MalformedException notOne) {
      return false;
    }
  }

  /** Answers a command. */
  public Outcome<Event, DrawReason> decide(
      Position position,
      DrawCommand command,
      String text,
      Signed signed,
      State state,
      People people) {
    var asked = new Asked(position, text, signed, state, people);
    return switch (command) {
      case DrawCommand.Announce announce -> announce(asked, announce);
      case DrawCommand.InDraw inDraw -> inDraw(asked, inDraw);
    };
  }

  private static Outcome<Event, DrawReason> announce(Asked asked, DrawCommand.Announce c) {
    var refusal = BeforeSeal.refuseAnnouncement(asked, c);
    if (refusal.isPresent()) {
      return new Outcome.Refused<>(refusal.get());
    }
    var number = CaseFile.count(asked.state(), c.drawKind()) + 1;
    var draw = new CaseNumber(c.drawKind(), number);
    var writes =
        new Writes()
            .put(CaseFile.countRow(c.drawKind()), number)
            .put(CaseFile.caseRow(draw, "announce"), asked.text())
            .put(CaseFile.caseRow(draw, "step"), 1);
    return new Outcome.Accepted<>(new Event(draw.toString(), 1, writes));
  }

  private Outcome<Event, DrawReason> inDraw(Asked asked, DrawCommand.InDraw c) {
    var found = CaseFile.find(asked.state(), c.draw());
    if (!mayAsk(asked, c, found)) {
      return new Outcome.Refused<>(DrawReason.SIGNERS);
    }
    if (found.isEmpty()) {
      return new Outcome.Refused<>(DrawReason.NO_SUCH_DRAW);
    }
    var file = about(found.get(), c);
    if (file.isEmpty()) {
      return new Outcome.Refused<>(DrawReason.ATTEMPT);
    }
    var writes = new Writes();
    var refusal = decide(asked, c, file.get(), writes);
    if (refusal.isPresent()) {
      return new Outcome.Refused<>(refusal.get());
    }
    var step = found.get().step() + 1;
    writes.put(CaseFile.caseRow(c.draw(), "step"), step);
    return new Outcome.Accepted<>(new Event(c.draw().toString(), step, writes));
  }

  /** The attempt that a command is about, if it may be: only results come late. */
  private static Optional<CaseFile> about(CaseFile current, DrawCommand.InDraw c) {
    return switch (c) {
      case DrawCommand.PublishResult _, DrawCommand.Complete _ -> current.at(c.attempt());
      case OpenAttempt _ -> Optional.of(current).filter(file -> c.attempt() == file.attempt() + 1);
      case PublishList _,
          DrawCommand.CheckList _,
          Seal _,
          DrawCommand.Reveal _,
          DrawCommand.Skip _,
          ShakeBatch _,
          CloseShakes _,
          DrawCommand.Press _,
          DrawCommand.GiveUp _,
          DrawCommand.Promote _ ->
          Optional.of(current).filter(file -> c.attempt() == file.attempt());
    };
  }

  /** Who must sign what; where the case is unknown, by the roles alone. */
  private static boolean mayAsk(Asked asked, DrawCommand.InDraw c, Optional<CaseFile> file) {
    var organiser = file.map(f -> f.announcement().rules().organiser());
    return switch (c) {
      case PublishList _ ->
          organiser.map(asked::isByOrganiser).orElse(asked.signed().isBy(Role.ORGANISER));
      case DrawCommand.CheckList _ ->
          asked.signed().isBy(Role.WITNESS)
              && !organiser.equals(
                  Optional.of(asked.signed().actors().getFirst().name().organisation()));
      case DrawCommand.Reveal reveal ->
          asked.isBy(reveal.contributor()) || asked.signed().isBy(Role.NOTARY);
      case DrawCommand.PublishResult _, DrawCommand.Complete _ -> asked.signed().isByOne();
      case ShakeBatch _ -> asked.signed().isBy(Role.OPERATOR);
      case CloseShakes _ ->
          asked.signed().isBy(Role.OPERATOR)
              || asked.signed().isBy(Role.NOTARY)
              || organiser.map(asked::isByOrganiser).orElse(asked.signed().isBy(Role.ORGANISER));
      case Seal _,
          DrawCommand.Skip _,
          DrawCommand.Press _,
          DrawCommand.GiveUp _,
          DrawCommand.Promote _,
          OpenAttempt _ ->
          organiser.map(asked::isByBoth).orElse(asked.signed().isBy(Role.ORGANISER, Role.NOTARY));
    };
  }

  private Optional<DrawReason> decide(
      Asked asked, DrawCommand.InDraw command, CaseFile file, Writes writes) {
    return switch (command) {
      case PublishList c -> new BeforeSeal(asked, file, writes).list(c, blobs);
      case DrawCommand.CheckList c -> new BeforeSeal(asked, file, writes).check(c);
      case Seal c -> new BeforeSeal(asked, file, writes).seal(c);
      case DrawCommand.Reveal c -> new Reveals(asked, file, writes).reveal(c);
      case DrawCommand.Skip c -> new UntilPress(asked, file, writes).skip(c);
      case ShakeBatch c -> new Shaking(asked, file, writes).shake(c, blobs);
      case CloseShakes c -> new Shaking(asked, file, writes).close(c);
      case DrawCommand.Press c -> new UntilPress(asked, file, writes).press(c);
      case DrawCommand.PublishResult c -> results.publish(asked, file, c, writes);
      case DrawCommand.Complete c -> results.complete(asked, file, c, writes);
      case DrawCommand.GiveUp c -> new Afterwards(file, writes).giveUp(c);
      case DrawCommand.Promote c -> new Afterwards(file, writes).promote(c);
      case OpenAttempt c -> new FurtherAttempt(asked, file, writes).open(c);
    };
  }
}
