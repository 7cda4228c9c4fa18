package twoseal.server.act;

import static twoseal.server.act.NewAct.need;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import twoseal.beacon.BeaconChain;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.desk.draw.CaseHistory;
import twoseal.desk.draw.ListChanges;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Drafts;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.PublishList;
import twoseal.draw.Seal;
import twoseal.intake.ListFolder;
import twoseal.ledger.Clock;
import twoseal.ledger.Receipt;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.list.ListUpload;
import twoseal.server.list.Objections;
import twoseal.server.list.Preparations;
import twoseal.server.list.Uploads;
import twoseal.server.words.Names;

/** Writes the texts of a draw's commands from what the ledger holds and what was prepared. */
final class DrawDrafting {
  private static final long SIGNING_DEFAULT_S = 60;
  private static final long SIGNING_MIN_S = 5;
  private static final long SIGNING_MAX_S = 540;

  /** How long shakes are kept out for a close that somebody is to sign. */
  private static final long CLOSING_MS = 10 * 60_000;

  private final ServiceDesk desk;
  private final Preparations preparations;
  private final Uploads uploads;
  private final Objections objections;
  private final Names names;
  private final SealDrafting seals;
  private final Reasons reasons;
  private final Shaking shaking;
  private final Assumed assumed;
  private final Clock clock;

  DrawDrafting(
      ServiceDesk desk,
      ActDesk.Sources from,
      SealDrafting seals,
      Reasons reasons,
      Shaking shaking,
      Assumed assumed,
      Clock clock) {
    this.desk = desk;
    this.preparations = from.preparations();
    this.uploads = from.uploads();
    this.objections = from.objections();
    this.names = from.names();
    this.seals = seals;
    this.reasons = reasons;
    this.shaking = shaking;
    this.assumed = assumed;
    this.clock = clock;
  }

  Draft announce(NewAct asked, Header header, Caller caller) {
    var kept = preparations.require(need(asked.preparation(), "preparation"), caller);
    if (kept.announced().isPresent()) {
      throw new Problem(409, "list.announced", kept.announced().get());
    }
    var kind = DrawKind.of(kept.kind());
    var file = kept.file().orElseThrow(() -> new Problem(409, "act.rules-unreadable"));
    if (!file.problemsFor(kind).isEmpty()) {
      throw new Problem(409, "act.rules-unreadable");
    }
    var organiser = file.rules().organiser();
    if (names.admitted(organiser).isEmpty()) {
      throw new Problem(409, "act.organiser-unknown", organiser);
    }
    var text = new DrawCommand.Announce(kind, file.rules()).text(header);
    return Draft.of(text, Place.organiser(organiser))
        .announcing(new KeptAct.Announcing(kept.id(), kept.rules()));
  }

  Draft list(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var isFinal =
        switch (need(asked.listState(), "listState")) {
          case "draft" -> false;
          case "final" -> true;
          default -> throw Problem.unreadable("listState");
        };
    var now = mine(draw, caller, DrawDrafting::organiser);
    var folder = uploads.publishable(draw, need(asked.list(), "list"), isFinal);
    var summary = Uploads.summary(folder);
    var labels = summary.root().groups().stream().map(GroupRoot::label).toList();
    if (!labels.equals(now.groups())) {
      throw new Problem(409, "act.groups", labels, now.groups());
    }
    if (isFinal) {
      requireAnswered(draw);
    }
    putWeights(folder, summary.weights());
    var changes = isFinal ? changes(asked, now.draft(), folder) : ListChanges.NONE;
    var command =
        new PublishList(
            draw,
            now.attempt(),
            isFinal,
            ListUpload.block(summary),
            isFinal ? now.draft() : Optional.empty(),
            changes.added(),
            changes.removed(),
            changes.changed(),
            summary.root().groups());
    return now.draft(command, header, organiser(now));
  }

  Receipt whileListStands(PublishList published, Supplier<Receipt> entering) {
    return uploads.keeping(published.draw(), published.list().root(), entering);
  }

  private void requireAnswered(CaseNumber draw) {
    var open = objections.of(draw).stream().filter(o -> o.answer().isEmpty()).count();
    if (open > 0) {
      throw new Problem(409, "list.objections-open", open);
    }
  }

  Draft seal(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var now = mine(draw, caller, DrawDrafting::both);
    var rules = preparations.ofDraw(draw);
    var seal = look(draw, file -> seals.seal(asked, rules, file));
    return now.draft(seal, header, both(now));
  }

