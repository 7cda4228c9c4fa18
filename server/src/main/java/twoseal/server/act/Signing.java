package twoseal.server.act;

import java.util.List;
import java.util.Optional;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.SignatureLine;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.registry.Registry;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;

/** Whose a signature line is, whether it holds, and which place of an act it fills. */
final class Signing {
  private static final int LINE_MAX = 400;

  private final Engine engine;
  private final Clock clock;

  Signing(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /**
   * Reads a line.
   *
   * @throws Problem 422 if it is none
   */
  static SignatureLine line(String text) {
    try {
      if (text.length() > LINE_MAX) {
        throw new MalformedException("a signature line");
      }
      return SignatureLine.parse(text);
    } catch (MalformedException malformed) {
      throw new Problem(422, "act.no-line").because(malformed);
    }
  }

  /**
   * A line of the caller under an act.
   *
   * @throws Problem 403 if it is not the caller's or not among those who sign, 409 if its place is
   *     taken, 422 if its key is not valid now or the signature does not hold
   */
  KeptAct.Signature signature(KeptAct kept, SignatureLine line, Caller caller) {
    if (!line.name().equals(caller.person().toString())) {
      throw new Problem(403, "act.line-of-another", line.name());
    }
    var fitting = fitting(kept, line);
    if (fitting.places().isEmpty()) {
      throw new Problem(403, "act.not-a-signer");
    }
    if (!fitting.key().holds(kept.text(), line, Ed25519.STRICT)) {
      throw new Problem(422, "act.signature");
    }
    var place =
        fitting.places().stream()
            .filter(i -> kept.signature(i).isEmpty())
            .findFirst()
            .orElseThrow(() ->
                new Problem(
                    409,
                    "act.place-taken",
                    kept.signature(fitting.places().getFirst()).orElseThrow().person()));
    return new KeptAct.Signature(place, line.name(), line.format(), clock.nowMs());
  }

  /** The place, among those that are free, of a line that the ledger has taken. */
  Optional<Integer> place(KeptAct kept, List<KeptAct.Signature> taken, SignatureLine line) {
    for (var i = 0; i < kept.places().size(); i++) {
      var index = i;
      var place = kept.places().get(i);
      var isFree = taken.stream().noneMatch(s -> s.place() == index);
      var newKey = place.newKey().map(NoteKey::parse);
      var fits =
          newKey.isPresent()
              ? newKey.get().isNamedBy(line)
              : role(line)
                  .filter(role -> place.fits(PersonName.parse(line.name()), role))
                  .isPresent();
      if (isFree && fits) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** The key of a line, and the places that it could fill. */
  private record Fitting(NoteKey key, List<Integer> places) {}

  private Fitting fitting(KeptAct kept, SignatureLine line) {
    for (var i = 0; i < kept.places().size(); i++) {
      var newKey = kept.places().get(i).newKey().map(NoteKey::parse);
      if (newKey.filter(key -> key.isNamedBy(line)).isPresent()) {
        return new Fitting(newKey.get(), List.of(i));
      }
    }
    var row =
        row(line)
            .filter(r -> r.until().isEmpty() && r.key().type() == NoteKey.Type.ED25519)
            .orElseThrow(() -> new Problem(422, "act.no-valid-key", line.name()));
    var person = PersonName.parse(line.name());
    var places =
        java.util.stream.IntStream.range(0, kept.places().size())
            .filter(i -> kept.places().get(i).fits(person, row.role()))
            .boxed()
            .toList();
    return new Fitting(row.key(), places);
  }

  private Optional<twoseal.core.Role> role(SignatureLine line) {
    return row(line).map(Registry.KeyRow::role);
  }

  private Optional<Registry.KeyRow> row(SignatureLine line) {
    try (var state = engine.state()) {
      return Optional.ofNullable(state.get(Registry.keyRow(line))).map(Registry.KeyRow::parse);
    }
  }
}
