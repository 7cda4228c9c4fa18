package twoseal.server.act;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.desk.note.FreshHeader;
import twoseal.desk.note.NoteFile;
import twoseal.desk.note.Trial;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Clock;
import twoseal.ledger.ClockBehindException;
import twoseal.ledger.Engine;
import twoseal.ledger.IdTakenException;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.LedgerStoppedException;
import twoseal.ledger.Receipt;
import twoseal.server.act.KeptAct.State;
import twoseal.server.http.Caller;
import twoseal.server.http.JsonText;
import twoseal.server.http.Problem;
import twoseal.server.kept.JsonFolder;
import twoseal.server.list.Parties;
import twoseal.server.list.Preparations;
import twoseal.server.view.Shapes.Hands;
import twoseal.server.words.Names;

/**
 * Acts: commands that wait for signatures. Each has the id of its command, so the ledger itself
 * says whether it was entered: an act that was killed between the ledger's answer and its own file
 * finds its entry when it is looked at next, and nothing is entered twice.
 */
public final class Acts {
  private static final String PRESS = "draw.press";
  private static final Set<String> ONCE = Set.of("draw.seal", "draw.close", PRESS, "draw.attempt");
  private static final String CLOSE = "draw.close";
  private static final String TAKEN_ELSEWHERE = "编号已被另一命令使用 | another command has its id";

  private final JsonFolder<KeptAct> folder;
  private final Engine engine;
  private final Drafting drafting;
  private final Assumed assumed;
  private final Signing signing;
  private final Summary summary;
  private final Preparations preparations;
  private final Parties parties;
  private final Shaking shaking;
  private final Names names;
  private final Telling telling;
  private final Clock clock;
  private final JsonText json = new JsonText();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** A signature line; the members are the contract's. */
  public record NewSignature(String line) {}

  /** Why it is withdrawn; the members are the contract's. */
  public record Reason(String reason) {}

  /** Some of the acts; the members are the contract's. */
  public record Page(List<Act> items, Optional<String> next) {}

  /**
   * What is asked for.
   *
   * @param cursor where the page before ended
   */
  public record Query(
      Optional<String> state, Optional<String> draw, Optional<String> cursor, int limit) {}

  Acts(
      JsonFolder<KeptAct> folder,
      Engine engine,
      Drafting drafting,
      Assumed assumed,
      Summary summary,
      Preparations preparations,
      Parties parties,
      Shaking shaking,
      Names names,
      Clock clock) {
    this.folder = folder;
    this.engine = engine;
    this.drafting = drafting;
    this.assumed = assumed;
    this.signing = new Signing(engine, clock);
    this.summary = summary;
    this.preparations = preparations;
    this.parties = parties;
    this.shaking = shaking;
    this.names = names;
    this.telling = new Telling(engine, names, clock);
    this.clock = clock;
  }

  /** Finds what was entered without its file having heard of it, and goes on with what is open. */
  void start() {
    for (var kept : folder.all()) {
      var settled = settle(kept);
      if (settled.index().isPresent()) {
        entered(settled);
      } else if (settled.state(clock.nowMs()) == State.OPEN && keepsShakesOut(settled)) {
        shaking.hold(draw(settled), settled.expiresMs().orElseThrow());
      }
    }
  }

  /**
   * Drafts a command.
   *
   * @throws Problem 403 if the caller could neither sign it nor is its new key's holder, 409 with
   *     the rules' reason if they would refuse it or if the same is open already, 422 if it cannot
   *     be drafted
   */
  public Act begin(NewAct asked, Caller caller) {
    var request = Digest.sha256(json.write(asked)).hex();
    var header = header(asked.id());
    return locked(
        header.id(),
        () -> {
          var known = folder.get(header.id());
          if (known.isPresent()) {
            return again(known.get(), request, caller);
          }
          var draft = drafting.draft(asked, header, caller);
          Place.requireOne(draft.places(), caller);
          var refusal = assumed.refusal(draft.text(), draft.places());
          if (refusal.isPresent()) {
            throw Problem.refused(refusal.get());
          }
          return beginOnce(draft, header.id(), request, caller);
        });
  }

