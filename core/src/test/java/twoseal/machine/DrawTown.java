package twoseal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.TestBeacon;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contest;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawCommand.Announce;
import twoseal.draw.DrawCommand.Complete;
import twoseal.draw.DrawCommand.GiveUp;
import twoseal.draw.DrawCommand.Press;
import twoseal.draw.DrawCommand.Promote;
import twoseal.draw.DrawCommand.PublishResult;
import twoseal.draw.DrawCommand.Skip;
import twoseal.draw.DrawKind;
import twoseal.draw.Drawn;
import twoseal.draw.ListBlock;
import twoseal.draw.PublishList;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.list.SumNode;

/** What the law of draws is played on: a town with a draw in it, and its commands. */
abstract class DrawTown {
  static final TestBeacon BEACON = new TestBeacon(Digest.tagged("law").bytes(), Town.START_S, 3);
  static final CaseNumber CASE = new CaseNumber(DrawKind.REHEARSAL, 1);
  static final byte[] VALUE = Digest.tagged("value").bytes();
  static final byte[] NONCE = Digest.tagged("nonce").bytes();
  static final long DELTA_S = 10;
  static final PersonName SECRET = PersonName.parse("maker/secret");
  static final PersonName DICE = PersonName.parse("court/dice");

  final Town town = Town.settled("system");
  final List<GroupRoot> groups = List.of(group("乙", 4, 4), group("甲", 6, 6));

  // The stage set

  int attempt = 1;
  Digest shakes = Digest.ZERO;
  String lastText = "";
  String sealText = "";
  String listText = "";

  void announced() {
    law(announce(r -> r), "accepted", "maker/boss");
  }

  void listed() {
    announced();
    law(list(true), "accepted", "maker/boss");
  }

  void sealed() {
    listed();
    law(seal(s -> s), "accepted", "maker/boss", "office/notary");
  }

  void completed() {
    sealed();
    var round = round();
    law(press(round), "accepted", "maker/boss", "office/notary");
    town.nowS = BEACON.chain().timeOf(round);
    decided(round);
  }

  /** Results and end of the attempt whose seal was the last. */
  void decided(long round) {
    var roots = new ArrayList<Digest>();
    for (var stage = 1; stage <= 2; stage++) {
      var result = result(stage, drawn(round), List.of());
      roots.add(result.figures().outcomes());
      law(result, "accepted", "court/dice");
    }
    law(new Complete(CASE, attempt, roots), "accepted", "court/dice");
  }

  void law(DrawCommand command, String outcome, String... by) {
    var text = command.text(town.header());
    assertThat(town.submit(text, by)).as(text).isEqualTo(outcome);
    lastText = text;
    if (outcome.equals("accepted")) {
      switch (command) {
        case Seal _ -> sealText = text;
        case PublishList list -> listText = list.isFinal() ? text : listText;
        default -> {}
      }
    }
  }

  static Announce announce(UnaryOperator<Rules> change) {
    return new Announce(DrawKind.REHEARSAL, change.apply(rules()));
  }

  static Rules rules() {
    return new Rules(
        "年会抽奖",
        Optional.of("Prize draw"),
        "maker",
        "prize-draw",
        Rules.BEACON,
        Town.START_S,
        List.of(new Label("姓名")),
        "surname",
        List.of(new Label("乙"), new Label("甲")),
        List.of(alternates(stage(1), 2), except(stage(2), 1)));
  }

  static Rules stages(Rules r, Stage... stages) {
    return new Rules(
        r.title(),
        r.titleEn(),
        r.organiser(),
        r.purpose(),
        r.entropy(),
        r.scheduledS(),
        r.columns(),
        r.masking(),
        r.groups(),
        List.of(stages));
  }

  static Rules groups(Rules r, String... labels) {
    return new Rules(
        r.title(),
        r.titleEn(),
        r.organiser(),
        r.purpose(),
        r.entropy(),
        r.scheduledS(),
        r.columns(),
        r.masking(),
        java.util.Arrays.stream(labels)
            .map(Label::new)
            .sorted(java.util.Comparator.reverseOrder())
            .toList(),
        r.stages());
  }

  static Rules with(Rules r, String organiser) {
    return new Rules(
        r.title(),
        r.titleEn(),
        organiser,
        r.purpose(),
        r.entropy(),
        r.scheduledS(),
        r.columns(),
        r.masking(),
        r.groups(),
        r.stages());
  }

  static Stage stage(int id) {
    return new Stage(
        id,
        "第" + id + "轮",
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        new StagePlaces.Seats(3),
        0,
        OverfillRule.STOP,
        Optional.empty());
  }

