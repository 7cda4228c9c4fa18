package twoseal.server.list;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import twoseal.core.Role;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawKind;
import twoseal.draw.Rules;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.RulesFileException;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerView;
import twoseal.registry.Registry;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.kept.Ids;
import twoseal.server.kept.JsonFolder;
import twoseal.server.words.Names;

/**
 * Draws that are being prepared: a rules file each, changed by several people, with versions so
 * that nobody overwrites what they have not seen. Once announced it changes no more, and stays:
 * list and seal follow from it.
 */
public final class Preparations {
  /** Stands where bytes were no UTF-8, if somebody read them as such; after it no characters. */
  private static final int LOST = 0xFFFD;

  private static final int NEXT_LINE = 0x85;

  private final JsonFolder<Kept> folder;
  private final LedgerView ledger;
  private final Names names;
  private final Clock clock;

  /**
   * What is kept.
   *
   * @param owner the organisation of who began it
   * @param announced the case number, once it has one
   */
  public record Kept(
      String id,
      String kind,
      String rules,
      int version,
      String owner,
      String changedBy,
      long changedMs,
      Optional<String> announced) {
    /** The rules file; empty while it has mistakes. */
    public Optional<RulesFile> file() {
      try {
        return Optional.of(RulesFile.read(rules));
      } catch (RulesFileException wrong) {
        return Optional.empty();
      }
    }
  }

  /** What is asked for; the members are the contract's. */
  public record NewPreparation(String kind, String rules, Optional<Integer> version) {}

  /** What is told; the members are the contract's. */
  public record Preparation(
      String id,
      String kind,
      String rules,
      int version,
      String changedBy,
      long changedMs,
      RulesCheck check,
      Optional<String> announced) {}

  public Preparations(JsonFolder<Kept> folder, LedgerView ledger, Names names, Clock clock) {
    this.folder = folder;
    this.ledger = ledger;
    this.names = names;
    this.clock = clock;
  }

  /** Those that are not announced yet and that the caller may see, newest first. */
  public List<Preparation> list(Caller caller) {
    return folder.all().stream()
        .filter(kept -> kept.announced().isEmpty() && isOf(kept, caller))
        .sorted(Comparator.comparingLong(Kept::changedMs).reversed().thenComparing(Kept::id))
        .map(this::told)
        .toList();
  }

  /**
   * One of them.
   *
   * @throws Problem 404 if there is none that the caller may see
   */
  public Preparation get(String id, Caller caller) {
    return told(require(id, caller));
  }

  /**
   * Begins one.
   *
   * @throws Problem 422 if its rules are no text; mistakes in a text are told, and kept with it
   */
  public synchronized Preparation begin(NewPreparation asked, Caller caller) {
    requireForm(asked);
    var kept =
        new Kept(
            Ids.fresh(),
            asked.kind(),
            asked.rules(),
            1,
            caller.person().organisation(),
            caller.person().toString(),
            clock.nowMs(),
            Optional.empty());
    folder.put(kept.id(), kept);
    return told(kept);
  }

  /**
   * Replaces one.
   *
   * @throws Problem 409 if it was announced, or changed since the version that the caller has seen
   */
  public synchronized Preparation change(String id, NewPreparation asked, Caller caller) {
    requireForm(asked);
    var old = requireOpen(id, caller);
    var seen =
        asked.version().orElseThrow(() -> new Problem(422, "list.version-needed", old.version()));
    if (seen != old.version()) {
      throw new Problem(409, "list.changed-meanwhile", old.changedBy(), old.version());
    }
    var kept =
        new Kept(
            id,
            asked.kind(),
            asked.rules(),
            old.version() + 1,
            old.owner(),
            caller.person().toString(),
            clock.nowMs(),
            Optional.empty());
    folder.put(id, kept);
    return told(kept);
  }

  /**
   * Drops one.
   *
   * @throws Problem 409 if it was announced
   */
  public synchronized void drop(String id, Caller caller) {
    folder.remove(requireOpen(id, caller).id());
  }

  /**
   * One of them as it is kept.
   *
   * @throws Problem 404 if there is none that the caller may see
   */
  public Kept require(String id, Caller caller) {
    return folder.get(id).filter(kept -> isOf(kept, caller)).orElseThrow(Problem::notFound);
  }