  /** Of what can happen once in an attempt one act is open at a time: two signers, two texts. */
  private Act beginOnce(Draft draft, String id, String request, Caller caller) {
    var kind = new Fields.Reader(draft.text()).kind();
    if (draft.draw().isEmpty() || !ONCE.contains(kind)) {
      return begin(draft, id, request, caller);
    }
    var draw = draft.draw().map(CaseNumber::toString);
    return locked(
        kind + " " + draw.get(),
        () -> {
          var open =
              folder.all().stream()
                  .filter(kept -> kept.kind().equals(kind) && kept.draw().equals(draw))
                  .map(this::settle)
                  .filter(kept -> kept.state(clock.nowMs()) == State.OPEN)
                  .findFirst();
          if (open.isPresent()) {
            throw new Problem(
                409, "act.open-already", names.person(PersonName.parse(open.get().begunBy())));
          }
          return begin(draft, id, request, caller);
        });
  }

  private Act begin(Draft draft, String id, String request, Caller caller) {
    var kept =
        new KeptAct(
            id,
            request,
            new Fields.Reader(draft.text()).kind(),
            draft.draw().map(CaseNumber::toString),
            draft.attempt(),
            draft.text(),
            summary.of(draft.text()),
            draft.places(),
            List.of(),
            caller.person().toString(),
            clock.nowMs(),
            draft.expiresMs(),
            Optional.empty(),
            Optional.empty(),
            draft.announcing());
    folder.put(id, kept);
    return telling.told(kept, caller);
  }

  /** The same question gets the same act; another gets none. */
  private Act again(KeptAct known, String request, Caller caller) {
    if (!known.request().equals(request) || !isBegunBy(known, caller)) {
      throw new Problem(409, "act.id-taken");
    }
    return telling.told(settle(known), caller);
  }

  /**
   * One act.
   *
   * @throws Problem 404 if there is none that the caller may see
   */
  public Act get(String id, Caller caller) {
    return telling.told(settle(require(id, caller)), caller);
  }

  /** Those that the caller began or may sign, newest first. */
  public Page list(Query query, Caller caller) {
    var order = Comparator.comparingLong(KeptAct::begunMs).reversed().thenComparing(KeptAct::id);
    var found =
        folder.all().stream()
            .filter(kept -> isBegunBy(kept, caller) || mayFill(kept, caller))
            .filter(kept -> query.draw().isEmpty() || query.draw().equals(kept.draw()))
            .sorted(order)
            .filter(kept -> query.cursor().filter(at -> !isAfter(kept, at)).isEmpty())
            .map(this::settle)
            .filter(kept -> isIn(query.state(), kept))
            .limit(query.limit() + 1L)
            .toList();
    var page = found.stream().limit(query.limit()).toList();
    return new Page(
        page.stream().map(kept -> telling.told(kept, caller)).toList(),
        found.size() > page.size() ? Optional.of(cursor(page.getLast())) : Optional.empty());
  }

  /**
   * Adds a signature line; the last one enters the command.
   *
   * @throws Problem 403, 409 or 422 with what is wrong; the act stays as it was
   */
  public Act sign(String id, NewSignature signature, Caller caller) {
    return locked(
        id,
        () -> {
          var kept = settle(require(id, caller));
          var line = Signing.line(signature.line());
          if (kept.hasLine(line)) {
            return telling.told(kept, caller);
          }
          requireOpen(kept);
          var signed = kept.with(signing.signature(kept, line, caller));
          refuse(refusal(signed));
          return telling.told(isWhole(signed) ? enter(signed) : keep(signed), caller);
        });
  }

