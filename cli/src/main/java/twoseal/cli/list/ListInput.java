package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.rules.RulesSource;
import twoseal.intake.IdentityKind;
import twoseal.intake.ListMapping;
import twoseal.intake.ListSource;
import twoseal.intake.Mask;
import twoseal.list.Label;

/**
 * The options that say which file a list is in, how to read it and what its columns mean. What is
 * not said is guessed from the usual Chinese and English column names.
 */
public final class ListInput {
  private static final String STDIN = "-";

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(names = "--rules", paramLabel = "RULES")
  private Optional<Path> rulesFile;

  @Option(names = "--encoding", paramLabel = "utf-8|gb18030")
  private Optional<String> encoding;

  @Option(names = "--delimiter", paramLabel = "CHARACTER")
  private Optional<String> delimiter;

  @Option(names = "--sheet", paramLabel = "NAME")
  private Optional<String> sheet;

  @Option(names = "--no-header")
  private boolean hasNoHeader;

  @Option(names = "--columns", paramLabel = "NAME", split = ",")
  private List<String> record = List.of();

  @Option(names = "--name-column", paramLabel = "NAME")
  private Optional<String> name;

  @Option(names = "--full-names")
  private boolean isNameFull;

  @Option(names = "--id-column", paramLabel = "NAME")
  private List<String> identities = List.of();

  @Option(names = "--id-kind", paramLabel = "KIND", defaultValue = "document")
  private IdentityWord identityKind;

  @Option(names = "--phone-column", paramLabel = "NAME")
  private Optional<String> phone;

  @Option(names = "--group-column", paramLabel = "NAME")
  private Optional<String> group;

  @Option(names = "--group-default", paramLabel = "LABEL", defaultValue = "全体")
  private String defaultGroup;

  @Option(names = "--weight-column", paramLabel = "NAME")
  private Optional<String> weight;

  @Option(names = "--seats-column", paramLabel = "NAME")
  private Optional<String> seats;

  /** The kinds of identity, without underscores. */
  enum IdentityWord {
    DOCUMENT(IdentityKind.DOCUMENT),
    IDCARD(IdentityKind.ID_CARD),
    CREDITCODE(IdentityKind.CREDIT_CODE),
    PHONE(IdentityKind.PHONE),
    PLAIN(IdentityKind.PLAIN);

    private final IdentityKind kind;

    IdentityWord(IdentityKind kind) {
      this.kind = kind;
    }
  }

  /** The file's name, for messages; {@code -} for standard input. */
  public Path file() {
    return file;
  }

  /** Bytes of the file; 0 where that is not known. */
  public long bytes() throws IOException {
    return isStdin() ? 0 : Files.size(file);
  }

  /**
   * Where the list is and how to read it.
   *
   * @throws Complaint if an option has no meaning, or the file is a folder
   */
  public ListSource source(Console console) {
    if (Files.isDirectory(file)) {
      throw Complaint.input("complaint.is-a-folder", file);
    }
    var source = isStdin() ? ListSource.ofStream(console.in()) : ListSource.ofFile(file);
    if (encoding.isPresent()) {
      source = source.withEncoding(encoding(encoding.get()));
    }
    if (delimiter.isPresent()) {
      source = source.withDelimiter(delimiter(delimiter.get()));
    }
    if (sheet.isPresent()) {
      source = source.withSheet(sheet.get());
    }
    return hasNoHeader ? source.withoutHeader() : source;
  }

  /**
   * What the columns mean.
   *
   * @throws Complaint if the default group cannot be a label, the rules cannot be used, or there
   *     are rules and options that contradict them
   */
  public Function<List<String>, ListMapping> mapping(Console console) throws IOException {
    if (rulesFile.isPresent()) {
      if (saysColumns()) {
        throw Complaint.usage("complaint.list.rules-and-columns");
      }
      var rules = new RulesSource(console.texts(), console.err()::println).read(rulesFile.get());
      return _ -> rules.list().mapping(rules.rules().groups());
    }
    var guessed = ListMapping.automatic(label(), Set.of());
    return header -> override(header, guessed.apply(header));
  }

  /** Whether an option says what a column means; with rules, they say it. */
  private boolean saysColumns() {
    return !record.isEmpty()
        || !identities.isEmpty()
        || isNameFull
        || Stream.of(name, phone, group, weight, seats).anyMatch(Optional::isPresent);
  }

  private ListMapping override(List<String> header, ListMapping guessed) {
    var groupIn = group.or(guessed::group);
    var weightIn = weight.or(guessed::weight);
    var seatsIn = seats.or(guessed::seats);
    var identity = identities.isEmpty() && phone.isEmpty() ? guessed.identity() : identity();
    return new ListMapping(
        record(header, guessed, List.of(groupIn, weightIn, seatsIn)),
        identity,
        masked(guessed, identity),
        groupIn,
        label(),
        Set.of(),
        weightIn,
        seatsIn);
  }

  private List<String> record(
      List<String> header, ListMapping guessed, List<Optional<String>> others) {
    if (!record.isEmpty()) {
      return record;
    }
    var rest = new ArrayList<>(header);
    others.forEach(other -> other.ifPresent(rest::remove));
    rest.removeIf(String::isEmpty);
    return rest.isEmpty() ? guessed.record() : rest;
  }

  private List<ListMapping.Identity> identity() {
    var parts = new ArrayList<ListMapping.Identity>();
    for (var column : identities) {
      parts.add(new ListMapping.Identity(column, identityKind.kind));
    }
    if (parts.isEmpty()) {
      phone.ifPresent(column -> parts.add(new ListMapping.Identity(column, IdentityKind.PHONE)));
    }
    return parts;
  }

  private List<ListMapping.Masked> masked(
      ListMapping guessed, List<ListMapping.Identity> identity) {
    if (name.isEmpty() && !isNameFull && identity.equals(guessed.identity())) {
      return guessed.masked();
    }
    var parts = new ArrayList<ListMapping.Masked>();
    name.or(() -> guessedName(guessed))
        .ifPresent(column ->
            parts.add(new ListMapping.Masked(column, isNameFull ? Mask.FULL : Mask.SURNAME)));
    identity.forEach(part -> parts.add(new ListMapping.Masked(part.column(), Mask.LAST4)));
    return parts.isEmpty() ? guessed.masked() : parts;
  }

  private static Optional<String> guessedName(ListMapping guessed) {
    return guessed.masked().stream()
        .filter(part -> part.mask() == Mask.SURNAME)
        .map(ListMapping.Masked::column)
        .findFirst();
  }

  private Label label() {
    return label(defaultGroup);
  }

  /**
   * A group's label.
   *
   * @throws Complaint if it cannot be one
   */
  static Label label(String text) {
    try {
      return new Label(text);
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.label", text, malformed.expected()).because(malformed);
    }
  }

  private boolean isStdin() {
    return file.toString().equals(STDIN);
  }

  private static ListSource.Encoding encoding(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "utf-8", "utf8" -> ListSource.Encoding.UTF_8;
      case "gb18030", "gbk", "gb2312" -> ListSource.Encoding.GB18030;
      default -> throw Complaint.usage("complaint.encoding", text);
    };
  }

  private static char delimiter(String text) {
    return switch (text) {
      case "," -> ',';
      case ";" -> ';';
      case "\t", "\\t", "tab" -> '\t';
      default -> throw Complaint.usage("complaint.delimiter", text);
    };
  }
}