  Draft reveal(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var now = look(draw, Now::of);
    var contributor = PersonName.parse(need(asked.contributor(), "contributor"));
    var command =
        new DrawCommand.Reveal(
            draw, now.attempt(), contributor, need(asked.value(), "value"), asked.nonce());
    return now.draft(command, header, List.of(Place.person(contributor, Role.NOTARY)));
  }

  Draft skip(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var now = mine(draw, caller, DrawDrafting::both);
    var command =
        new DrawCommand.Skip(
            draw,
            now.attempt(),
            need(asked.number(), "number"),
            group(asked, now),
            need(asked.code(), "code"),
            reason(asked));
    return now.draft(command, header, both(now));
  }

  /** Shakes are kept out until it is entered or withdrawn: its text counts them. */
  Draft close(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var now = mine(draw, caller, DrawDrafting::closer);
    requireSealed(now);
    var untilMs = clock.nowMs() + CLOSING_MS;
    return holding(
        draw,
        untilMs,
        () -> {
          var command = look(draw, file -> drafts(file).close());
          var draft = now.draft(command, header, closer(now)).until(untilMs);
          refuse(refusal(draft));
          return draft;
        });
  }

  private static List<Place> closer(Now now) {
    return List.of(
        new Place(
            List.of(Role.NOTARY, Role.ORGANISER, Role.OPERATOR),
            Optional.of(now.organiser()),
            Optional.empty(),
            Optional.empty()));
  }

  private static List<Place> organiser(Now now) {
    return List.of(Place.organiser(now.organiser()));
  }

  private static List<Place> both(Now now) {
    return Place.both(now.organiser());
  }

  /** The draw as of now, for who may sign what is to be drafted: drafting may leave traces. */
  private Now mine(CaseNumber draw, Caller caller, Function<Now, List<Place>> places) {
    var now = look(draw, Now::of);
    Place.requireOne(places.apply(now), caller);
    return now;
  }

  /**
   * The round is the first that leaves time to sign. The shakes end before the text is written; but
   * not for a press that the rules would refuse for another reason.
   */
  Draft press(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var signingS = asked.signingS().orElse(SIGNING_DEFAULT_S);
    if (signingS < SIGNING_MIN_S || signingS > SIGNING_MAX_S) {
      throw Problem.unreadable("signingS");
    }
    var now = mine(draw, caller, DrawDrafting::both);
    requireSealed(now);
    if (now.isCeremony()) {
      return draftPress(draw, header, now, signingS);
    }
    requireNotice(draw);
    return holding(
        draw,
        clock.nowMs() + signingS * 1_000,
        () -> {
          var refusal = refusal(draftPress(draw, header, now, signingS));
          if (refusal.equals(Optional.of("draw.not-closed"))) {
            shaking.finish(draw);
          } else {
            refuse(refusal);
          }
          return draftPress(draw, header, now, signingS);
        });
  }

  /** Keeps shakes out while a text is written that counts them, and after it until it is signed. */
  private Draft holding(CaseNumber draw, long untilMs, Supplier<Draft> writing) {
    shaking.hold(draw, untilMs);
    try {
      var draft = writing.get();
      shaking.hold(draw, draft.expiresMs().orElse(untilMs));
      return draft;
    } catch (RuntimeException refused) {
      shaking.release(draw);
      throw refused;
    }
  }

  private static void requireSealed(Now now) {
    if (!now.isSealed()) {
      throw Problem.refused("draw.not-sealed");
    }
  }

