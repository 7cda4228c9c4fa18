package twoseal.verifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The one place through which every check goes. Nothing here can be switched off, and a check that
 * failed once stays failed.
 *
 * <p>{@code holds} is evaluated before the call, at the call, so that a test can turn each single
 * check into {@code true} and see that some cheat then passes it.
 */
final class Checks {
  private final Map<VerId, List<Sentence>> failures = new EnumMap<>(VerId.class);
  private final Set<VerId> reached = EnumSet.noneOf(VerId.class);
  private final Set<VerId> ended = EnumSet.noneOf(VerId.class);
  private final Set<VerId> leftOut = EnumSet.noneOf(VerId.class);
  private final List<Sentence> reasons = new ArrayList<>();
  private final List<Sentence> remarks = new ArrayList<>();
  private Optional<Sentence> opening = Optional.empty();

  /** The check was got to, which says nothing yet of how it comes out. */
  void reach(VerId id) {
    reached.add(id);
  }

  /** All that these checks stand for was looked at: where they were got to, they are made. */
  void end(Collection<VerId> ids) {
    ended.addAll(ids);
  }

  /** A part of these checks cannot be made, since another failed; no {@link #end} mends that. */
  void leaveOut(Collection<VerId> ids) {
    leftOut.addAll(ids);
  }

  /** Records what was found if the condition does not hold; the verifier goes on. */
  boolean require(VerId id, boolean holds, String zh, String en, Object... found) {
    reach(id);
    if (!holds) {
      fail(id, Sentence.of(zh, en, found));
    }
    return holds;
  }

  /** As {@link #require}, where nothing after it can be read if it does not hold. */
  void demand(VerId id, boolean holds, String zh, String en, Object... found) {
    reach(id);
    if (!holds) {
      var sentence = Sentence.of(zh, en, found);
      fail(id, sentence);
      throw new Malformed(sentence);
    }
  }

  /** What the class <em>proved</em> needs, [VER-25]; a lack is a reason for less, not a refusal. */
  boolean need(boolean holds, String zh, String en, Object... found) {
    if (!holds) {
      reasons.add(Sentence.of(zh, en, found));
    }
    return holds;
  }

  /** What people should know and does not change the class, [VER-27]. */
  void remark(String zh, String en, Object... found) {
    remark(Sentence.of(zh, en, found));
  }

  void remark(Sentence sentence) {
    remarks.add(sentence);
  }

  /** A remark that a report also opens with, [VER-27]. */
  void opening(String zh, String en, Object... found) {
    opening = Optional.of(Sentence.of(zh, en, found));
    remarks.addFirst(opening.get());
  }

  boolean anyFailed() {
    return !failures.isEmpty();
  }

  /** Whether the check was made to its end; with nothing to object to, it has then passed. */
  boolean isMade(VerId id) {
    return reached.contains(id) && ended.contains(id) && !leftOut.contains(id);
  }

  List<Sentence> failures(VerId id) {
    return List.copyOf(failures.getOrDefault(id, List.of()));
  }

  List<Sentence> reasons() {
    return List.copyOf(reasons);
  }

  List<Sentence> remarks() {
    return List.copyOf(remarks);
  }

  Optional<Sentence> opening() {
    return opening;
  }

  private void fail(VerId id, Sentence sentence) {
    var found = failures.computeIfAbsent(id, i -> new ArrayList<>());
    if (found.size() < Limits.SENTENCES_MAX) {
      found.add(sentence);
    }
  }
}