  static Stage in(Stage s, String group) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        List.of(new Label(group)),
        s.fromWinnersOf(),
        s.exceptWinnersOf(),
        s.places(),
        s.alternates(),
        s.overfill(),
        s.joins());
  }

  static Stage from(Stage s, int other) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        List.of(other),
        s.exceptWinnersOf(),
        s.places(),
        s.alternates(),
        s.overfill(),
        s.joins());
  }

  static Stage except(Stage s, int other) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        s.fromWinnersOf(),
        List.of(other),
        s.places(),
        s.alternates(),
        s.overfill(),
        s.joins());
  }

  static Stage joins(Stage s, int other) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        s.fromWinnersOf(),
        s.exceptWinnersOf(),
        s.places(),
        s.alternates(),
        s.overfill(),
        Optional.of(other));
  }

  static Stage alternates(Stage s, long count) {
    return new Stage(
        s.id(),
        s.title(),
        s.titleEn(),
        s.groups(),
        s.fromWinnersOf(),
        s.exceptWinnersOf(),
        s.places(),
        count,
        s.overfill(),
        s.joins());
  }

  static Stage all(Stage s) {
    return s.withPlaces(new StagePlaces.All());
  }

  static Stage open(Stage s) {
    return alternates(s, 2).withPlaces(new StagePlaces.Open());
  }

  PublishList list(boolean isFinal) {
    return list(isFinal, b -> b);
  }

  PublishList list(boolean isFinal, UnaryOperator<ListBlock> change) {
    return new PublishList(
        CASE, attempt, isFinal, change.apply(block()), Optional.empty(), 0, 0, 0, root().groups());
  }

  ListRoot root() {
    return new ListRoot(groups);
  }

  ListBlock block() {
    return new ListBlock(root().digest(), 10, 10, Digest.ZERO, Optional.empty());
  }

  static GroupRoot group(String label, long entries, long tickets) {
    return new GroupRoot(new Label(label), entries, new SumNode(tickets, Digest.tagged(label)));
  }

  Seal seal(UnaryOperator<Seal> change) {
    return change.apply(
        new Seal(
            CASE,
            attempt,
            rules(),
            block(),
            Seed.noteDigest(listText),
            Optional.empty(),
            contributors(),
            Optional.of(BEACON.chain()),
            DELTA_S,
            0,
            town.nowS + 1_000,
            20,
            2));
  }

  List<Contributor> contributors() {
    return List.of(committed(), new Contributor.Live(DICE, "ff"));
  }

  Contributor committed() {
    return new Contributor.Committed(
        SECRET, Contributor.commitment(CASE, attempt, SECRET, VALUE, NONCE), Optional.empty());
  }

  Seal sealOf(CaseNumber draw, Digest listNote, BeaconChain chain, long deltaS) {
    return new Seal(
        draw,
        1,
        rules(),
        block(),
        listNote,
        Optional.empty(),
        List.of(),
        Optional.of(chain),
        deltaS,
        0,
        Town.START_S + 1_000,
        0,
        0);
  }

  Skip skip(long number, String group) {
    return new Skip(CASE, attempt, number, new Label(group), "ineligible", Optional.empty());
  }

  long round() {
    return BEACON.chain().firstRoundAtOrAfter(town.nowS + DELTA_S);
  }

  Digest reveals() {
    return Seed.revealsDigest(contributors(), java.util.Map.of());
  }

  Press press(long round) {
    return press(round, List.of());
  }

  Press press(long round, List<Long> skips) {
    return new Press(
        CASE,
        attempt,
        Seed.sealDigest(sealText),
        shakes,
        Optional.of(reveals()),
        skips.size(),
        Seed.skipsDigest(skips),
        Optional.of(Math.max(1, round)));
  }

  Press pressBut(int wrong) {
    var p = press(round());
    var junk = Digest.tagged("junk");
    return new Press(
        CASE,
        attempt,
        wrong == 0 ? junk : p.seal(),
        wrong == 1 ? junk : p.shakes(),
        wrong == 2 ? Optional.of(junk) : p.reveals(),
        0,
        p.skipsDigest(),
        p.round());
  }

  static Drawn drawn(long round) {
    return new Drawn(
        Optional.of(round), Optional.of(Bytes.hex(BEACON.signature(round))), Digest.ZERO);
  }

  PublishResult result(int stage, Drawn drawn, List<Long> skips) {
    return computed(stage, drawn, skips);
  }

  PublishResult computed(int stage, Drawn drawn, List<Long> skips) {
    var signature = Bytes.parseHex(drawn.signature().orElseThrow(), 48);
    var seed =
        Seed.of(
            DrawKind.REHEARSAL,
            Seed.sealDigest(sealText),
            shakes,
            reveals(),
            BEACON.chain(),
            drawn.round().orElseThrow(),
            signature);
    var contest = new Contest(rules(), root(), Optional.empty(), Set.copyOf(skips), seed);
    var outcome = contest.stage(stage);
    return new PublishResult(
        CASE,
        attempt,
        stage,
        new Drawn(drawn.round(), drawn.signature(), seed),
        outcome.figures(),
        outcome.listedLines());
  }

  GiveUp giveUp(boolean disqualified, long order) {
    return new GiveUp(disqualified, CASE, attempt, 1, order, "declined", Optional.empty());
  }

  Promote promote(long order, long forOrder) {
    return new Promote(CASE, attempt, 1, order, forOrder);
  }
}
