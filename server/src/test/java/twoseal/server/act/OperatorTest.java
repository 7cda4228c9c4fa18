package twoseal.server.act;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.ADMIN;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.OBSERVER;
import static twoseal.server.Hall.ORGANISER;
import static twoseal.server.Hall.refusal;

import java.util.List;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.desk.draw.Outcomes;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Fixed;
import twoseal.ledger.Clock;
import twoseal.server.Hall;
import twoseal.server.InAHall;
import twoseal.server.http.Problem;

/** Every sealed draw comes to its end by itself, whatever happens to the service on the way. */
class OperatorTest extends InAHall {
  /** More than relays get. */
  private static final long LATE_MS = 6_000;

  @Test
  void aLateNumberIsWaitedForAndMayBeTyped() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    assertThat(refusal(() -> bring(draw, "00".repeat(48)))).isEqualTo("409 act.no-number-awaited");
    hall.restartWithoutBeacon();
    hall.press(draw);
    assertThat(refusal(() -> bring(draw, "00".repeat(48)))).isEqualTo("409 draw.early");
    hall.passUntil(hall.look(draw, file -> Fixed.of(file, 0)).orElseThrow().dueMs() + LATE_MS);
    Hall.await(() -> hall.proceedings().desk().operator().isLate(draw));
    assertThat(hall.look(draw, CaseFile::results)).isZero();
    var round = hall.look(draw, file -> file.press().orElseThrow().round().orElseThrow());
    var number = Bytes.hex(Hall.beacon().signature(round));
    assertThat(refusal(() -> bring(draw, number.substring(2)))).isEqualTo("422 act.number-length");
    assertThat(refusal(() -> bring(draw, Bytes.hex(Hall.beacon().signature(round + 1)))))
        .isEqualTo("422 beacon.mismatch");
    assertThat(refusal(() -> bring(draw, "ff".repeat(48)))).isEqualTo("422 beacon.encoding");
    // As people type it, from paper; the service ends before it can use it, and finds it again.
    bring(draw, number.toUpperCase(java.util.Locale.ROOT).replaceAll("(.{8})", "$1 ").strip());
    hall.restart();
    hall.awaitComplete(draw);
    assertThat(hall.proceedings().desk().operator().isLate(draw)).isFalse();
    var drawn = hall.look(draw, file -> file.result(1).orElseThrow().drawn());
    assertThat(drawn.signature()).contains(number);
  }

  @Test
  void nobodyPressedAndItIsDrawnAllTheSame() throws Exception {
    var draw = unpressed(hall.clock().nowMs() / 1_000 + 60);
    var isByDefault =
        hall.look(draw, file -> Fixed.of(file, hall.clock().nowMs()).orElseThrow().byDefault());
    assertThat(isByDefault).isTrue();
  }

  @Test
  void aResultIsShownOnAMachineWhoseClockWasSetBack() throws Exception {
    var draw = unpressed(Clock.system().nowMs() / 1_000 + 3_600);
    var outcomes = hall.look(draw, file -> Outcomes.of(file, hall.ledger()));
    assertThat(outcomes).isNotEmpty();
  }

  /** A draw that nobody pressed by then, drawn all the same. */
  private CaseNumber unpressed(long pressByS) throws Exception {
    var draw = hall.announce(Hall.RULES);
    hall.publish(draw, 12);
    hall.commit(draw, 1, OBSERVER);
    var pressByMs = pressByS * 1_000;
    hall.done(List.of(ORGANISER, NOTARY), "draw.seal", "draw", "R-1", "pressByMs", pressByMs);
    hall.passUntil(pressByMs + 1_000);
    hall.awaitComplete(draw);
    return draw;
  }

  @Test
  void aFurtherAttemptStandsBesideTheFirst() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    assertThat(refusal(() -> hall.begin(NOTARY, "draw.attempt", "draw", "R-1", "reason", "再来")))
        .isEqualTo("409 draw.undecided");
    hall.press(draw);
    hall.awaitComplete(draw);
    hall.done(List.of(ORGANISER, NOTARY), "draw.attempt", "draw", "R-1", "reason", "名单有误");
    assertThat(hall.look(draw, CaseFile::attempt)).isEqualTo(2);
    hall.restart();
    var uploads = hall.proceedings().uploads();
    var first = uploads.list(draw).getFirst();
    assertThat(first.confirmed()).isEmpty();
    assertThat(refusal(() -> uploads.publishable(draw, first.id(), true)))
        .isEqualTo("409 list.not-confirmed");
    hall.publish(draw, 9);
    assertThat(refusal(() -> hall.seal(draw))).isEqualTo("409 act.no-commitment");
    hall.commit(draw, 2, OBSERVER);
    hall.seal(draw);
    hall.press(draw);
    hall.awaitComplete(draw);
    var isFirstKept = hall.look(draw, file -> file.at(1).orElseThrow().isComplete());
    assertThat(isFirstKept).isTrue();
  }

  @Test
  void winnersGiveUpAreDisqualifiedAndAlternatesFollowInOrder() throws Exception {
    var draw = hall.sealed(Hall.RULES).draw();
    hall.press(draw);
    hall.awaitComplete(draw);
    var both = List.of(NOTARY, ORGANISER);
    assertThat(refusal(() -> promote(1))).isEqualTo("409 draw.not-vacant");
    hall.done(
        both,
        "draw.disqualify",
        "draw",
        "R-1",
        "stage",
        1,
        "order",
        1,
        "code",
        "ineligible",
        "words",
        "不在参加范围内");
    assertThat(
            refusal(() ->
                hall.begin(
                    NOTARY,
                    "draw.decline",
                    "draw",
                    "R-1",
                    "stage",
                    1,
                    "order",
                    1,
                    "code",
                    "declined")))
        .isEqualTo("409 draw.gone");
    assertThat(
            refusal(() ->
                hall.begin(
                    NOTARY, "draw.promote", "draw", "R-1", "stage", 1, "for", 1, "order", 3)))
        .isEqualTo("409 draw.not-next");
    hall.done(both, "draw.decline", "draw", "R-1", "stage", 1, "order", 2, "code", "declined");
    hall.done(both, "draw.promote", "draw", "R-1", "stage", 1, "for", 1);
    var taker = hall.look(draw, file -> file.takenBy(1, 1));
    assertThat(taker).contains(3L);
    hall.done(both, "draw.decline", "draw", "R-1", "stage", 1, "order", 3, "code", "declined");
    assertThat(refusal(() -> promote(3))).isEqualTo("409 act.no-alternate");
    assertThat(
            refusal(() ->
                hall.begin(
                    NOTARY,
                    "draw.decline",
                    "draw",
                    "R-1",
                    "stage",
                    2,
                    "order",
                    9,
                    "code",
                    "declined")))
        .isEqualTo("409 draw.order");
  }

  private void promote(long order) throws Problem {
    hall.begin(NOTARY, "draw.promote", "draw", "R-1", "stage", 1, "for", order);
  }

  @Test
  void aCeremonyNeedsNoNumber() throws Exception {
    var rules =
        Hall.RULES
            .replace("purpose: prize-draw", "purpose: prize-draw\nentropy: ceremony")
            .replace("  chain: local\n", "")
            .replace("delta: 3s", "delta: 10s")
            .replace(
                "[customers/observer committed]",
                "[customers/observer committed, court/clerk committed, xinglan/engineer"
                    + " committed]");
    var draw = hall.announce(rules);
    hall.publish(draw, 12);
    var people = List.of(OBSERVER, "court/clerk", "xinglan/engineer");
    var secrets = people.stream().map(who -> hall.commit(draw, 1, who)).toList();
    hall.seal(draw);
    assertThat(refusal(() -> hall.reveal(secrets.getFirst(), OBSERVER)))
        .isEqualTo("409 draw.not-open");
    hall.press(draw);
    hall.reveal(secrets.get(0), people.get(0));
    hall.restart();
    hall.reveal(secrets.get(1), people.get(1));
    // Who has lost the file: the notary opens the envelope and types the paper.
    hall.reveal(secrets.get(2), NOTARY);
    hall.awaitComplete(draw);
    var envelopes =
        hall.look(draw, file -> file.seal().orElseThrow().contributors()).stream()
            .map(twoseal.draw.Contributor::text)
            .toList();
    assertThat(envelopes.getFirst()).endsWith(" envelope 1");
    assertThat(envelopes.getLast()).endsWith(" envelope 3");
  }

  private void bring(CaseNumber draw, String number) throws java.io.IOException {
    hall.proceedings()
        .desk()
        .operator()
        .bring(draw, new Numbers.NewNumber(number), Hall.caller(NOTARY));
  }

  @Test
  void theServicesKeyNeitherSealsNorPresses() throws Exception {
    var draw = hall.announce(Hall.RULES);
    hall.publish(draw, 12);
    hall.commit(draw, 1, OBSERVER);
    var seal = hall.begin(ORGANISER, "draw.seal", "draw", "R-1");
    assertThat(refusal(() -> hall.sign(seal, Hall.SERVICE))).isEqualTo("403 act.not-a-signer");
    assertThat(refusal(() -> hall.sign(seal, ADMIN))).isEqualTo("403 act.not-a-signer");
  }
}
