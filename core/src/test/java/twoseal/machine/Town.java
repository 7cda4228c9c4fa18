package twoseal.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Blobs;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.Header;
import twoseal.core.MapState;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.Role;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.registry.RegistryCommand;

/** A ledger in memory with its people: what tests of the rules are played on. */
public final class Town {
  /** 2026-01-01T00:00:00Z. */
  public static final long START_S = 1_767_225_600L;

  public static final String ORIGIN = "town.example/ledger";

  public final MapState state = new MapState();
  public final Map<Digest, byte[]> files = new HashMap<>();
  public final List<String> outcomes = new ArrayList<>();
  public long nowS = START_S;

  private final Map<String, Signer> signers = new HashMap<>();
  private final Machine machine =
      new Machine(
          Ed25519.STRICT,
          new Blobs() {
            @Override
            public boolean has(Digest sha256) {
              return files.containsKey(sha256);
            }

            @Override
            public byte[] read(Digest sha256) {
              return java.util.Objects.requireNonNull(files.get(sha256));
            }
          });
  private long ids;

  /** An empty town. */
  public Town() {}

  /** A town with an office, an organiser, a witness, a contributor and an operator. */
  public static Town settled(String clock) {
    var town = new Town();
    town.accept(town.genesis(clock), "office/admin");
    town.accept(
        new RegistryCommand.AdmitOrganisation("maker", "制造商", Optional.of("Maker")),
        "office/admin");
    town.accept(
        new RegistryCommand.AdmitOrganisation("court", "法院", Optional.empty()), "office/admin");
    town.admit("office/notary", Role.NOTARY);
    town.admit("office/second", Role.NOTARY);
    town.admit("maker/boss", Role.ORGANISER);
    town.admit("court/witness", Role.WITNESS);
    town.admit("court/dice", Role.CONTRIBUTOR);
    town.admit("maker/secret", Role.CONTRIBUTOR);
    return town;
  }

  public RegistryCommand.Genesis genesis(String clock) {
    return new RegistryCommand.Genesis(
        signer(ORIGIN).key(),
        START_S,
        clock,
        "client",
        "office",
        "公证处",
        Optional.of("Notary office"),
        PersonName.parse("office/admin"),
        "管理员",
        signer("office/admin").key());
  }

  /** The signer of a name; made from the name when first asked for. */
  public Signer signer(String name) {
    return signers.computeIfAbsent(
        name, n -> Signer.of(n.replaceFirst("#.*", ""), Digest.sha256(Bytes.utf8(n)).bytes()));
  }

  public void admit(String person, Role role) {
    accept(admission(person, role), "office/admin", person);
  }

  public RegistryCommand.AdmitPerson admission(String person, Role role) {
    return new RegistryCommand.AdmitPerson(
        PersonName.parse(person), person, role, signer(person).key(), Optional.empty());
  }

  public Header header() {
    ids++;
    return new Header(Bytes.hex(Bytes.concat(Bytes.be64(0), Bytes.be64(ids))), ORIGIN);
  }

  /** Submits what must be accepted. */
  public void accept(RegistryCommand command, String... by) {
    var answer = submit(command.text(header()), by);
    if (!answer.equals("accepted")) {
      throw new AssertionError(command + ": " + answer);
    }
  }

  /** Submits a text signed by these people: {@code accepted} or the reason. */
  public String submit(String text, String... by) {
    var lines =
        java.util.Arrays.stream(by)
            .map(name -> signer(name).sign(text))
            .sorted(Command::compare)
            .toList();
    return submit(new SignedNote(text, lines).bytes());
  }

  /** Submits a note; advances the ledger by one entry. */
  public String submit(byte[] note) {
    var command = machine.read(note);
    machine.authenticate(command, state::get);
    var answer = machine.apply(new Position(outcomes.size(), nowS * 1_000), command, state);
    outcomes.add(answer.outcome());
    return answer.reason().orElse("accepted");
  }
}
