package twoseal.server.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.desk.draw.AttemptState;
import twoseal.desk.draw.Fingerprint;
import twoseal.draw.CaseFile;
import twoseal.draw.CloseShakes;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;
import twoseal.draw.Fixed;
import twoseal.draw.ListBlock;
import twoseal.draw.OpenAttempt;
import twoseal.draw.PublishList;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.ShakeBatch;
import twoseal.intake.rules.SealSettings;
import twoseal.list.GroupRoot;
import twoseal.server.words.Names;

/** Makes the picture of an attempt out of its rows and its events. */
final class DrawPicture {
  private final Names names;
  private final CaseFile file;
  private final List<Event> all;
  private final List<Event> events;
  private final long nowMs;

  /**
   * A picture.
   *
   * @param file the attempt
   * @param all the draw's events so far
   * @param nowMs by which the state is told
   */
  DrawPicture(Names names, CaseFile file, List<Event> all, long nowMs) {
    this.names = names;
    this.file = file;
    this.all = all;
    this.events = all.stream().filter(event -> event.attempt() == file.attempt()).toList();
    this.nowMs = nowMs;
  }

  /**
   * The draw, with its timeline or without; who stands behind the stage adds what is not here.
   *
   * @param proposed for the seal, while the attempt has none
   */
  Shapes.Draw draw(boolean withTimeline, Backstage.Aside aside, Optional<SealSettings> proposed) {
    var seal = file.seal();
    var fixed = seal.flatMap(_ -> fixed(file, nowMs));
    var drawn = file.result(1).map(result -> result.drawn());
    return new Shapes.Draw(
        file.number().toString(),
        file.number().kind().word(),
        file.attempt(),
        file.attempts(),
        file.opened().map(OpenAttempt::reason),
        AttemptState.of(file, nowMs).word(),
        RulesView.of(
            seal.map(Seal::rules).orElseGet(() -> file.announcement().rules()), proposed, names),
        placeOf(all, DrawCommand.Announce.class).orElseThrow(),
        list(false),
        list(true),
        events.stream()
            .filter(e -> e.as(DrawCommand.CheckList.class).isPresent())
            .map(Event::place)
            .toList(),
        seal.isPresent() ? List.of() : aside.commitments().stream().map(this::commitment).toList(),
        seal.map(s -> s.contributors().stream().map(this::contributor).toList()).orElse(List.of()),
        seal.map(this::sealed),
        seal.map(this::reveals).orElse(List.of()),
        file.skips().size(),
        shakes(),
        placeOf(events, DrawCommand.Press.class),
        fixed,
        drawn.map(d -> d.seed().hex()),
        drawn.flatMap(d -> d.signature()),
        results(),
        placeOf(events, DrawCommand.Complete.class),
        afterwards(),
        aside.show(),
        withTimeline ? Optional.of(timeline()) : Optional.empty());
  }

  /** What decides a sealed attempt, if anything does by now. */
  static Optional<Shapes.Fixed> fixed(CaseFile file, long nowMs) {
    return Fixed.of(file, nowMs)
        .map(fixed -> new Shapes.Fixed(fixed.byDefault(), optional(fixed.round()), fixed.dueMs()));
  }

