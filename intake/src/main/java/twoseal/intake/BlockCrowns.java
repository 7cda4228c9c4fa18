package twoseal.intake;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import twoseal.list.Label;

/** The crowns of a list's blocks that were used last, 43 MB at most. */
final class BlockCrowns {
  private static final int KEPT_MAX = 2_048;

  private final SequencedMap<Place, BlockCrown> kept = new LinkedHashMap<>();

  private record Place(Label group, int block) {}

  /** A crown that is kept; becomes the one used last. */
  Optional<BlockCrown> find(ListIndex.Group group, int block) {
    var place = new Place(group.root().label(), block);
    var found = Optional.ofNullable(kept.get(place));
    found.ifPresent(crown -> kept.putLast(place, crown));
    return found;
  }

  /** Keeps one, in the place of the one that was not used for longest. */
  void keep(ListIndex.Group group, int block, BlockCrown crown) {
    kept.putLast(new Place(group.root().label(), block), crown);
    if (kept.size() > KEPT_MAX) {
      kept.pollFirstEntry();
    }
  }
}
