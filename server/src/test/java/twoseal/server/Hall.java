package twoseal.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import twoseal.beacon.TestBeacon;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.desk.draw.Contribution;
import twoseal.desk.draw.Desk;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.Fixed;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerOptions;
import twoseal.server.act.Act;
import twoseal.server.act.Acts;
import twoseal.server.act.NewAct;
import twoseal.server.http.Caller;
import twoseal.server.http.JsonText;
import twoseal.server.http.Problem;
import twoseal.server.list.Commitments;
import twoseal.server.list.ListUpload;
import twoseal.server.list.NewList;
import twoseal.server.list.Preparations;
import twoseal.server.list.Uploads;

/**
 * An office with its ledger, its service and people with keys of their own, all in one folder. What
 * a browser would do is done here with the people's keys; the service has only its own.
 *
 * <p>Its clock goes on by itself, some minutes behind the machine's, and can be set forward: nobody
 * waits for what is minutes away. What another process enters by the machine's clock is later.
 */
public final class Hall implements AutoCloseable {
  public static final String ORIGIN = "notary.example/ledger";
  public static final String PASSPHRASE = "correct horse battery";
  public static final String ADMIN = "office/admin";
  public static final String NOTARY = "office/notary";
  public static final String NOTARY_2 = "office/notary-2";
  public static final String ORGANISER = "xinglan/organiser";
  public static final String OBSERVER = "customers/observer";
  public static final String STRANGER = "rival/organiser";
  public static final String SERVICE = "office/service";

  /** A prize draw whose round comes soon. */
  public static final String RULES =
      """
      title: 会员答谢抽奖
      organiser: xinglan
      purpose: prize-draw
      scheduled: 2027-01-09 19:30
      list:
        columns: [姓名, 证件号码]
        identity: {证件号码: document}
        masking: {姓名: surname, 证件号码: last4}
      stages:
        - {title: 一等奖, places: 1, alternates: 2}
        - {title: 二等奖, except-winners-of: earlier, places: 3}
      seal:
        chain: local
        press-by: 1h
        delta: 3s
        margin: 0s
        contributors: [customers/observer committed]
      """;

  private static final long WAIT_MAX_S = 60;
  private static final Duration BEHIND = Duration.ofMinutes(20);

  /** What a passphrase costs is another test's matter. */
  private static final int LIST_ITERATIONS = 1_000;

  private final Path folder;
  private final MovedClock clock;
  private final JsonText json = new JsonText();
  private EmbeddedLedger ledger;
  private Proceedings proceedings;

  private boolean hasBeacon = true;

