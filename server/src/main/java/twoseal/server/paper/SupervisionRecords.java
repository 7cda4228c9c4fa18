package twoseal.server.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Seed;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.machine.Machine;
import twoseal.registry.Registry;
import twoseal.server.act.Summary;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.kept.JsonFolder;
import twoseal.server.words.Names;
import twoseal.server.words.Words;

/**
 * Supervision records (bilu): what a notary writes down of a draw, beside what the ledger knows. A
 * closed record has an exact text that never changes; two notaries sign its SHA-256, each in a
 * remark on the ledger.
 */
public final class SupervisionRecords {
  private static final int NOTARIES = 2;
  private static final int PLACE_MAX = 500;
  private static final int NAME_MAX = 200;
  private static final int TEXT_MAX = 2_000;
  private static final int STATEMENT_MAX = 4_000;
  private static final int PEOPLE_MAX = 100;
  private static final int INCIDENTS_MAX = 200;

  private final JsonFolder<Kept> folder;
  private final Engine engine;
  private final Remarks remarks;
  private final Summary summary;
  private final Names names;
  private final Clock clock;

  /** Somebody who was there. */
  public record Present(String name, String role) {}

  /** Something that happened. */
  public record Incident(long timeMs, String text) {}

  /** A recording of the draw, which is kept elsewhere. */
  public record Recording(String name, long bytes, String sha256) {}

  /** What a notary writes; the members are the contract's. */
  public record NewSupervisionRecord(
      String place,
      List<Present> people,
      List<Incident> incidents,
      List<Recording> recordings,
      String statement,
      Optional<Integer> version) {}

  /** A step of the draw on the ledger. */
  public record Step(long index, long timeMs, Words what, String digest) {}

  /** Who signed. */
  public record Signer(String person, String name, String role, String organisationName) {}

  /** Where a signature is on the ledger. */
  public record Place(long index, long timeMs, List<Signer> signers) {}

  /** A record as it is shown; the members are the contract's. */
  public record SupervisionRecord(
      String place,
      List<Present> people,
      List<Incident> incidents,
      List<Recording> recordings,
      String statement,
      int version,
      List<Step> steps,
      String state,
      Optional<String> digest,
      List<Place> signed) {}

  /**
   * A record as it is kept.
   *
   * @param closed once it is
   */
  public record Kept(
      NewSupervisionRecord record, int version, String changedBy, Optional<Closed> closed) {}

  /**
   * A closed record.
   *
   * @param size of the ledger then: what came later is not in it
   */
  public record Closed(String text, long size) {
    Digest digest() {
      return Digest.sha256(Bytes.utf8(text));
    }
  }

  public SupervisionRecords(
      JsonFolder<Kept> folder,
      Engine engine,
      Remarks remarks,
      Summary summary,
      Names names,
      Clock clock) {
    this.folder = folder;
    this.engine = engine;
    this.remarks = remarks;
    this.summary = summary;
    this.names = names;
    this.clock = clock;
  }

  /** A draw's record; an empty one where nobody wrote any yet. */
  public SupervisionRecord get(CaseNumber draw) {
    return told(draw, kept(draw));
  }

  /**
   * Replaces a draw's record.
   *
   * @throws Problem 409 if it is closed, or changed since the version that was seen; 422 if
   *     something in it cannot be
   */
  public synchronized SupervisionRecord change(
      CaseNumber draw, NewSupervisionRecord asked, Caller caller) {
    requireForm(asked);
    var old = requireOpen(draw);
    if (asked.version().orElse(0) != old.version()) {
      throw new Problem(409, "paper.changed-meanwhile", old.changedBy(), old.version());
    }
    var kept = new Kept(asked, old.version() + 1, caller.person().toString(), Optional.empty());
    // A text that could not be closed is told now, not in the hall.
    var _ = text(draw, kept, steps(draw, engineSize()), caller);
    folder.put(draw.toString(), kept);
    return told(draw, kept);
  }

  /**
   * Fixes a draw's record.
   *
   * @throws Problem 409 if it is closed already, or names no place or nobody who was there
   */
  public synchronized SupervisionRecord close(CaseNumber draw, Caller caller) {
    var open = requireOpen(draw);
    if (open.record().place().isBlank() || open.record().people().isEmpty()) {
      throw new Problem(409, "paper.not-written");
    }
    var size = engineSize();
    var text = text(draw, open, steps(draw, size), caller);
    var closed =
        new Kept(
            open.record(), open.version(), open.changedBy(), Optional.of(new Closed(text, size)));
    folder.put(draw.toString(), closed);
    return told(draw, closed);
  }

  /**
   * The exact text of a closed record.
   *
   * @throws Problem 404 while it is open
   */
  public String text(CaseNumber draw) {
    return kept(draw).closed().map(Closed::text).orElseThrow(Problem::notFound);
  }

  private Kept kept(CaseNumber draw) {
    var empty = new NewSupervisionRecord("", List.of(), List.of(), List.of(), "", Optional.empty());
    return folder.get(draw.toString()).orElse(new Kept(empty, 0, "", Optional.empty()));
  }

