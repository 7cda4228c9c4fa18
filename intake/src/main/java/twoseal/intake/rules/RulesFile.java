package twoseal.intake.rules;

import java.net.URI;
import java.util.List;
import java.util.Map;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.draw.DrawKind;
import twoseal.draw.Rules;
import twoseal.list.Label;

/**
 * A rules file: everything that a draw needs but its list and its keys, as people write it. Whether
 * it is a real draw or a rehearsal is not in it. Its keys and values are described in
 * docs/rules.md.
 */
public final class RulesFile {
  /** The largest file. */
  public static final int FILE_BYTES_MAX = 256 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Where values stand in the file, for problems that show only later. */
  record Marks(
      Map<Label, Place> groups,
      Place allGroups,
      Place chain,
      Place delta,
      List<StageMarks> stages) {
    Marks {
      groups = Map.copyOf(groups);
      stages = List.copyOf(stages);
    }
  }

  private final Rules rules;
  private final ListSettings list;
  private final SealSettings seal;
  private final List<URI> relays;
  private final Marks marks;

  RulesFile(Rules rules, ListSettings list, SealSettings seal, List<URI> relays, Marks marks) {
    this.rules = rules;
    this.list = list;
    this.seal = seal;
    this.relays = List.copyOf(relays);
    this.marks = marks;
  }

  /**
   * Reads a file's bytes.
   *
   * @throws RulesFileException with all problems, never with advice; whatever the bytes are,
   *     nothing else is thrown
   */
  public static RulesFile read(byte[] bytes) {
    var problems = new Problems();
    if (bytes.length > FILE_BYTES_MAX) {
      refuseSize(problems);
    }
    try {
      return read(Bytes.parseUtf8(bytes));
    } catch (MalformedException notUtf8) {
      problems.add(RulesReason.NOT_UTF8, Place.START);
      throw new RulesFileException(problems.list());
    }
  }

  /**
   * Reads a file's text.
   *
   * @throws RulesFileException as above
   */
  public static RulesFile read(String file) {
    var text = file.startsWith(BYTE_ORDER_MARK) ? file.substring(1) : file;
    var problems = new Problems();
    if (text.length() > FILE_BYTES_MAX) {
      refuseSize(problems);
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      problems.add(RulesReason.NOT_UTF8, Place.START);
      throw new RulesFileException(problems.list());
    }
    var root = YamlReader.read(text, problems);
    var isBlank =
        root.filter(yaml -> !(yaml instanceof Yaml.Text blank && blank.text().isBlank())).isEmpty();
    if (isBlank && problems.isEmpty()) {
      problems.add(RulesReason.EMPTY_FILE, Place.START);
    }
    var read = root.flatMap(yaml -> new RulesReader(yaml, problems).read());
    if (!problems.isEmpty()) {
      ColonHints.add(text, problems);
    }
    problems.throwIfAny();
    return read.orElseThrow();
  }

  /** The rules, for announcement and seal. */
  public Rules rules() {
    return rules;
  }

  /** What the list's columns mean. */
  public ListSettings list() {
    return list;
  }

  /** What the seal adds. */
  public SealSettings seal() {
    return seal;
  }

  /** Where to get the beacon; empty for the program's own relays. */
  public List<URI> relays() {
    return relays;
  }

  /** Why the ledger would not take these rules for a draw of this kind ([DRAW-16]). */
  public List<Problem> problemsFor(DrawKind kind) {
    var problems = new Problems();
    if (kind == DrawKind.DRAW && seal.chain() == SealSettings.Chain.LOCAL) {
      problems.add(RulesReason.LOCAL_CHAIN, marks.chain());
    }
    if (seal.deltaS() < seal.marginS() + kind.waitMinS()) {
      problems.add(RulesReason.DELTA, marks.delta(), String.valueOf(kind.waitMinS()));
    }
    return problems.list();
  }

  /** What does not fit this list: groups, places that can never be filled. */
  public List<Problem> problemsWith(List<GroupFigures> groups) {
    return new PoolBounds(rules, groups, marks).problems();
  }

  /** The file in one form, with comments in both languages; reading it gives the same again. */
  public String text(Language language) {
    return new RulesText(this, language).text();
  }

  /** A file to start from, with comments in both languages. */
  public static String template(String purpose, Language language) {
    return RulesText.template(purpose, language);
  }

  private static void refuseSize(Problems problems) {
    problems.add(RulesReason.TOO_LARGE, Place.START, String.valueOf(FILE_BYTES_MAX / 1024));
    throw new RulesFileException(problems.list());
  }
}