  /** Who has signed the press that is open now, the last one begun. */
  public Hands hands(CaseNumber draw) {
    return folder.all().stream()
        .filter(kept -> kept.kind().equals(PRESS))
        .filter(kept -> kept.draw().equals(Optional.of(draw.toString())))
        .filter(kept -> kept.state(clock.nowMs()) == State.OPEN)
        .max(Comparator.comparingLong(KeptAct::begunMs))
        .map(Acts::hands)
        .orElse(new Hands(false, false, OptionalLong.empty()));
  }

  private static Hands hands(KeptAct press) {
    return new Hands(
        press.signature(0).isPresent(),
        press.signature(1).isPresent(),
        press.expiresMs().map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  private Optional<String> refusal(KeptAct signed) {
    return isWhole(signed)
        ? Trial.refusal(engine, clock, note(signed))
        : assumed.refusal(signed.text(), signed.places());
  }

  /**
   * Withdraws an act.
   *
   * @throws Problem 403 if the caller neither began it nor may sign it, 409 if it is not open
   */
  public Act withdraw(String id, Reason reason, Caller caller) {
    if (reason.reason().isBlank() || reason.reason().length() > 200) {
      throw Problem.unreadable("reason");
    }
    return locked(
        id,
        () -> {
          var kept = settle(require(id, caller));
          if (!isBegunBy(kept, caller) && !mayFill(kept, caller)) {
            throw new Problem(403, "act.not-yours");
          }
          requireOpen(kept);
          var withdrawn = keep(kept.withdrawn(reason.reason()));
          if (keepsShakesOut(withdrawn)) {
            shaking.release(draw(withdrawn));
          }
          return telling.told(withdrawn, caller);
        });
  }

  /**
   * Enters a note as it is.
   *
   * @throws Problem 422 if it is no command note, 409 if its id is taken, 503 while there is no
   *     ledger
   */
  public ReceiptView submit(byte[] note) {
    return ReceiptView.of(enter(note), SignedNote.parse(note).text());
  }

  private Receipt enter(byte[] note) {
    try {
      return engine.submit(note);
    } catch (MalformedException malformed) {
      throw new Problem(422, "act.malformed", new Problem.Expected(malformed)).because(malformed);
    } catch (IdTakenException taken) {
      throw new Problem(409, "act.id-on-ledger", taken.index()).because(taken);
    } catch (ClockBehindException behind) {
      throw new Problem(503, "act.clock-behind").because(behind);
    } catch (LedgerStoppedException stopped) {
      throw new Problem(503, "act.ledger-stopped").because(stopped);
    }
  }

  /** On the ledger first, then in the file: a kill between them is found by {@link #settle}. */
  private KeptAct enter(KeptAct signed) {
    var receipt = drafting.whileItStands(signed.text(), () -> enter(note(signed)));
    var entered = keep(signed.entered(signed.signatures(), receipt.position().index()));
    entered(entered);
    return entered;
  }

  /** What follows from an entry; may be done again. */
  private void entered(KeptAct kept) {
    var receipt = engine.receipt(kept.index().orElseThrow());
    if (kept.preparation().isPresent() && receipt.accepted()) {
      var draw = CaseNumber.parse(ReceiptView.draw(receipt).orElseThrow());
      preparations.announced(kept.preparation().get().id(), kept.preparation().get().rules(), draw);
    }
  }

  /** An open act whose command is on the ledger, by whatever way, is entered. */
  private KeptAct settle(KeptAct kept) {
    if (kept.index().isPresent() || kept.ended().isPresent()) {
      return kept;
    }
    var entry = engine.find(kept.id());
    if (entry.isEmpty()) {
      return kept;
    }
    var note = SignedNote.parse(entry.get().command());
    if (!note.text().equals(kept.text())) {
      return keep(kept.withdrawn(TAKEN_ELSEWHERE));
    }
    var entered =
        keep(kept.entered(signatures(kept, note, entry.get()), entry.get().position().index()));
    entered(entered);
    return entered;
  }

  private List<KeptAct.Signature> signatures(KeptAct kept, SignedNote note, LedgerEntry entry) {
    var all = new ArrayList<>(kept.signatures());
    for (var line : note.signatures()) {
      if (!kept.hasLine(line)) {
        signing
            .place(kept, all, line)
            .ifPresent(place ->
                all.add(
                    new KeptAct.Signature(
                        place, line.name(), line.format(), entry.position().timeMs())));
      }
    }
    return all;
  }

  private KeptAct keep(KeptAct kept) {
    folder.put(kept.id(), kept);
    return kept;
  }

  private Header header(Optional<String> id) {
    var fresh = FreshHeader.of(engineOrigin());
    try {
      return id.map(given -> new Header(given, fresh.ledger())).orElse(fresh);
    } catch (MalformedException malformed) {
      throw Problem.unreadable("id").because(malformed);
    }
  }

  private String engineOrigin() {
    return twoseal.core.Checkpoint.parse(engine.checkpoint().text()).origin();
  }

  private static byte[] note(KeptAct kept) {
    return new NoteFile(kept.text(), kept.lines()).bytes();
  }

  private static boolean isWhole(KeptAct kept) {
    return kept.signatures().size() == kept.places().size();
  }

  private static boolean keepsShakesOut(KeptAct kept) {
    return kept.expiresMs().isPresent() && (kept.kind().equals(PRESS) || kept.kind().equals(CLOSE));
  }

  private static CaseNumber draw(KeptAct kept) {
    return CaseNumber.parse(kept.draw().orElseThrow());
  }

  private void requireOpen(KeptAct kept) {
    switch (kept.state(clock.nowMs())) {
      case OPEN -> {}
      case ENTERED -> throw new Problem(409, "act.entered");
      case WITHDRAWN -> throw new Problem(409, "act.withdrawn");
      case EXPIRED -> throw new Problem(409, "act.expired");
    }
  }

  private static void refuse(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw Problem.refused(refusal.get());
    }
  }

  private KeptAct require(String id, Caller caller) {
    return folder.get(id).filter(kept -> maySee(kept, caller)).orElseThrow(Problem::notFound);
  }

  private boolean maySee(KeptAct kept, Caller caller) {
    return isBegunBy(kept, caller)
        || mayFill(kept, caller)
        || kept.isSignedBy(caller.person().toString())
        || caller.role() == Role.ADMINISTRATOR
        || caller.role() == Role.NOTARY
        || kept.draw().filter(draw -> isParty(caller, draw)).isPresent();
  }

  private boolean isParty(Caller caller, String draw) {
    return parties.isParty(caller, CaseNumber.parse(draw));
  }

  private static boolean isBegunBy(KeptAct kept, Caller caller) {
    return kept.begunBy().equals(caller.person().toString());
  }

  private static boolean mayFill(KeptAct kept, Caller caller) {
    return kept.places().stream()
        .anyMatch(
            place -> place.isFor(caller.person()) || place.fits(caller.person(), caller.role()));
  }

  private boolean isIn(Optional<String> state, KeptAct kept) {
    return state.isEmpty() || state.get().equals(kept.state(clock.nowMs()).word());
  }

  private static String cursor(KeptAct kept) {
    return kept.begunMs() + "." + kept.id();
  }

  /** Whether it comes behind where a page ended. */
  private static boolean isAfter(KeptAct kept, String cursor) {
    var dot = cursor.indexOf('.');
    try {
      var begunMs = Long.parseLong(cursor.substring(0, Math.max(0, dot)));
      return kept.begunMs() < begunMs
          || (kept.begunMs() == begunMs && kept.id().compareTo(cursor.substring(dot + 1)) > 0);
    } catch (NumberFormatException notOurs) {
      throw Problem.unreadable("cursor").because(notOurs);
    }
  }

  private <T> T locked(String id, java.util.function.Supplier<T> what) {
    var lock = locks.computeIfAbsent(id, _ -> new ReentrantLock());
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }
}
