package twoseal.server.auth;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Ed25519;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.SignedNote;
import twoseal.server.http.Problem;

/**
 * Sign-in by a key of the ledger, for programs. The text to sign is like a command's ([NOTE-4]) but
 * of a kind that no ledger takes. Its nonce authenticates itself, so that asking for texts fills no
 * memory; what was used is remembered until it is over.
 */
final class KeySignIn {
  static final long VALID_MS = 120_000;

  private static final String KIND = "sign-in";
  private static final String USE = "sign-in by key";
  private static final int RANDOM_BYTES = 16;
  private static final int NONCE_BYTES = 32;
  private static final int MS_PER_S = 1_000;

  private final Directory directory;
  private final Secrets secrets;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Long> used = new HashMap<>();

  KeySignIn(Directory directory, Secrets secrets, InstantSource clock) {
    this.directory = directory;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Who signed, and with which key. */
  record Proved(PersonName person, NoteKey key) {}

  /** A text to sign, good for two minutes. */
  String challenge(PersonName person) {
    var salt = new byte[RANDOM_BYTES];
    random.nextBytes(salt);
    return text(person, salt, (clock.millis() + VALID_MS) / MS_PER_S);
  }

  /**
   * Takes a signed challenge, once.
   *
   * @throws Problem 401 if it is not one of ours, is over or used, or not signed by the person's
   *     key
   */
  Proved prove(String signed) {
    try {
      var note = SignedNote.parse(signed);
      var in = new Fields.Reader(note.text(), KIND, 1);
      in.text("ledger");
      var person = PersonName.parse(in.text("person"));
      var nonce = in.hex("nonce", NONCE_BYTES);
      var untilS = in.time("until");
      in.end();
      var expected = text(person, Arrays.copyOf(nonce, RANDOM_BYTES), untilS);
      var isOurs = MessageDigest.isEqual(Bytes.utf8(expected), Bytes.utf8(note.text()));
      var key = isOurs ? holder(note, person) : Optional.<NoteKey>empty();
      if (key.isPresent() && clock.millis() < untilS * MS_PER_S && isFirst(nonce, untilS)) {
        return new Proved(person, key.get());
      }
    } catch (MalformedException notOne) {
      throw refused().because(notOne);
    }
    throw refused();
  }

  private Optional<NoteKey> holder(SignedNote note, PersonName person) {
    return directory
        .key(person)
        .filter(key ->
            note.signatures().size() == 1
                && key.holds(note.text(), note.signatures().getFirst(), Ed25519.STRICT));
  }

  private synchronized boolean isFirst(byte[] nonce, long untilS) {
    used.values().removeIf(overS -> overS * MS_PER_S <= clock.millis());
    return used.put(Bytes.hex(nonce), untilS) == null;
  }

  private String text(PersonName person, byte[] salt, long untilS) {
    var about =
        new Fields.Writer(USE.replace(' ', '-'), 1)
            .line("person", person.toString())
            .line("salt", Bytes.hex(salt))
            .time("until", untilS)
            .text();
    var mac = Arrays.copyOf(secrets.mac(USE, Bytes.utf8(about)), RANDOM_BYTES);
    return new Fields.Writer(KIND, 1)
        .line("ledger", directory.origin())
        .line("person", person.toString())
        .line("nonce", Bytes.hex(Bytes.concat(salt, mac)))
        .time("until", untilS)
        .text();
  }

  private static Problem refused() {
    return new Problem(401, "session.challenge");
  }
}