  private static void refuse(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw Problem.refused(refusal.get());
    }
  }

  Draft giveUp(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var now = mine(draw, caller, DrawDrafting::both);
    var command =
        new DrawCommand.GiveUp(
            asked.kind().equals("draw.disqualify"),
            draw,
            now.attempt(),
            need(asked.stage(), "stage"),
            need(asked.order(), "order"),
            need(asked.code(), "code"),
            reason(asked));
    return now.draft(command, header, both(now));
  }

  Draft promote(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var now = mine(draw, caller, DrawDrafting::both);
    var stage = need(asked.stage(), "stage");
    var order = asked.order().orElseGet(() -> look(draw, file -> next(file, stage)));
    var command =
        new DrawCommand.Promote(draw, now.attempt(), stage, order, need(asked.forOrder(), "for"));
    return now.draft(command, header, both(now));
  }

  Draft attempt(NewAct asked, Header header, Caller caller) {
    var draw = draw(asked);
    var now = mine(draw, caller, DrawDrafting::both);
    var reason = need(asked.reason(), "reason");
    var command = look(draw, file -> drafts(file).attempt(reason));
    return Draft.of(command.text(header), both(now), draw, command.attempt());
  }

  /** What most texts need of the current attempt. */
  private record Now(
      CaseNumber draw,
      int attempt,
      String organiser,
      List<Label> groups,
      Optional<Digest> draft,
      boolean isSealed,
      boolean isCeremony) {
    static Now of(CaseFile file) {
      var rules = file.announcement().rules();
      return new Now(
          file.number(),
          file.attempt(),
          rules.organiser(),
          rules.groups(),
          file.draft(),
          file.sealText().isPresent(),
          file.isCeremony());
    }

    Draft draft(DrawCommand command, Header header, List<Place> places) {
      return Draft.of(command.text(header), places, draw, attempt);
    }
  }

  private Draft draftPress(CaseNumber draw, Header header, Now now, long signingS) {
    var seal = look(draw, file -> file.seal().orElseThrow());
    var notBeforeS = Math.ceilDiv(clock.nowMs(), 1_000) + seal.deltaS() + signingS;
    var press = look(draw, file -> drafts(file).press(notBeforeS));
    var draft = now.draft(press, header, both(now));
    return seal.chain()
        .map(chain -> draft.until(expiresMs(chain, press.round().orElseThrow(), seal)))
        .orElse(draft);
  }

  /** The rules take it no later: now + delta <= time(R). */
  private static long expiresMs(BeaconChain chain, long round, Seal seal) {
    return (chain.timeOf(round) - seal.deltaS()) * 1_000;
  }

  /** The rules look at it after the close, which is not entered in vain. */
  private void requireNotice(CaseNumber draw) {
    var skips = look(draw, file -> file.skips().size());
    if (skips == 0) {
      return;
    }
    var noticeMs = look(draw, file -> file.seal().orElseThrow().skipNoticeS()) * 1_000;
    var lastMs =
        CaseHistory.of(desk.engine(), draw).events().stream()
            .filter(event -> event.command() instanceof DrawCommand.Skip)
            .mapToLong(event -> event.position().timeMs())
            .max()
            .orElse(0);
    if (clock.nowMs() < lastMs + noticeMs) {
      throw Problem.refused("draw.skip-notice");
    }
  }

  private Optional<String> refusal(Draft draft) {
    return assumed.refusal(draft.text(), draft.places());
  }

  /** As they were counted when the list was read, unless another draft was published since. */
  private ListChanges changes(NewAct asked, Optional<Digest> draft, ListFolder last) {
    if (draft.isEmpty()) {
      return ListChanges.NONE;
    }
    var draw = draw(asked);
    var counted =
        uploads
            .get(draw, need(asked.list(), "list"))
            .changes()
            .filter(known -> known.draft().equals(draft.map(Digest::hex)));
    if (counted.isPresent()) {
      var known = counted.get();
      return new ListChanges(known.added(), known.removed(), known.changed());
    }
    var before =
        uploads
            .find(draw, draft.get())
            .orElseThrow(() -> new Problem(409, "act.draft-not-here", draft.get().hex()));
    try {
      return ListChanges.between(before.path(), last.path());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The rules look into the weights file: it must be with the ledger before the command is. */
  private void putWeights(ListFolder list, Optional<Digest> weights) {
    if (weights.isEmpty() || desk.engine().blobs().has(weights.get())) {
      return;
    }
    try (var file = Files.newInputStream(list.weights())) {
      desk.engine().blobs().put(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The first alternate who waits. */
  private static long next(CaseFile file, int stage) {
    var figures =
        file.result(stage).orElseThrow(() -> Problem.refused("draw.not-complete")).figures();
    var end = figures.winners() + figures.alternates();
    for (var order = figures.winners() + 1; order <= end; order++) {
      if (file.gone(stage, order).isEmpty() && file.promotedFor(stage, order).isEmpty()) {
        return order;
      }
    }
    throw new Problem(409, "act.no-alternate", stage);
  }

  private static Label group(NewAct asked, Now now) {
    if (asked.group().isEmpty() && now.groups().size() == 1) {
      return now.groups().getFirst();
    }
    return new Label(need(asked.group(), "group"));
  }

  private Optional<Digest> reason(NewAct asked) {
    return asked.words().map(reasons::keep);
  }

  private Drafts drafts(CaseFile file) {
    return new Drafts(file, desk.engine().blobs());
  }

  private static CaseNumber draw(NewAct asked) {
    return CaseNumber.parse(need(asked.draw(), "draw"));
  }

  private <T> T look(CaseNumber draw, Function<CaseFile, T> question) {
    return desk.look(draw, question).orElseThrow(Problem::notFound);
  }
}
