package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import twoseal.core.Blobs;
import twoseal.core.MalformedException;
import twoseal.core.MapState;
import twoseal.core.NoteKey;
import twoseal.core.Position;
import twoseal.core.SignatureCheck;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.Torsion;
import twoseal.machine.Machine;

/** NOTE-3 at every entrance: wherever a signature or a key comes in, the one rule judges it. */
class Ed25519EntrancesTest {
  private static final String LOG = "edge.example/log";
  private static final String ADMIN = "office/admin-1";
  private static final String WITNESS = "court/witness-1";
  private static final byte[] SEED = Signing.sha256("entrances".getBytes(UTF_8));

  /** Notes in core: a text under a key, a checkpoint under a witness's. */
  @Test
  void notesAndCosignaturesInCore() throws Exception {
    for (var one : Ed25519Vectors.edges()) {
      for (var check : cores().entrySet()) {
        assertThat(holdsInCore(one, check.getValue()))
            .as("%s: %s", check.getKey(), one)
            .isEqualTo(one.holds());
      }
    }
  }

  /** A log's checkpoint and a witness's cosignature in the verifier. */
  @Test
  void checkpointsAndCosignaturesInTheVerifier() throws Exception {
    for (var one : Ed25519Vectors.edges()) {
      assertThat(holdsInVerifier(one)).as("%s", one).isEqualTo(one.holds());
    }
  }

  /** The log's key stands in the genesis and signs nothing there: who admits it looks at it. */
  @Test
  void keysThatAreAdmitted() throws Exception {
    var keys = 0;
    for (var one : Ed25519Vectors.edges()) {
      var vkey = vkey(LOG, Vkey.ED25519, one.key());
      var isGood = twoseal.core.Ed25519.isValidPublicKey(one.key());
      assertThat(isGood || !one.holds()).as("%s", one).isTrue();
      keys += isGood ? 0 : 1;
      var text = genesis(vkey, Signing.key(ADMIN).vkey());
      var note = Signing.note(text, List.of(Signing.key(ADMIN)));
      for (var check : cores().entrySet()) {
        assertThat(isAccepted(note, check.getValue()))
            .as("%s: %s", check.getKey(), one)
            .isEqualTo(isGood);
      }
      assertThat(failures(text, note, VerId.SIGNATURES)).as("%s", one).isEqualTo(!isGood);
    }
    assertThat(keys).isGreaterThan(250);
  }

  /** Commands under keys and with signatures to which torsion was added. */
  @Test
  void commandsWithTorsion() throws Exception {
    for (var ofKey = 0; ofKey < 8; ofKey++) {
      var point = Torsion.plus(twoseal.core.Ed25519.publicKey(SEED), ofKey);
      var text = genesis(Signing.key(LOG).vkey(), vkey(ADMIN, Vkey.ED25519, point));
      for (var ofR = 0; ofR < 8; ofR++) {
        var signature = Torsion.sign(SEED, text.getBytes(UTF_8), ofR, ofKey);
        var note = text + "\n" + line(ADMIN, Vkey.ED25519, point, signature);
        var isGood = ofKey == 0 && ofR == 0;
        for (var check : cores().entrySet()) {
          assertThat(isAccepted(note, check.getValue()))
              .as("%s: %s %s", check.getKey(), ofKey, ofR)
              .isEqualTo(isGood);
        }
        assertThat(failures(text, note, VerId.SIGNATURES))
            .as("%s %s", ofKey, ofR)
            .isEqualTo(!isGood);
      }
    }
  }

  /** Ours that a note or the machine can be given. */
  private static Map<String, SignatureCheck> cores() {
    return Ed25519Libraries.ours();
  }

  private static boolean holdsInCore(Ed25519Vectors one, SignatureCheck check) {
    var cosigns = one.signs().equals("cosignature");
    try {
      var type = cosigns ? NoteKey.Type.COSIGNATURE : NoteKey.Type.ED25519;
      var key = new NoteKey(LOG, type, one.key());
      var text = cosigns ? cosigned(one) : new String(one.message(), UTF_8);
      var line = SignatureLine.parse(line(one, cosigns).strip());
      return new SignedNote(text, List.of(line)).isSignedBy(key, check)
          && new SignedNote(text, List.of(line)).check(List.of(key), check).getFirst()
              instanceof SignedNote.Finding.Holds;
    } catch (MalformedException refused) {
      return false;
    }
  }

