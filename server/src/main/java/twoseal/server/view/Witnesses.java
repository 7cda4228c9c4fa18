package twoseal.server.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import twoseal.core.Cosignature;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.registry.Registry;

/** The ledger's witnesses and the last checkpoint that each cosigned. */
public final class Witnesses {
  /**
   * So many sizes are looked through at the start; who was away for longer has cosigned nothing.
   */
  private static final long SIZES_MAX = 1_000;

  private final Chronicle chronicle;
  private final CosignedCheckpoints cosigned;
  private final Map<String, Cosigned> last = new ConcurrentHashMap<>();

  private record Cosigned(long size, long timeMs) {}

  /** The witnesses of a ledger's folder. */
  public Witnesses(Chronicle chronicle, Path ledgerFolder) {
    this.chronicle = chronicle;
    this.cosigned = CosignedCheckpoints.ofLedger(ledgerFolder);
    cosigned
        .last()
        .ifPresent(size ->
            cosigned
                .sizes(Math.max(0, size - SIZES_MAX))
                .forEach(at -> cosigned.find(at).ifPresent(note -> take(at, note))));
  }

  /** A witness left a cosignature of a size. */
  public void cosigned(long size) {
    cosigned.find(size).ifPresent(note -> take(size, note));
  }

  /** What witnesses left with the log. */
  CosignedCheckpoints kept() {
    return cosigned;
  }

  /** All of them, by name; size 0 for who has cosigned nothing. */
  public List<Shapes.Witness> all() {
    var all = new ArrayList<Shapes.Witness>();
    try (var state = chronicle.engine().state()) {
      new Registry(state)
          .people()
          .forEach((person, row) -> {
            if (row.role() == Role.WITNESS && row.active()) {
              var seen = Optional.ofNullable(last.get(person));
              all.add(
                  new Shapes.Witness(
                      person,
                      chronicle.names().person(PersonName.parse(person)),
                      seen.map(Cosigned::size).orElse(0L),
                      seen.map(at -> OptionalLong.of(at.timeMs())).orElse(OptionalLong.empty())));
            }
          });
    }
    return all;
  }

  private void take(long size, SignedNote note) {
    for (var line : note.signatures().subList(1, note.signatures().size())) {
      var now = new Cosigned(size, Cosignature.timeS(line) * 1_000);
      last.merge(line.name(), now, (a, b) -> a.size() > b.size() ? a : b);
    }
  }
}