  private Hall(Path folder, MovedClock clock, EmbeddedLedger ledger) throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.ledger = ledger;
    this.proceedings = proceedings(ledger, folder, clock, true);
  }

  /** A new office with everybody registered. */
  public static Hall open(Path folder) throws IOException {
    var clock = new MovedClock(BEHIND.negated());
    var ledger = Founding.ledger(folder, clock);
    var hall = new Hall(folder, clock, ledger);
    Founding.register(hall);
    return hall;
  }

  /** An office that was there before, by the machine's clock. */
  public static Hall reopen(Path folder) throws IOException {
    return new Hall(folder, new MovedClock(Duration.ZERO), openLedger(folder, Clock.system()));
  }

  /** Ends the service and its ledger, and starts both again from what is on the disk. */
  public void restart() throws IOException {
    close();
    ledger = openLedger(folder, clock);
    proceedings = proceedings(ledger, folder, clock, hasBeacon);
  }

  /** The same, on a machine that cannot get the beacon's numbers. */
  public void restartWithoutBeacon() throws IOException {
    hasBeacon = false;
    restart();
  }

  /** The ledger of an office that was there before. */
  public static EmbeddedLedger openLedger(Path folder, Clock clock) {
    return EmbeddedLedger.open(
        folder.resolve("ledger"), signer(ORIGIN), clock, LedgerOptions.defaults());
  }

  /** The service over a ledger that somebody has opened. */
  public static Proceedings proceedings(Engine ledger, Path folder, Clock clock, boolean hasBeacon)
      throws IOException {
    var service =
        new Proceedings.Service(
            signer(SERVICE), Optional.of(beacon()).filter(_ -> hasBeacon), List.of());
    return Proceedings.open(
        ledger,
        folder.resolve("server"),
        service,
        options -> options.withIterations(LIST_ITERATIONS),
        clock);
  }

  /** The beacon for rehearsals. */
  public static TestBeacon beacon() {
    var secret = Digest.sha256("beacon".getBytes(StandardCharsets.UTF_8)).bytes();
    secret[0] &= 0x3f;
    return new TestBeacon(secret, 1_767_225_600L, 1);
  }

  /** A person's key; the same each time. */
  public static Signer signer(String name) {
    return signer(name, "");
  }

  /** Another key of a person. */
  public static Signer signer(String name, String which) {
    return Signer.of(name, Digest.sha256((name + which).getBytes(StandardCharsets.UTF_8)).bytes());
  }

  /** Who is asking. */
  public static Caller caller(String name) {
    var person = PersonName.parse(name);
    var role =
        switch (name) {
          case ADMIN -> Role.ADMINISTRATOR;
          case NOTARY, NOTARY_2 -> Role.NOTARY;
          case OBSERVER -> Role.CONTRIBUTOR;
          case SERVICE -> Role.OPERATOR;
          default -> person.person().startsWith("organiser") ? Role.ORGANISER : Role.CONTRIBUTOR;
        };
    return new Caller(name, person, role, false);
  }

  public EmbeddedLedger ledger() {
    return ledger;
  }

  public Clock clock() {
    return clock;
  }

  /** Sets the clock forward. */
  public void pass(Duration time) {
    clock.pass(time);
  }

  /** Sets the clock to a time that is still to come. */
  public void passUntil(long timeMs) {
    pass(Duration.ofMillis(Math.max(0, timeMs - clock.nowMs())));
  }

  public Proceedings proceedings() {
    return proceedings;
  }

  public Acts acts() {
    return proceedings.desk().acts();
  }

  public Path folder() {
    return folder;
  }

  /** What is asked for, as a browser would write it. */
  public NewAct asked(String kind, Object... members) {
    var map = new HashMap<String, Object>(Map.of("kind", kind));
    for (var i = 0; i < members.length; i += 2) {
      map.put((String) members[i], members[i + 1]);
    }
    return json.read(json.write(map), NewAct.class);
  }

  /** Begins an act. */
  public Act begin(String who, String kind, Object... members) {
    return acts().begin(asked(kind, members), caller(who));
  }

  /** Signs an act with the person's key. */
  public Act sign(Act act, String who) {
    return sign(act, who, signer(who));
  }

  /** Signs an act with a key. */
  public Act sign(Act act, String who, Signer key) {
    return acts().sign(act.id(), line(act, key), caller(who));
  }

  /** A signature line. */
  public static Acts.NewSignature line(Act act, Signer key) {
    return new Acts.NewSignature(key.sign(act.text()).format());
  }

  /** Begins an act and has everybody sign it; it must be accepted. */
  public Act done(List<String> who, String kind, Object... members) {
    var act = begin(who.getFirst(), kind, members);
    for (var person : who) {
      act = sign(act, person);
    }
    var receipt = act.receipt().orElseThrow();
    if (!receipt.accepted()) {
      throw new IllegalStateException(receipt.reason().orElseThrow());
    }
    return act;
  }

  /** Announces rules; the case number. */
  public CaseNumber announce(String rules) {
    return CaseNumber.parse(announcement(rules).receipt().orElseThrow().draw().orElseThrow());
  }

  /** The act that announces a rehearsal of these rules, entered. */
  public Act announcement(String rules) {
    var prepared =
        proceedings
            .preparations()
            .begin(
                new Preparations.NewPreparation("rehearsal", rules, Optional.empty()),
                caller(ORGANISER));
    return done(List.of(ORGANISER), "draw.announce", "preparation", prepared.id());
  }

  /** A list of so many people. */
  public static String entries(int count) {
    var csv = new StringBuilder("姓名,证件号码\n");
    for (var i = 1; i <= count; i++) {
      csv.append("王小").append(i).append(",T").append(1_000_000 + i).append('\n');
    }
    return csv.toString();
  }

  /** Sends a list file and waits until it was read. */
  public ListUpload upload(CaseNumber draw, String csv) throws IOException {
    return upload(draw, csv.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a list file and waits until it was read. */
  public ListUpload upload(CaseNumber draw, byte[] file) throws IOException {
    var asked =
        new NewList("entries.csv", file.length, PASSPHRASE, Optional.empty(), Optional.empty());
    var uploads = proceedings.uploads();
    var begun = uploads.begin(draw, asked, caller(ORGANISER));
    var sent =
        uploads.receive(
            draw, begun.id(), new ByteArrayInputStream(file), OptionalLong.of(file.length));
    await(() -> !uploads.get(draw, sent.id()).state().equals("reading"));
    return uploads.get(draw, sent.id());
  }

  /** Both sides confirm a list by its root. */
  public void confirm(CaseNumber draw, ListUpload list) {
    confirm(draw, list, ORGANISER);
    confirm(draw, list, NOTARY);
  }

  /** One of them does. */
  public void confirm(CaseNumber draw, ListUpload list, String who) {
    proceedings
        .uploads()
        .confirm(
            draw,
            list.id(),
            new Uploads.Confirmation(list.list().orElseThrow().root().substring(0, 8)),
            caller(who));
  }

  /** Sends, confirms and publishes a final list. */
  public ListUpload publish(CaseNumber draw, int entries) throws IOException {
    var list = upload(draw, entries(entries));
    confirm(draw, list);
    done(
        List.of(ORGANISER),
        "draw.list",
        "draw",
        draw.toString(),
        "list",
        list.id(),
        "listState",
        "final");
    return list;
  }

  /** A contributor's secret of an attempt, whose commitment is handed in. */
  public Contribution commit(CaseNumber draw, int attempt, String who) {
    var secret = Contribution.fresh(draw, attempt, PersonName.parse(who));
    proceedings
        .commitments()
        .put(
            draw,
            new Commitments.NewCommitment(secret.commitment().hex(), Optional.empty()),
            caller(who));
    return secret;
  }

  /** Opens a secret. */
  public Act reveal(Contribution secret, String who) {
    return done(
        List.of(who),
        "draw.reveal",
        "draw",
        secret.draw().toString(),
        "contributor",
        secret.contributor().toString(),
        "value",
        secret.value(),
        "nonce",
        secret.nonce());
  }

  /** Seals an attempt whose list is published. */
  public Act seal(CaseNumber draw) {
    return done(List.of(ORGANISER, NOTARY), "draw.seal", "draw", draw.toString());
  }

  /** Presses. */
  public Act press(CaseNumber draw) {
    return done(List.of(ORGANISER, NOTARY), "draw.press", "draw", draw.toString(), "signingS", 5);
  }

  /** A draw that is sealed, and its contributor's secret. */
  public Sealed sealed(String rules) throws IOException {
    var draw = announce(rules);
    publish(draw, 12);
    var secret = commit(draw, 1, OBSERVER);
    seal(draw);
    return new Sealed(draw, secret);
  }

  /** A sealed draw. */
  public record Sealed(CaseNumber draw, Contribution secret) {}

  /** Looks at a draw. */
  public <T> T look(CaseNumber draw, Function<CaseFile, T> question) {
    return Desk.look(ledger, draw, question);
  }

  /** Waits until something is so. */
  public static void await(BooleanSupplier isSo) {
    var endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_MAX_S);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > endNs) {
        throw new AssertionError("waited " + WAIT_MAX_S + " s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Sets the clock to when a draw's current attempt is due, and waits until it is complete. */
  public void awaitComplete(CaseNumber draw) {
    look(draw, file -> Fixed.of(file, clock.nowMs())).ifPresent(fixed -> passUntil(fixed.dueMs()));
    await(() -> look(draw, CaseFile::isComplete));
  }

  /** The command note of an entry. */
  public SignedNote note(long index) {
    return SignedNote.parse(ledger.read(index).command());
  }

  /** How many entries the ledger has. */
  public long size() {
    return twoseal.core.Checkpoint.parse(ledger.checkpoint().text()).size();
  }

  /** The reason for which something is refused, with the status of HTTP. */
  public static String refusal(ThrowingCallable what) {
    try {
      what.call();
    } catch (Problem problem) {
      return problem.status() + " " + problem.reason();
    } catch (Throwable other) {
      throw new AssertionError("another exception", other);
    }
    return "nothing";
  }

  /** Files of a folder of the service. */
  public List<Path> kept(String name) {
    try (var files = Files.walk(folder.resolve("server").resolve(name))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    proceedings.close();
    ledger.close();
  }
}
