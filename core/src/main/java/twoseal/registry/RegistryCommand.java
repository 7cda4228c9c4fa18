package twoseal.registry;

import java.util.List;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.PersonName;
import twoseal.core.Role;

/** What can be asked of the registry ([REG-2], [REG-3]). */
public sealed interface RegistryCommand
    permits RegistryCommand.Genesis,
        RegistryCommand.AdmitOrganisation,
        RegistryCommand.AdmitPerson,
        RegistryCommand.RotateKey,
        RegistryCommand.RevokePerson,
        RegistryCommand.Remark,
        Succession {
  /** The most characters of a remark. */
  int REMARK_CHARACTERS_MAX = 1_000;

  /** The most characters of a name or of a reason. */
  int NAME_CHARACTERS_MAX = 200;

  /** The first line's kind. */
  String kind();

  /** The text that is signed. */
  String text(Header header);

  /** Keys that this command brings, which sign it although the registry does not know them yet. */
  default List<NoteKey> newKeys() {
    return List.of();
  }

  /** Whether a kind is the registry's. */
  static boolean isKind(String kind) {
    return kind.equals(Genesis.KIND)
        || kind.equals(Succession.KIND)
        || kind.equals(Remark.KIND)
        || kind.startsWith("registry.");
  }

  /** Reads the fields after the header. */
  static RegistryCommand read(Fields.Reader in) {
    var command =
        switch (in.kind()) {
          case Genesis.KIND -> Genesis.read(in);
          case AdmitOrganisation.KIND -> AdmitOrganisation.read(in);
          case AdmitPerson.KIND -> AdmitPerson.read(in);
          case RotateKey.KIND -> RotateKey.read(in);
          case RevokePerson.KIND -> RevokePerson.read(in);
          case Remark.KIND -> Remark.read(in);
          case Succession.KIND -> Succession.read(in);
          default -> throw new MalformedException(1, "a kind of command");
        };
    in.end();
    return command;
  }

  /**
   * Opens a ledger: its origin and key, the office, the first administrator.
   *
   * @param createdS seconds since 1970
   * @param clock {@code system} or {@code set}
   * @param custody {@code client} or {@code server}
   */
  record Genesis(
      NoteKey logKey,
      long createdS,
      String clock,
      String custody,
      String office,
      String officeName,
      Optional<String> officeNameEn,
      PersonName person,
      String personName,
      NoteKey key)
      implements RegistryCommand {
    static final String KIND = "ledger.genesis";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<NoteKey> newKeys() {
      return List.of(key);
    }

    @Override
    public String text(Header header) {
      return header
          .begin(KIND)
          .line("log-key", logKey.format())
          .time("created", createdS)
          .line("clock", clock)
          .line("custody", custody)
          .line("office", office)
          .line("office-name", officeName)
          .optional("office-name-en", officeNameEn)
          .line("person", person.toString())
          .line("person-name", personName)
          .line("key", key.format())
          .text();
    }

    static Genesis read(Fields.Reader in) {
      return new Genesis(
          NoteKey.parse(in.text("log-key")),
          in.time("created"),
          in.oneOf("clock", "system", "set"),
          in.oneOf("custody", "client", "server"),
          PersonName.requireId(in.text("office")),
          name(in, "office-name"),
          in.optional("office-name-en", n -> name(in, n)),
          PersonName.parse(in.text("person")),
          name(in, "person-name"),
          NoteKey.parse(in.text("key")));
    }
  }

  /** Admits an organisation. */
  record AdmitOrganisation(String organisation, String name, Optional<String> nameEn)
      implements RegistryCommand {
    static final String KIND = "registry.organisation";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public String text(Header header) {
      return header
          .begin(KIND)
          .line("organisation", organisation)
          .line("name", name)
          .optional("name-en", nameEn)
          .text();
    }

    static AdmitOrganisation read(Fields.Reader in) {
      return new AdmitOrganisation(
          PersonName.requireId(in.text("organisation")),
          RegistryCommand.name(in, "name"),
          in.optional("name-en", n -> RegistryCommand.name(in, n)));
    }
  }

  /** Admits a person with a role and a key. */
  record AdmitPerson(
      PersonName person, String name, Role role, NoteKey key, Optional<NoteKey> cosignKey)
      implements RegistryCommand {
    static final String KIND = "registry.person";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<NoteKey> newKeys() {
      return List.of(key);
    }

    @Override
    public String text(Header header) {
      return header
          .begin(KIND)
          .line("person", person.toString())
          .line("name", name)
          .line("role", role.word())
          .line("key", key.format())
          .optional("cosign-key", cosignKey.map(NoteKey::format))
          .text();
    }

    static AdmitPerson read(Fields.Reader in) {
      return new AdmitPerson(
          PersonName.parse(in.text("person")),
          RegistryCommand.name(in, "name"),
          Role.of(in.oneOf("role", Role.words())),
          NoteKey.parse(in.text("key")),
          in.optional("cosign-key", n -> NoteKey.parse(in.text(n))));
    }
  }

  /** Replaces a person's key. */
  record RotateKey(PersonName person, NoteKey key, Optional<NoteKey> cosignKey, String reason)
      implements RegistryCommand {
    static final String KIND = "registry.rotate";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<NoteKey> newKeys() {
      return List.of(key);
    }

    @Override
    public String text(Header header) {
      return header
          .begin(KIND)
          .line("person", person.toString())
          .line("key", key.format())
          .optional("cosign-key", cosignKey.map(NoteKey::format))
          .line("reason", reason)
          .text();
    }

    static RotateKey read(Fields.Reader in) {
      return new RotateKey(
          PersonName.parse(in.text("person")),
          NoteKey.parse(in.text("key")),
          in.optional("cosign-key", n -> NoteKey.parse(in.text(n))),
          name(in, "reason"));
    }
  }

  /** Ends a person's key. */
  record RevokePerson(PersonName person, String reason) implements RegistryCommand {
    static final String KIND = "registry.revoke";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public String text(Header header) {
      return header.begin(KIND).line("person", person.toString()).line("reason", reason).text();
    }

    static RevokePerson read(Fields.Reader in) {
      return new RevokePerson(PersonName.parse(in.text("person")), name(in, "reason"));
    }
  }

  /** Puts a sentence, and perhaps the digest of a file, on record. */
  record Remark(Optional<String> draw, Optional<Digest> digest, String remark)
      implements RegistryCommand {
    static final String KIND = "ledger.remark";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public String text(Header header) {
      return header
          .begin(KIND)
          .optional("draw", draw)
          .optional("digest", digest.map(Digest::hex))
          .line("text", remark)
          .text();
    }

    static Remark read(Fields.Reader in) {
      return new Remark(
          in.optional("draw", in::text),
          in.optional("digest", in::digest),
          bounded(in, "text", REMARK_CHARACTERS_MAX));
    }
  }

  /** Reads a name or a reason. */
  static String name(Fields.Reader in, String field) {
    return bounded(in, field, NAME_CHARACTERS_MAX);
  }

  private static String bounded(Fields.Reader in, String field, int charactersMax) {
    var text = in.text(field);
    if (text.codePointCount(0, text.length()) > charactersMax) {
      throw new MalformedException(field + " of at most " + charactersMax + " characters");
    }
    return text;
  }
}
