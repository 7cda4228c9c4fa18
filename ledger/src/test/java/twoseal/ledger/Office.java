package twoseal.ledger;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.registry.RegistryCommand;

/** A ledger's keys and the commands its people sign, all from one seed. */
public final class Office {
  public static final String ORIGIN = "demo.twoseal.example/ledger";
  public static final long START_MS = 1_767_225_600_000L;

  private final Random random;
  private final Signer log;
  private final Signer administrator;

  public Office(long seed) {
    this.random = new Random(seed);
    this.log = Signer.of(ORIGIN, bytes(32));
    this.administrator = Signer.of("office/admin", bytes(32));
  }

  /** A clock that a test sets. */
  static final class SetClock implements Clock {
    final AtomicLong nowMs = new AtomicLong(START_MS);

    @Override
    public long nowMs() {
      return nowMs.get();
    }
  }

  public Signer log() {
    return log;
  }

  public Signer administrator() {
    return administrator;
  }

  public byte[] genesis() {
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            START_MS / 1000,
            "system",
            "client",
            "office",
            "公证处",
            Optional.empty(),
            PersonName.parse("office/admin"),
            "Admin",
            administrator.key());
    return sign(genesis, id(), administrator);
  }

  public byte[] remark(String text) {
    return remark(id(), text);
  }

  public byte[] remark(String id, String text) {
    return sign(remarkOf(text), id, administrator);
  }

  public byte[] remarkBy(Signer signer, String text) {
    return sign(remarkOf(text), id(), signer);
  }

  /** Admits a notary with a key. */
  public byte[] admit(Signer notary) {
    var person =
        new RegistryCommand.AdmitPerson(
            PersonName.parse(notary.key().name()),
            "Notary",
            Role.NOTARY,
            notary.key(),
            Optional.empty());
    return sign(person, id(), administrator, notary);
  }

  /** Ends a notary's key. */
  public byte[] revoke(Signer notary) {
    var person = PersonName.parse(notary.key().name());
    return sign(new RegistryCommand.RevokePerson(person, "left"), id(), administrator);
  }

  public Signer person(String name) {
    return Signer.of(name, bytes(32));
  }

  public String id() {
    return Bytes.hex(bytes(16));
  }

  public byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Makes a ledger in a folder. */
  EmbeddedLedger create(Path folder, Clock clock, LedgerOptions options) {
    return EmbeddedLedger.create(folder, genesis(), log, clock, options);
  }

  /** Opens the ledger in a folder. */
  EmbeddedLedger open(Path folder, Clock clock, LedgerOptions options) {
    return EmbeddedLedger.open(folder, log, clock, options);
  }

  /** Options with files small enough that a test fills several. */
  static LedgerOptions small() {
    return LedgerOptions.defaults().withSegments(64 << 10, 4 << 10).withBatches(50);
  }

  static byte[] sign(RegistryCommand command, String id, Signer... signers) {
    return SignedNote.sign(command.text(new Header(id, ORIGIN)), signers).bytes();
  }

  private static RegistryCommand.Remark remarkOf(String text) {
    return new RegistryCommand.Remark(
        Optional.empty(), Optional.of(Digest.sha256(Bytes.utf8(text))), text);
  }
}
