package twoseal.machine;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import twoseal.core.Actor;
import twoseal.core.Blobs;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.Outcome;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.SignatureCheck;
import twoseal.core.SignatureLine;
import twoseal.core.Signed;
import twoseal.core.State;
import twoseal.core.Writes;
import twoseal.draw.CaseFile;
import twoseal.draw.DrawKind;
import twoseal.draw.DrawRules;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;
import twoseal.registry.RegistryRules;
import twoseal.registry.Succession;

/**
 * The rules behind every engine: decodes a command, asks its domain, applies what it accepts. The
 * answer is a function of the position, the command, the state and the blobs that the command
 * names; two engines that give the same commands the same positions hold the same state.
 */
public final class Machine {
  /** The state's rows that {@link #authenticate} asks for. */
  public static final String KEYS_PREFIX = Registry.KEYS_PREFIX;

  private final SignatureCheck check;
  private final DrawRules draws;

  /**
   * The rules.
   *
   * @param check with the answers of {@link twoseal.core.Ed25519#STRICT}
   * @param blobs the files that commands name by their digest
   */
  public Machine(SignatureCheck check, Blobs blobs) {
    this.check = check;
    this.draws = new DrawRules(blobs);
  }

  /** The state's rows under {@link #KEYS_PREFIX}, as of now. */
  @FunctionalInterface
  public interface KeyView {
    /** The value of a row, or null. */
    @Nullable String get(String stateKey);
  }

  /**
   * What the rules say, as the ledger keeps it.
   *
   * @param reason present where refused, such as {@code draw.pressed}
   * @param outcome the text of [LOG-2]
   */
  public record Answer(boolean accepted, Optional<String> reason, String outcome) {}

  /**
   * Reads a command.
   *
   * @throws MalformedException unless its form is good; nothing is said of its signatures
   */
  public Command read(byte[] note) {
    return Command.read(note);
  }

  /**
   * Checks every signature line against the keys that are valid now. May be called from any thread
   * before the command has its place; what held is not computed again by {@link #apply}.
   *
   * @throws MalformedException naming the line without a valid key or that does not hold
   */
  public void authenticate(Command command, KeyView keys) {
    signed(command, keys);
  }

  /**
   * Answers a command and writes what it changes.
   *
   * @throws MalformedException if it is meant for another ledger or a signature does not hold:
   *     nothing was written and it must not enter
   */
  public Answer apply(Position position, Command command, State state) {
    requireLedger(position, command, state);
    var signed = signed(command, state::get);
    return switch (command.body()) {
      case Command.Body.Registry(var registry) ->
          switch (RegistryRules.decide(
              position,
              registry,
              command.note().text(),
              signed,
              state,
              draw -> DrawRules.isKnown(state, draw))) {
            case Outcome.Accepted<Writes, ?>(var writes) -> {
              writes.applyTo(state);
              if (registry instanceof Succession succession) {
                CaseFile.startAt(DrawKind.DRAW, succession.draws().next()).applyTo(state);
                CaseFile.startAt(DrawKind.REHEARSAL, succession.rehearsals().next()).applyTo(state);
              }
              if (!(registry instanceof RegistryCommand.Remark)) {
                place(state, "registry", new Registry(state).count(), position);
              }
              yield accepted(state, Optional.empty(), Optional.empty());
            }
            case Outcome.Refused<?, twoseal.registry.RegistryReason>(var reason) ->
                refused(reason.code());
          };
      case Command.Body.Draw(var draw) ->
          switch (draws.decide(
              position, draw, command.note().text(), signed, state, new Registry(state))) {
            case Outcome.Accepted<DrawRules.Event, ?>(var event) -> {
              event.writes().applyTo(state);
              place(state, event.draw(), event.step(), position);
              yield accepted(state, Optional.of(event.draw()), Optional.of(event.step()));
            }
            case Outcome.Refused<?, twoseal.draw.DrawReason>(var reason) -> refused(reason.code());
          };
    };
  }

  private static void requireLedger(Position position, Command command, State state) {
    var opened = new Registry(state).origin();
    var isGenesis = isGenesis(command);
    if (isGenesis != (position.index() == 0) || isGenesis != opened.isEmpty()) {
      throw new MalformedException("genesis first, and only first");
    }
    var origin =
        command.body() instanceof Command.Body.Registry(RegistryCommand.Genesis genesis)
            ? genesis.logKey().name()
            : opened.orElseThrow();
    if (!command.header().ledger().equals(origin)) {
      throw new MalformedException("a command for the ledger " + origin);
    }
  }

  private static boolean isGenesis(Command command) {
    return command.body() instanceof Command.Body.Registry(RegistryCommand.Genesis _);
  }

  private Signed signed(Command command, KeyView keys) {
    var actors = new ArrayList<Actor>();
    var introduced = new ArrayList<NoteKey>();
    for (var line : command.note().signatures()) {
      var row = keys.get(Registry.keyRow(line));
      if (row != null) {
        actors.add(actor(command, line, Registry.KeyRow.parse(row)));
      } else {
        introduced.add(introduced(command, line));
      }
    }
    return new Signed(actors, introduced);
  }

  private Actor actor(Command command, SignatureLine line, Registry.KeyRow row) {
    if (row.until().isPresent() || row.key().type() != NoteKey.Type.ED25519) {
      throw new MalformedException("a key of " + line.name() + " that is valid for commands");
    }
    requireHolds(command, line, row.key());
    return new Actor(PersonName.parse(line.name()), row.role());
  }

  private NoteKey introduced(Command command, SignatureLine line) {
    var keys =
        command.body() instanceof Command.Body.Registry(var registry)
            ? registry.newKeys()
            : java.util.List.<NoteKey>of();
    for (var key : keys) {
      if (key.isNamedBy(line)) {
        requireHolds(command, line, key);
        return key;
      }
    }
    throw new MalformedException("a registered key for the signature of " + line.name());
  }

  private void requireHolds(Command command, SignatureLine line, NoteKey key) {
    if (!command.holds(line, key, check)) {
      throw new MalformedException("a signature of " + line.name() + " that holds");
    }
  }

  /** Notes where an accepted command stands, so that a bundle finds it without a search. */
  private static void place(State state, String of, long step, Position position) {
    state.put(placeRow(of, step), Long.toString(position.index()));
  }

  /**
   * The index of an accepted command.
   *
   * @param of {@code registry}, or a case number
   * @param step as the command's outcome counts it ([LOG-2])
   */
  public static Optional<Long> indexOf(State state, String of, long step) {
    return Optional.ofNullable(state.get(placeRow(of, step))).map(Long::parseLong);
  }

  private static String placeRow(String of, long step) {
    return "place/" + of + "/" + String.format(Locale.ROOT, "%020d", step);
  }

  private static Answer accepted(State state, Optional<String> draw, Optional<Long> step) {
    var text =
        new Fields.Writer("accepted", 1)
            .number("registry", new Registry(state).count())
            .optional("draw", draw)
            .optional("step", step.map(String::valueOf))
            .text();
    return new Answer(true, Optional.empty(), text);
  }

  private static Answer refused(String reason) {
    var text = new Fields.Writer("refused", 1).line("reason", reason).text();
    return new Answer(false, Optional.of(reason), text);
  }
}