  /** What became of the places of a stage afterwards, by order number, in words of the ledger. */
  Optional<String> afterwards(int stage, long order) {
    var words = new ArrayList<String>();
    for (var event : events) {
      if (event.command().orElse(null) instanceof DrawCommand.GiveUp c
          && c.stage() == stage
          && c.order() == order) {
        words.add(c.disqualified() ? "disqualified (" + c.code() + ")" : c.code());
      } else if (event.command().orElse(null) instanceof DrawCommand.Promote c
          && c.stage() == stage
          && c.order() == order) {
        words.add("promoted for " + c.forOrder());
      }
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }

  private Optional<Shapes.PublishedList> list(boolean isFinal) {
    return last(events, PublishList.class, list -> list.isFinal() == isFinal)
        .map(event -> list(event.as(PublishList.class).orElseThrow(), event.place()));
  }

  private static Shapes.PublishedList list(PublishList published, Shapes.Place at) {
    ListBlock block = published.list();
    var compared = published.draft().isPresent();
    return new Shapes.PublishedList(
        block.root().hex(),
        block.entries(),
        Long.toString(block.tickets()),
        block.fileHash().hex(),
        block.weights().map(Digest::hex).orElse("uniform"),
        published.groups().stream().map(DrawPicture::group).toList(),
        at,
        compared ? OptionalLong.of(published.added()) : OptionalLong.empty(),
        compared ? OptionalLong.of(published.removed()) : OptionalLong.empty(),
        compared ? OptionalLong.of(published.changed()) : OptionalLong.empty());
  }

  private static Shapes.Group group(GroupRoot group) {
    return new Shapes.Group(
        group.label().text(),
        group.entries(),
        Long.toString(group.weight()),
        group.root().hash().hex());
  }

  private Shapes.Contributor commitment(Backstage.Commitment handedIn) {
    return contributor(
        handedIn.person(),
        "committed",
        Optional.of(handedIn.commitment().hex()),
        OptionalInt.empty());
  }

  private Shapes.Contributor contributor(Contributor contributor) {
    return switch (contributor) {
      case Contributor.Committed c ->
          contributor(
              c.person(),
              "committed",
              Optional.of(c.commitment().hex()),
              c.envelope().map(OptionalInt::of).orElse(OptionalInt.empty()));
      case Contributor.Live c ->
          contributor(c.person(), "live", Optional.empty(), OptionalInt.empty());
    };
  }

  private Shapes.Contributor contributor(
      PersonName person, String form, Optional<String> commitment, OptionalInt envelope) {
    var revealed =
        last(events, DrawCommand.Reveal.class, reveal -> reveal.contributor().equals(person));
    return new Shapes.Contributor(
        person.toString(),
        names.known(person).map(Names.Person::name),
        names.admitted(person.organisation()).map(Names.Organisation::name),
        form,
        commitment,
        envelope,
        revealed.flatMap(e -> e.as(DrawCommand.Reveal.class)).map(DrawCommand.Reveal::value),
        optional(revealed.map(event -> event.position().index())));
  }

  private List<Shapes.Contributor> reveals(Seal seal) {
    return seal.contributors().stream()
        .map(this::contributor)
        .filter(contributor -> contributor.revealedIndex().isPresent())
        .toList();
  }

  private Shapes.Sealed sealed(Seal seal) {
    var c = Seed.sealDigest(file.sealText().orElseThrow());
    return new Shapes.Sealed(
        placeOf(events, Seal.class).orElseThrow(),
        c.hex(),
        Fingerprint.of(c),
        seal.pressByS() * 1_000,
        seal.deltaS(),
        seal.marginS(),
        seal.skipNoticeS(),
        seal.skipsMax(),
        seal.chain().map(chain -> chain.text()),
        optional(seal.chain().map(chain -> chain.periodS())),
        seal.listChecked().flatMap(this::checkedBy));
  }

  private Optional<String> checkedBy(Digest note) {
    return events.stream()
        .filter(e -> e.as(DrawCommand.CheckList.class).isPresent())
        .filter(event -> Seed.noteDigest(event.text()).equals(note))
        .flatMap(event -> event.signers().stream())
        .map(Shapes.Signer::person)
        .findFirst();
  }

  private Optional<Shapes.Shakes> shakes() {
    var batches = file.shakes();
    var closed = file.closed();
    return batches.isEmpty() && closed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Shapes.Shakes(
                batches.size(),
                batches.stream().mapToLong(ShakeBatch::shakes).sum(),
                closed.isPresent(),
                closed.map(CloseShakes::root).map(Digest::hex)));
  }

  private List<Shapes.StageResult> results() {
    return events.stream()
        .flatMap(event ->
            event.as(DrawCommand.PublishResult.class).stream()
                .map(result -> {
                  var figures = result.figures();
                  return new Shapes.StageResult(
                      result.stage(),
                      event.place(),
                      figures.rolled(),
                      figures.winners(),
                      figures.alternates(),
                      figures.skipped(),
                      figures.seats(),
                      figures.unfilled(),
                      Optional.of(figures.outcomes().hex()));
                }))
        .toList();
  }

  private List<Shapes.After> afterwards() {
    var after = new ArrayList<Shapes.After>();
    for (var event : events) {
      if (event.command().orElse(null) instanceof DrawCommand.GiveUp c) {
        after.add(
            new Shapes.After(
                event.place(),
                c.disqualified() ? "disqualify" : "decline",
                c.stage(),
                c.order(),
                Optional.of(c.code()),
                OptionalLong.empty()));
      } else if (event.command().orElse(null) instanceof DrawCommand.Promote c) {
        after.add(
            new Shapes.After(
                event.place(),
                "promote",
                c.stage(),
                c.order(),
                Optional.empty(),
                OptionalLong.of(c.forOrder())));
      }
    }
    return after;
  }

  private List<Shapes.Step> timeline() {
    return all.stream()
        .filter(event -> event.command().isPresent())
        .map(event ->
            new Shapes.Step(
                event.position().index(),
                event.position().timeMs(),
                event.kind().toLowerCase(Locale.ROOT),
                event.attempt(),
                event.signers(),
                skip(event)))
        .toList();
  }

  /** What a skip says. */
  static Optional<Shapes.Skip> skip(Event event) {
    return event
        .as(DrawCommand.Skip.class)
        .map(skip -> new Shapes.Skip(skip.number(), skip.group().text(), skip.code()));
  }

  private static Optional<Shapes.Place> placeOf(
      List<Event> events, Class<? extends DrawCommand> type) {
    return last(events, type, _ -> true).map(Event::place);
  }

  private static <T extends DrawCommand> Optional<Event> last(
      List<Event> events, Class<T> type, java.util.function.Predicate<T> wanted) {
    return events.reversed().stream()
        .filter(event -> event.as(type).filter(wanted).isPresent())
        .findFirst();
  }

  static OptionalLong optional(Optional<Long> number) {
    return number.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
