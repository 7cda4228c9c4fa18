package twoseal.registry;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.People;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignatureLine;
import twoseal.core.State;

/**
 * The registry as the state holds it. Rows: {@code ledger} (text of genesis), {@code succession}
 * (its text), {@code organisation/<id>}, {@code person/<name>}, {@code key/<name>+<key id>}, {@code
 * key-bytes/<hex>}, and two counts.
 */
public final class Registry implements People {
  /** The rows by which signatures are checked. */
  public static final String KEYS_PREFIX = "key/";

  static final String LEDGER = "ledger";
  static final String SUCCESSION = "succession";
  static final String COUNT = "registry/count";
  static final String ADMINISTRATORS = "registry/administrators";

  private final State state;

  public Registry(State state) {
    this.state = state;
  }

  /**
   * A key that was admitted.
   *
   * @param until the index of the entry that ended it; it still counts there
   */
  public record KeyRow(NoteKey key, Role role, long from, Optional<Long> until) {
    /** Reads a row's value. */
    public static KeyRow parse(String value) {
      var parts = value.split(" ", 4);
      return new KeyRow(
          NoteKey.parseAdmitted(parts[3]),
          Role.of(parts[0]),
          Long.parseLong(parts[1]),
          parts[2].equals("-") ? Optional.empty() : Optional.of(Long.parseLong(parts[2])));
    }

    String value() {
      return role.word()
          + " "
          + from
          + " "
          + until.map(String::valueOf).orElse("-")
          + " "
          + key.format();
    }
  }

  /**
   * A person.
   *
   * @param cosignKey of a witness
   */
  public record PersonRow(Role role, boolean active, NoteKey key, Optional<NoteKey> cosignKey) {
    static PersonRow parse(String value) {
      var parts = value.split(" ", 4);
      return new PersonRow(
          Role.of(parts[0]),
          parts[1].equals("active"),
          NoteKey.parseAdmitted(parts[2]),
          parts[3].equals("-") ? Optional.empty() : Optional.of(NoteKey.parseAdmitted(parts[3])));
    }

    String value() {
      return role.word()
          + (active ? " active " : " revoked ")
          + key.format()
          + " "
          + cosignKey.map(NoteKey::format).orElse("-");
    }
  }

  /** The row of the key that a signature line names. */
  public static String keyRow(SignatureLine line) {
    return KEYS_PREFIX + line.keyName();
  }

  static String keyRow(NoteKey key) {
    return KEYS_PREFIX + key.name() + "+" + key.idHex();
  }

  static String keyBytesRow(NoteKey key) {
    return "key-bytes/" + twoseal.core.Bytes.hex(key.publicKey());
  }

  static String organisationRow(String id) {
    return "organisation/" + id;
  }

  static String personRow(PersonName name) {
    return "person/" + name;
  }

  /** Genesis, once it is there. */
  public Optional<RegistryCommand.Genesis> genesis() {
    return Optional.ofNullable(state.get(LEDGER)).map(Registry::parseGenesis);
  }

  /** What this ledger succeeds, if it is a successor ([SUC-1]). */
  public Optional<Succession> succession() {
    return Optional.ofNullable(state.get(SUCCESSION)).map(Registry::parseSuccession);
  }

  /** The ledger's origin, once genesis is there. */
  public Optional<String> origin() {
    // Asked for with every command, so the genesis is not read anew each time.
    return Optional.ofNullable(state.get(LEDGER)).map(text -> Fields.peek(text, "ledger"));
  }

  /** Accepted registry commands so far, genesis included. */
  public long count() {
    return number(COUNT);
  }

  /** Administrators that are not revoked. */
  long administrators() {
    return number(ADMINISTRATORS);
  }

  /** A person, revoked or not. */
  public Optional<PersonRow> person(PersonName name) {
    return Optional.ofNullable(state.get(personRow(name))).map(PersonRow::parse);
  }

  /** Everybody who was ever admitted, by name. */
  public SortedMap<String, PersonRow> people() {
    var people = new TreeMap<String, PersonRow>();
    var prefix = "person/";
    for (var entry : state.scan(prefix)) {
      people.put(entry.getKey().substring(prefix.length()), PersonRow.parse(entry.getValue()));
    }
    return people;
  }

  @Override
  public boolean hasOrganisation(String id) {
    return state.get(organisationRow(id)) != null;
  }

  @Override
  public boolean hasPerson(PersonName name) {
    return person(name).filter(PersonRow::active).isPresent();
  }

  @Override
  public String office() {
    return genesis().orElseThrow().office();
  }

  @Override
  public boolean hasOperator(String organisation) {
    for (var entry : state.scan("person/" + organisation + "/")) {
      var person = PersonRow.parse(entry.getValue());
      if (person.role() == Role.OPERATOR && person.active()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean clockIsSet() {
    return genesis().filter(g -> g.clock().equals("set")).isPresent();
  }

  boolean isKeyUsed(NoteKey key) {
    return state.get(keyRow(key)) != null
        || state.get(keyBytesRow(key)) != null
        || genesis().filter(genesis -> isSame(genesis.logKey(), key)).isPresent();
  }

  /** Whether two keys cannot stand beside each other: one public key, or one name and key id. */
  static boolean isSame(NoteKey one, NoteKey other) {
    return keyRow(one).equals(keyRow(other)) || keyBytesRow(one).equals(keyBytesRow(other));
  }

  KeyRow key(NoteKey key) {
    var row = state.get(keyRow(key));
    if (row == null) {
      throw new IllegalStateException("a person's key without its row: " + key.format());
    }
    return KeyRow.parse(row);
  }

  private long number(String row) {
    var value = state.get(row);
    return value == null ? 0 : Long.parseLong(value);
  }

  private static RegistryCommand.Genesis parseGenesis(String text) {
    var in = new Fields.Reader(text);
    Header.read(in);
    if (RegistryCommand.read(in) instanceof RegistryCommand.Genesis genesis) {
      return genesis;
    }
    throw new MalformedException("genesis");
  }

  private static Succession parseSuccession(String text) {
    var in = new Fields.Reader(text);
    Header.read(in);
    if (RegistryCommand.read(in) instanceof Succession succession) {
      return succession;
    }
    throw new MalformedException("succession");
  }
}