  private Kept requireOpen(CaseNumber draw) {
    var kept = kept(draw);
    if (kept.closed().isPresent()) {
      throw new Problem(409, "paper.closed");
    }
    return kept;
  }

  private String text(CaseNumber draw, Kept kept, List<Step> steps, Caller caller) {
    var origin = Checkpoint.parse(engine.checkpoint().text()).origin();
    try (var state = engine.state()) {
      var file = CaseFile.find(state, draw).orElseThrow(Problem::notFound);
      var head =
          new RecordText.Head(
              origin,
              draw.toString(),
              file.announcement().rules().title(),
              file.attempt(),
              caller.person().toString(),
              clock.nowMs() / 1_000);
      return RecordText.of(head, kept.record(), steps);
    } catch (MalformedException malformed) {
      throw new Problem(422, "paper.value", new Problem.Expected(malformed)).because(malformed);
    }
  }

  private SupervisionRecord told(CaseNumber draw, Kept kept) {
    var digest = kept.closed().map(Closed::digest);
    var signed = digest.map(d -> signed(draw, d)).orElse(List.of());
    var people = new HashSet<String>();
    signed.forEach(place -> place.signers().forEach(signer -> people.add(signer.person())));
    var isSigned = people.size() >= NOTARIES;
    var record = kept.record();
    return new SupervisionRecord(
        record.place(),
        record.people(),
        record.incidents(),
        record.recordings(),
        record.statement(),
        kept.version(),
        steps(draw, kept.closed().map(Closed::size).orElse(Long.MAX_VALUE)),
        isSigned ? "signed" : kept.closed().isPresent() ? "closed" : "open",
        digest.map(Digest::hex),
        signed);
  }

  /** The remarks of notaries that name the record's digest. */
  private List<Place> signed(CaseNumber draw, Digest digest) {
    var places = new ArrayList<Place>();
    try (var state = engine.state()) {
      var registry = new Registry(state);
      for (var remark : remarks.about(draw)) {
        var role = registry.person(remark.by()).map(Registry.PersonRow::role);
        if (remark.remark().digest().equals(Optional.of(digest))
            && role.equals(Optional.of(Role.NOTARY))) {
          var position = remark.position();
          places.add(new Place(position.index(), position.timeMs(), List.of(signer(remark.by()))));
        }
      }
    }
    return places;
  }

  private Signer signer(PersonName notary) {
    return new Signer(
        notary.toString(),
        names.person(notary),
        Role.NOTARY.word(),
        names.organisation(notary.organisation()).zh());
  }

  /** What the ledger knows of a draw: its accepted commands and the remarks about it. */
  private List<Step> steps(CaseNumber draw, long size) {
    var steps = new ArrayList<Step>();
    for (var index : indices(draw)) {
      var entry = engine.read(index);
      var text = SignedNote.parse(entry.command()).text();
      steps.add(step(index, entry.position().timeMs(), text));
    }
    for (var remark : remarks.about(draw)) {
      steps.add(step(remark.position().index(), remark.position().timeMs(), remark.text()));
    }
    return steps.stream()
        .filter(step -> step.index() < size)
        .sorted(Comparator.comparingLong(Step::index))
        .toList();
  }

  private Step step(long index, long timeMs, String text) {
    return new Step(index, timeMs, summary.of(text).getFirst(), Seed.noteDigest(text).hex());
  }

  private List<Long> indices(CaseNumber draw) {
    var indices = new ArrayList<Long>();
    try (var state = engine.state()) {
      for (var step = 1L; ; step++) {
        var index = Machine.indexOf(state, draw.toString(), step);
        if (index.isEmpty()) {
          return indices;
        }
        indices.add(index.get());
      }
    }
  }

  private long engineSize() {
    return Checkpoint.parse(engine.checkpoint().text()).size();
  }

  private static void requireForm(NewSupervisionRecord asked) {
    requireSize("place", asked.place().length(), PLACE_MAX);
    requireSize("people", asked.people().size(), PEOPLE_MAX);
    requireSize("incidents", asked.incidents().size(), INCIDENTS_MAX);
    requireSize("recordings", asked.recordings().size(), PEOPLE_MAX);
    requireSize("statement", asked.statement().length(), STATEMENT_MAX);
    for (var person : asked.people()) {
      requireSize("people", person.name().length(), NAME_MAX);
      requireSize("people", person.role().length(), NAME_MAX);
    }
    asked.incidents().forEach(i -> requireSize("incidents", i.text().length(), TEXT_MAX));
    for (var recording : asked.recordings()) {
      requireSize("recordings", recording.name().length(), NAME_MAX);
      try {
        var _ = Digest.ofHex(recording.sha256());
      } catch (MalformedException malformed) {
        throw Problem.unreadable("sha256").because(malformed);
      }
    }
  }

  private static void requireSize(String member, int size, int max) {
    if (size > max) {
      throw Problem.unreadable(member);
    }
  }
}
