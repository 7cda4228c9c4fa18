package twoseal.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that stops a command and that its user can do something about. Two texts belong to each
 * key: {@code complaint.<key>} says what happened and where, {@code complaint.<key>.next} what to
 * do next; both get the same arguments.
 */
public final class Complaint extends RuntimeException {
  private final int exit;
  private final String key;
  private final transient List<Object> args;

  /**
   * A complaint.
   *
   * @param exit one of {@link Exit}
   * @param key a literal that begins with {@code complaint.}
   */
  public Complaint(int exit, String key, Object... args) {
    super(key + " " + List.of(args));
    this.exit = exit;
    this.key = key;
    this.args = List.of(args);
  }

  /** The same complaint with what led to it, for {@code --trace}. */
  public Complaint because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** A file or another input cannot be used. */
  public static Complaint input(String key, Object... args) {
    return new Complaint(Exit.INPUT, key, args);
  }

  /** The rules refuse it, or it does not hold. */
  public static Complaint refused(String key, Object... args) {
    return new Complaint(Exit.REFUSED, key, args);
  }

  /** The command line asks for what cannot be. */
  public static Complaint usage(String key, Object... args) {
    return new Complaint(Exit.USAGE, key, args);
  }

  /** The ledger cannot be used now. */
  public static Complaint ledger(String key, Object... args) {
    return new Complaint(Exit.LEDGER, key, args);
  }

  /** What the program leaves with. */
  public int exit() {
    return exit;
  }

  /** The key of its texts. */
  public String key() {
    return key;
  }

  /** What happened and where. */
  public String what(Texts texts) {
    return texts.text(key, arguments());
  }

  /** What to do next. */
  public String next(Texts texts) {
    return texts.text(key + ".next", arguments());
  }

  private @Nullable Object[] arguments() {
    return args.toArray();
  }
}
