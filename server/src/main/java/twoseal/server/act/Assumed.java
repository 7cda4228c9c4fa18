package twoseal.server.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Actor;
import twoseal.core.Checkpoint;
import twoseal.core.NoteKey;
import twoseal.core.Outcome;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.Role;
import twoseal.core.Signed;
import twoseal.core.State;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawReason;
import twoseal.draw.DrawRules;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.machine.Command;
import twoseal.registry.Registry;
import twoseal.registry.RegistryCommand;
import twoseal.registry.RegistryReason;
import twoseal.registry.RegistryRules;

/** What the rules would say of a text now, had everybody signed it who must. */
final class Assumed {
  private static final String SOMEBODY = "somebody";

  private final Engine engine;
  private final Clock clock;

  Assumed(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** The reason for which the rules would refuse it; empty if they would accept it. */
  Optional<String> refusal(String text, List<Place> places) {
    var body = Command.Body.read(text);
    var position = position();
    try (var state = engine.state()) {
      var signed = signed(places, new Registry(state));
      return switch (body) {
        case Command.Body.Registry(var command) -> registry(position, command, text, signed, state);
        case Command.Body.Draw(var command) -> draw(position, command, text, signed, state);
      };
    }
  }

  private Position position() {
    var size = Checkpoint.parse(engine.checkpoint().text()).size();
    var lastMs = engine.read(size - 1).position().timeMs();
    return new Position(size, Math.max(clock.nowMs(), lastMs));
  }

  private static Optional<String> registry(
      Position position, RegistryCommand command, String text, Signed signed, State state) {
    var outcome =
        RegistryRules.decide(
            position, command, text, signed, state, draw -> DrawRules.isKnown(state, draw));
    return switch (outcome) {
      case Outcome.Accepted<?, ?> _ -> Optional.empty();
      case Outcome.Refused<?, RegistryReason>(var reason) -> Optional.of(reason.code());
    };
  }

  private Optional<String> draw(
      Position position, DrawCommand command, String text, Signed signed, State state) {
    var outcome =
        new DrawRules(engine.blobs())
            .decide(position, command, text, signed, state, new Registry(state));
    return switch (outcome) {
      case Outcome.Accepted<?, ?> _ -> Optional.empty();
      case Outcome.Refused<?, DrawReason>(var reason) -> Optional.of(reason.code());
    };
  }

  private static Signed signed(List<Place> places, Registry registry) {
    var actors = new ArrayList<Actor>();
    var introduced = new ArrayList<NoteKey>();
    for (var place : places) {
      if (place.newKey().isPresent()) {
        introduced.add(NoteKey.parse(place.newKey().get()));
      } else {
        actors.add(actor(place, registry));
      }
    }
    return new Signed(actors, introduced);
  }

  private static Actor actor(Place place, Registry registry) {
    var person = place.person().map(PersonName::parse);
    var known = person.flatMap(registry::person);
    if (person.isPresent() && known.isPresent()) {
      return new Actor(person.get(), known.get().role());
    }
    var role = place.roles().isEmpty() ? Role.OBSERVER : place.roles().getFirst();
    var organisation = place.organisation().orElseGet(registry::office);
    return new Actor(person.orElseGet(() -> new PersonName(organisation, SOMEBODY)), role);
  }
}
