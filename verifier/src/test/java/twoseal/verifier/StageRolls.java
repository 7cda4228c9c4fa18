package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.hex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** The stages of a story's attempt as a plain drum rolls them, and how results tell it. */
final class StageRolls {
  final List<PlainDrum> drums = new ArrayList<>();
  final List<String> roots = new ArrayList<>();
  private final List<Story.Stage> stages;
  private final TestList list;

  /** What a cheat's drum takes for an entry's weight. */
  LongUnaryOperator weight = w -> w;

  /** How many bytes of a block a cheat's drum looks at. */
  int blockBytes = 32;

  StageRolls(List<Story.Stage> stages, TestList list) {
    this.stages = stages;
    this.list = list;
  }

  PlainDrum roll(int id, byte[] key, Set<Integer> skips) {
    var stage = stages.get(id - 1);
    var from = new HashSet<Integer>();
    if (stage.from().startsWith("winners ")) {
      for (var s : stage.from().substring(8).split(",", -1)) {
        from.addAll(drums.get(Integer.parseInt(s) - 1).winners());
      }
    }
    var except = new HashSet<Integer>();
    for (var s : stage.except().equals("none") ? new String[0] : stage.except().split(",", -1)) {
      except.addAll(drums.get(Integer.parseInt(s) - 1).winners());
    }
    var pool = new ArrayList<PlainDrum.Entry>();
    for (int i = 0; i < list.people.size(); i++) {
      var person = list.people.get(i);
      var isOfGroup =
          stage.groups().equals("*")
              || Arrays.asList(stage.groups().split("\\|", -1)).contains(person.group());
      if (isOfGroup && !except.contains(i) && (stage.from().equals("all") || from.contains(i))) {
        pool.add(new PlainDrum.Entry(i, weight.applyAsLong(person.weight()), person.seats()));
      }
    }
    var drum =
        new PlainDrum(key, pool, blockBytes)
            .roll(places(id), stage.alternates(), stage.overflow().equals("overfill"), skips);
    drums.add(drum);
    return drum;
  }

  /** A stage's places with those that earlier stages left and joined. */
  private long places(int id) {
    var places = stages.get(id - 1).places();
    for (int s = 1; s < id; s++) {
      if (stages.get(s - 1).unfilled().equals("join " + id)) {
        places += unfilled(s);
      }
    }
    return places;
  }

  private long unfilled(int id) {
    return Math.max(0, places(id) - drums.get(id - 1).seats);
  }

  String result(int id, PlainDrum drum) {
    var root = outcomesRoot(drum);
    roots.add(root);
    return "rolled: %s\ncounters: %s\nwinners: %s\nalternates: %s\nskipped: %s\nseats: %s\n"
            .formatted(
                drum.rolls.size(),
                drum.counters,
                drum.count("winner"),
                drum.count("alternate"),
                drum.count("skipped"),
                drum.seats)
        + "unfilled: %s\noutcomes: %s\n".formatted(unfilled(id), root)
        + listed(drum);
  }

  /** The outcome lines, if they are few and short enough, [DRAW-12]. */
  private String listed(PlainDrum drum) {
    var lines = drum.rolls.stream().map(r -> "outcome: " + outcome(r) + "\n").toList();
    var text = String.join("", lines);
    return lines.size() <= 2_000 && text.getBytes(UTF_8).length <= 50_000
        ? "listed: " + lines.size() + "\n" + text
        : "listed: 0\n";
  }

  private String outcome(PlainDrum.Roll roll) {
    var person = list.people.get(roll.index());
    var order = roll.order() > 0 ? "" + roll.order() : "-";
    return order + " " + roll.kind() + " " + person.number() + " " + person.group();
  }

  private String outcomesRoot(PlainDrum drum) {
    var leaves =
        drum.rolls.stream()
            .sorted(Comparator.comparingInt(PlainDrum.Roll::index))
            .map(r -> Signing.sha256(new byte[] {0x16}, outcome(r).getBytes(UTF_8)))
            .toList();
    return leaves.isEmpty()
        ? "0".repeat(64)
        : hex(Trees.root(leaves, (l, r) -> Signing.sha256(new byte[] {0x17}, l, r)));
  }
}