  /**
   * Notes that rules were announced; may be called again.
   *
   * @param rules the file as it was when the announcement was written
   */
  public synchronized void announced(String id, String rules, CaseNumber draw) {
    var old = folder.get(id);
    if (old.isPresent() && old.get().announced().isEmpty()) {
      folder.put(id, announced(old.get(), rules, draw));
    }
  }

  /**
   * The rules file of a draw, as {@link #find} finds it.
   *
   * @throws Problem 409 if there is none
   */
  public RulesFile ofDraw(CaseNumber draw) {
    return find(draw).orElseThrow(() -> new Problem(409, "list.no-preparation", draw));
  }

  /**
   * The rules file of a draw: of the preparation that was announced as it. Where the announcement
   * came from elsewhere, the ledger has the rules and not the file; then it is the newest file of
   * the organiser's organisation or the office that says the same rules. Nobody else's, for a file
   * says more than the rules: what is masked, who contributes, which relays are asked.
   *
   * <p>Such a file stays whose it is. Who holds the same draw every month prepares the next one in
   * a file that says the same, and can announce it whoever looks at the one of this month.
   */
  public Optional<RulesFile> find(CaseNumber draw) {
    return of(draw).flatMap(Kept::file);
  }

  private Optional<Kept> of(CaseNumber draw) {
    var all = folder.all();
    var linked =
        all.stream()
            .filter(kept -> kept.announced().equals(Optional.of(draw.toString())))
            .findFirst();
    if (linked.isPresent()) {
      return linked;
    }
    var rules = announcedRules(draw);
    var owners = List.of(rules.organiser(), office());
    return all.stream()
        .filter(kept -> kept.kind().equals(draw.kind().word()))
        .filter(kept -> owners.contains(kept.owner()))
        .filter(kept -> kept.file().map(RulesFile::rules).equals(Optional.of(rules)))
        .max(Comparator.comparingLong(Kept::changedMs));
  }

  private String office() {
    try (var state = ledger.state()) {
      return new Registry(state).office();
    }
  }

  private Rules announcedRules(CaseNumber draw) {
    try (var state = ledger.state()) {
      return CaseFile.find(state, draw)
          .map(file -> file.announcement().rules())
          .orElseThrow(Problem::notFound);
    }
  }

  private static Kept announced(Kept kept, String rules, CaseNumber draw) {
    return new Kept(
        kept.id(),
        kept.kind(),
        rules,
        kept.version(),
        kept.owner(),
        kept.changedBy(),
        kept.changedMs(),
        Optional.of(draw.toString()));
  }

  private Kept requireOpen(String id, Caller caller) {
    var kept = require(id, caller);
    if (kept.announced().isPresent()) {
      throw new Problem(409, "list.announced", kept.announced().get());
    }
    return kept;
  }

  /** Who began it, the organisation that its rules name, and the office's officials. */
  private static boolean isOf(Kept kept, Caller caller) {
    var organisation = caller.person().organisation();
    return caller.role() == Role.NOTARY
        || caller.role() == Role.ADMINISTRATOR
        || kept.owner().equals(organisation)
        || kept.file().filter(f -> f.rules().organiser().equals(organisation)).isPresent();
  }

  private static void requireForm(NewPreparation asked) {
    var isKind = asked.kind().equals("draw") || asked.kind().equals("rehearsal");
    if (!isKind) {
      throw Problem.unreadable("kind");
    }
    if (asked.rules().length() > RulesFile.FILE_BYTES_MAX) {
      throw Problem.unreadable("rules");
    }
    requireText(asked.rules());
  }

  /**
   * A file that may be a rules file: text, with or without mistakes. Of a picture no line or column
   * would help anybody.
   *
   * @throws Problem 422 if it is none
   */
  static String requireText(String file) {
    if (!file.codePoints().allMatch(Preparations::isWritten)) {
      throw new Problem(422, "list.not-text");
    }
    return file;
  }

  /** What YAML 1.2 (section 5.1) lets stand in a file, but for the sign of bytes that were lost. */
  private static boolean isWritten(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\t' || c == '\n' || c == '\r' || c == NEXT_LINE;
      case Character.SURROGATE -> false;
      default -> c < LOST || c > Character.MAX_VALUE;
    };
  }

  private Preparation told(Kept kept) {
    return new Preparation(
        kept.id(),
        kept.kind(),
        kept.rules(),
        kept.version(),
        kept.changedBy(),
        kept.changedMs(),
        RulesCheck.of(kept.rules(), Optional.of(DrawKind.of(kept.kind())), names),
        kept.announced());
  }
}
