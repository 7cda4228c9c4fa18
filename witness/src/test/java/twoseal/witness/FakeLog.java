package twoseal.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.EntryBundle;
import twoseal.core.HashTile;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.MapState;
import twoseal.core.MerkleTree;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.TilePath;
import twoseal.ledger.FastSignatures;
import twoseal.machine.Command;
import twoseal.machine.Machine;
import twoseal.registry.RegistryCommand;

/** A log in memory that can also do what no honest one does. */
final class FakeLog implements Site {
  static final String ORIGIN = "town.example/ledger";
  static final long START_MS = 1_767_225_600_000L;

  private final Random random;
  private final Signer log;
  private final Signer administrator;
  private final List<byte[]> entries = new ArrayList<>();
  private final List<SignedNote> left = new ArrayList<>();
  private final Machine machine = new Machine(FastSignatures.best(), new NoFiles());
  private final MapState state = new MapState();
  private long shown = Long.MAX_VALUE;

  private record NoFiles() implements twoseal.core.Blobs {
    @Override
    public boolean has(twoseal.core.Digest sha256) {
      return false;
    }

    @Override
    public byte[] read(twoseal.core.Digest sha256) {
      throw new IllegalStateException();
    }
  }

  FakeLog(long seed) {
    random = new Random(seed);
    log = Signer.of(ORIGIN, bytes());
    administrator = Signer.of("office/admin", bytes());
    enter(
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
            administrator.key()),
        START_MS,
        administrator);
  }

  Signer key() {
    return log;
  }

  byte[] bytes() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }

  int size() {
    return entries.size();
  }

  /** What witnesses left. */
  List<SignedNote> left() {
    return left;
  }

  /** Enters a remark honestly. */
  FakeLog remark(long timeMs) {
    return enter(
        new RegistryCommand.Remark(Optional.empty(), Optional.empty(), "remark " + size()),
        timeMs,
        administrator);
  }

  /** Admits a witness of the court. */
  FakeLog admit(Signer witness, Signer cosigner, long timeMs) {
    enter(
        new RegistryCommand.AdmitOrganisation("court", "法院", Optional.empty()),
        timeMs,
        administrator);
    return enter(
        new RegistryCommand.AdmitPerson(
            PersonName.parse(witness.key().name()),
            "Witness",
            Role.WITNESS,
            witness.key(),
            Optional.of(cosigner.key())),
        timeMs,
        administrator,
        witness);
  }

  /** Puts a remark with an outcome that the rules did not give. */
  FakeLog lie(long timeMs) {
    var note =
        note(
            new RegistryCommand.Remark(Optional.of("D-9"), Optional.empty(), "no such draw"),
            administrator);
    var outcome = "twoseal/accepted/1\nregistry: 1\ndraw: -\nstep: -\n";
    entries.add(entry(new Position(size(), timeMs), note.bytes(), outcome));
    return this;
  }

  /** Puts an entry's command a second time. */
  FakeLog again(int index, long timeMs) {
    var earlier = twoseal.ledger.LedgerEntry.decode(entries.get(index));
    entries.add(entry(new Position(size(), timeMs), earlier.command(), earlier.outcome()));
    return this;
  }

  /** Puts a draw's command of a second attempt, as if it had been accepted. */
  FakeLog attempt(String draw, long timeMs) {
    var text =
        "twoseal/draw.complete/1\nid: "
            + Bytes.hex(bytes()).substring(32)
            + "\nledger: "
            + ORIGIN
            + "\ndraw: "
            + draw
            + "\nattempt: 2\nresults: 0\n";
    var outcome = "twoseal/accepted/1\nregistry: 1\ndraw: " + draw + "\nstep: 9\n";
    var note = SignedNote.sign(text, administrator);
    entries.add(entry(new Position(size(), timeMs), note.bytes(), outcome));
    return this;
  }

  /** Puts an entry that is not one. */
  FakeLog rubbish() {
    entries.add(new byte[] {1, 2, 3});
    return this;
  }

  /** Takes the last entries away, as only a log that forks can. */
  FakeLog cut(int count) {
    entries.subList(size() - count, size()).clear();
    return this;
  }

  /** Shows no more than so many entries. */
  FakeLog showing(long size) {
    shown = size;
    return this;
  }

  SignedNote checkpoint() {
    return checkpoint(Math.min(shown, size()));
  }

  SignedNote checkpoint(long size) {
    return SignedNote.sign(new Checkpoint(ORIGIN, size, MerkleTree.root(size, tree())).text(), log);
  }

  AddCheckpoint request(long oldSize) {
    var note = checkpoint();
    var size = Checkpoint.parse(note.text()).size();
    return AddCheckpoint.of(oldSize, MerkleTree.consistencyProof(oldSize, size, tree()), note);
  }

  @Override
  public int bodyBytesMax() {
    return AddCheckpoint.BYTES_MAX;
  }

  @Override
  public synchronized Answer answer(String method, String path, byte[] body) {
    if (path.equals("/cosignatures")) {
      left.add(SignedNote.parse(body));
      return Answer.say(Answer.OK, "kept");
    }
    if (path.equals("/checkpoint")) {
      return Answer.text(Answer.OK, Answer.NOT_CACHED, checkpoint().format());
    }
    try {
      return Answer.bytes(tile(TilePath.parse(path.substring(1))));
    } catch (MalformedException | IndexOutOfBoundsException none) {
      return Answer.say(Answer.NOT_FOUND, path);
    }
  }

  private byte[] tile(TilePath path) {
    var from = path.index() * TilePath.FULL_WIDTH;
    if (path.isEntries()) {
      return EntryBundle.format(entries.subList((int) from, (int) from + path.width()));
    }
    var hashes = new ArrayList<twoseal.core.Digest>();
    for (var i = 0; i < path.width(); i++) {
      hashes.add(tree().hash(path.level() * TilePath.HEIGHT, from + i));
    }
    return HashTile.format(hashes);
  }

  private MerkleTree.Subtrees tree() {
    return MerkleTree.over(entries.stream().map(MerkleTree::leafHash).toList());
  }

  private FakeLog enter(RegistryCommand command, long timeMs, Signer... signers) {
    var note = note(command, signers);
    var position = new Position(size(), timeMs);
    var answer = machine.apply(position, machine.read(note.bytes()), state);
    entries.add(entry(position, note.bytes(), answer.outcome()));
    return this;
  }

  private SignedNote note(RegistryCommand command, Signer... signers) {
    var text = command.text(new Header(Bytes.hex(bytes()).substring(32), ORIGIN));
    var lines =
        java.util.Arrays.stream(signers)
            .map(signer -> signer.sign(text))
            .sorted(Command::compare)
            .toList();
    return new SignedNote(text, lines);
  }

  private static byte[] entry(Position position, byte[] command, String outcome) {
    return new ByteWriter()
        .lengthPrefixed(Bytes.concat(Bytes.be64(position.index()), Bytes.be64(position.timeMs())))
        .lengthPrefixed(command)
        .lengthPrefixed(outcome)
        .bytes();
  }
}