  private static boolean holdsInVerifier(Ed25519Vectors one) {
    var checks = new Checks();
    var cosigns = one.signs().equals("cosignature");
    var point = Bytes.hex(one.key());
    var text = cosigns ? cosigned(one) : new String(one.message(), UTF_8);
    var log = Signing.key(LOG);
    var first = cosigns ? log.line(new byte[0], text.getBytes(UTF_8)) : line(one, false);
    var note = text + "\n" + first + (cosigns ? line(one, true) : "");
    var form = new Form(checks, VerId.CHECKPOINT, "edge");
    var logKey =
        cosigns
            ? Vkey.parse(log.vkey(), Vkey.ED25519, form)
            : Vkey.parse(vkey(LOG, Vkey.ED25519, one.key()), Vkey.ED25519, form);
    var entries = cosigns ? List.of(witness(point, form)) : List.<Entry>of();
    var registry = Registry.replay(LOG, command(logKey), entries, new Checks());
    var parsed = Note.parse(note.getBytes(UTF_8), 64, 72, form);
    var lines = text.split("\n", -1);
    new Checkpoint("checkpoint", lines[0], Long.parseLong(lines[1]), lines[2], parsed)
        .check(registry, checks);
    return !checks.anyFailed();
  }

  /** Whether the verifier finds something wrong with a genesis and its signatures. */
  private static boolean failures(String text, String note, VerId id) {
    var checks = new Checks();
    var form = new Form(checks, id, "genesis");
    var parsed = Note.parse(note.getBytes(UTF_8), 64, 64, form);
    var command = (Command.Genesis) CommandReader.read(text.getBytes(UTF_8), LOG, form);
    var entry = new Entry(0, 0, 0, parsed, command, "", "", Optional.empty());
    Registry.replay(LOG, command, List.of(entry), checks);
    return !checks.failures(id).isEmpty();
  }

  private static boolean isAccepted(String note, SignatureCheck check) {
    var machine = new Machine(check, Blobs.NONE);
    try {
      var command = machine.read(note.getBytes(UTF_8));
      return machine.apply(new Position(0, 0), command, new MapState()).accepted();
    } catch (MalformedException refused) {
      return false;
    }
  }

  private static String genesis(String logKey, String key) {
    return """
    twoseal/ledger.genesis/1
    id: 000102030405060708090a0b0c0d0e0f
    ledger: %s
    log-key: %s
    created: 2026-01-01T00:00:00Z
    clock: system
    custody: client
    office: office
    office-name: 公证处
    office-name-en: -
    person: %s
    person-name: 管理员
    key: %s
    """
        .formatted(LOG, logKey, ADMIN, key);
  }

  private static Command.Genesis command(Vkey logKey) {
    var form = new Form(new Checks(), VerId.COMMANDS, "genesis");
    var key = Vkey.parse(Signing.key(ADMIN).vkey(), Vkey.ED25519, form);
    return new Command.Genesis(logKey, false, false, "office", ADMIN, key);
  }

  /** Admits the point, good or not, as a witness's; what the registry says of it is not asked. */
  private static Entry witness(String point, Form form) {
    var key = Vkey.parse(Signing.key(WITNESS).vkey(), Vkey.ED25519, form);
    var cosigns = vkey(LOG, Vkey.COSIGNATURE, Bytes.unhex(point));
    var cosignKey = Vkey.parse(cosigns, Vkey.COSIGNATURE, form);
    var command = new Command.Person(WITNESS, Registry.Role.WITNESS, key, Optional.of(cosignKey));
    var note = new Note("a/b/c\n", List.of());
    return new Entry(1, 1, 0, note, command, "", "", Optional.empty());
  }

  /** The checkpoint's text in what a witness signs. */
  private static String cosigned(Ed25519Vectors one) {
    return new String(one.message(), UTF_8).split("\n", 3)[2];
  }

  private static String line(Ed25519Vectors one, boolean cosigns) {
    if (!cosigns) {
      return line(LOG, Vkey.ED25519, one.key(), one.signature());
    }
    var time = new String(one.message(), UTF_8).split("\n", 3)[1].substring("time ".length());
    var before = ByteBuffer.allocate(8).putLong(Long.parseLong(time)).array();
    return line(LOG, Vkey.COSIGNATURE, one.key(), Signing.join(before, one.signature()));
  }

  private static String line(String name, int type, byte[] point, byte[] signature) {
    var bytes = Signing.join(id(name, type, point), signature);
    return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  private static String vkey(String name, int type, byte[] point) {
    var typed = Signing.join(new byte[] {(byte) type}, point);
    return name
        + "+"
        + Bytes.hex(id(name, type, point))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  private static byte[] id(String name, int type, byte[] point) {
    var typed = Signing.join(new byte[] {(byte) type}, point);
    return Arrays.copyOf(Signing.sha256(Signing.join((name + "\n").getBytes(UTF_8), typed)), 4);
  }
}
