package twoseal.server.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import twoseal.draw.EntryNumber;

/**
 * An attempt of a draw at a moment; does not change, so any thread may use it without waiting.
 *
 * @param draw with its timeline
 * @param json of the draw
 * @param list the final list, where it is here
 * @param stages those with a result
 * @param afterwards what became of places, by stage and order number
 */
record Look(
    Shapes.Draw draw,
    Json json,
    Optional<OpenList> list,
    List<RollIndex> stages,
    Map<RankedPlace, String> afterwards) {
  Look {
    stages = List.copyOf(stages);
    afterwards = Map.copyOf(afterwards);
  }

  /** A winner's place or an alternate's rank. */
  record RankedPlace(int stage, long order) {}

  /** Bytes that are sent as they are. */
  static final class Json {
    private final byte[] bytes;

    Json(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** Rolls of a stage that has its result, in the order rolled. */
  List<Shapes.Roll> rolls(int stage, long from, long limit) throws IOException {
    var outcome = stages.get(stage - 1).outcome();
    var rows = new ArrayList<Shapes.Roll>();
    for (var i = from; i < Math.min(outcome.rolled(), from + limit); i++) {
      var entry = EntryNumber.at(outcome.index(i), outcome.list());
      var order = outcome.order(i);
      rows.add(
          new Shapes.Roll(
              order,
              RollIndex.word(outcome.kind(i)),
              entry.number(),
              entry.group().text(),
              name(entry),
              Optional.ofNullable(afterwards.get(new RankedPlace(stage, order)))));
    }
    return rows;
  }

  /** What became of an entry of the list in every stage that has its result. */
  List<Shapes.EntryOutcome> outcomes(long listIndex) {
    var told = new ArrayList<Shapes.EntryOutcome>();
    for (var index : stages) {
      var outcome = index.outcome();
      var stage = outcome.stage();
      var roll = index.rollOf(listIndex);
      var order = roll.isPresent() ? outcome.order(roll.getAsLong()) : 0;
      told.add(
          new Shapes.EntryOutcome(
              stage.id(),
              stage.title(),
              stage.titleEn(),
              roll.isPresent() ? RollIndex.word(outcome.kind(roll.getAsLong())) : "none",
              order == 0 ? OptionalLong.empty() : OptionalLong.of(order),
              Optional.ofNullable(afterwards.get(new RankedPlace(stage.id(), order)))));
    }
    return told;
  }

  /** The masked name of an entry, where the list is here and has it. */
  Optional<String> name(EntryNumber entry) throws IOException {
    return list.isEmpty() ? Optional.empty() : list.get().name(entry);
  }
}
