package twoseal.server.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Clock;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.kept.Ids;
import twoseal.server.kept.JsonFolder;

/**
 * Objections to a draft list and their answers. They may name people, so they stay with the
 * service, for parties of the draw.
 */
public final class Objections {
  private static final int FROM_MAX = 200;
  private static final int TEXT_MAX = 2_000;

  private final Path root;
  private final Clock clock;
  private final Map<CaseNumber, JsonFolder<Objection>> folders = new ConcurrentHashMap<>();

  /** An objection; the members are the contract's. */
  public record Objection(
      String id,
      String from,
      Optional<Long> number,
      Optional<String> group,
      String text,
      String enteredBy,
      long enteredMs,
      Optional<Boolean> upheld,
      Optional<String> answer,
      Optional<String> answeredBy,
      Optional<Long> answeredMs) {}

  /** What is asked for; the members are the contract's. */
  public record NewObjection(
      String from, Optional<Long> number, Optional<String> group, String text) {}

  /** An answer; the members are the contract's. */
  public record Answer(boolean upheld, String answer) {}

  /**
   * Those of all draws.
   *
   * @param root has a folder for each draw
   */
  public Objections(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /** Those of a draw, oldest first. */
  public List<Objection> of(CaseNumber draw) {
    return folder(draw).all().stream()
        .sorted(Comparator.comparingLong(Objection::enteredMs).thenComparing(Objection::id))
        .toList();
  }

  /** Enters one. */
  public Objection enter(CaseNumber draw, NewObjection asked, Caller caller) {
    requireText("from", asked.from(), FROM_MAX);
    requireText("text", asked.text(), TEXT_MAX);
    var objection =
        new Objection(
            Ids.fresh(),
            asked.from(),
            asked.number(),
            asked.group(),
            asked.text(),
            caller.person().toString(),
            clock.nowMs(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    folder(draw).put(objection.id(), objection);
    return objection;
  }

  /**
   * Answers one.
   *
   * @throws Problem 404 if there is none, 409 if it has an answer
   */
  public synchronized Objection answer(CaseNumber draw, String id, Answer answer, Caller caller) {
    requireText("answer", answer.answer(), TEXT_MAX);
    var old = folder(draw).get(id).orElseThrow(Problem::notFound);
    if (old.answer().isPresent()) {
      throw new Problem(409, "list.answered", old.answeredBy().orElseThrow());
    }
    var answered =
        new Objection(
            old.id(),
            old.from(),
            old.number(),
            old.group(),
            old.text(),
            old.enteredBy(),
            old.enteredMs(),
            Optional.of(answer.upheld()),
            Optional.of(answer.answer()),
            Optional.of(caller.person().toString()),
            Optional.of(clock.nowMs()));
    folder(draw).put(id, answered);
    return answered;
  }

  private JsonFolder<Objection> folder(CaseNumber draw) {
    return folders.computeIfAbsent(
        draw,
        number -> {
          try {
            return JsonFolder.open(root.resolve(number.toString()), Objection.class);
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        });
  }

  private static void requireText(String member, String text, int max) {
    if (text.isBlank() || text.length() > max) {
      throw Problem.unreadable(member);
    }
  }
}
