package twoseal.server.http;

import java.util.List;
import java.util.OptionalInt;
import twoseal.core.MalformedException;

/**
 * What a caller is told instead of an answer (RFC 9457). Two sentences belong to each reason, in
 * both languages: {@code problem.<reason>} says what happened, {@code problem.<reason>.next} what
 * to do; both get the same arguments. A reason of the rules, such as {@code draw.pressed}, needs
 * none of its own.
 */
public final class Problem extends RuntimeException {
  /** What the problem's type begins with. */
  public static final String TYPE = "urn:twoseal:problem:";

  private final int status;
  private final String reason;
  private final transient List<Object> args;
  private int retryS;

  /**
   * A problem.
   *
   * @param status of HTTP
   * @param reason a word that programs can tell apart
   */
  public Problem(int status, String reason, Object... args) {
    super(status + " " + reason);
    this.status = status;
    this.reason = reason;
    this.args = List.of(args);
  }

  /** There is nothing of that name here. */
  public static Problem notFound() {
    return new Problem(404, "not-found");
  }

  /**
   * A member or a parameter cannot be what it is.
   *
   * @param member its name in the contract
   */
  public static Problem unreadable(String member) {
    return new Problem(422, "unreadable", member);
  }

  /** What came is not in the form that a parser expects. */
  public static Problem malformed(MalformedException malformed) {
    return new Problem(422, "malformed", new Expected(malformed)).because(malformed);
  }

  /**
   * What a parser expected, as an argument: told in the reader's language.
   *
   * @param english the parser's own words
   */
  public record Expected(String english) {
    /** What one that failed had expected. */
    public Expected(MalformedException malformed) {
      this(malformed.expected());
    }
  }

  /** The rules refuse it; the reason is theirs. */
  public static Problem refused(String reason) {
    return new Problem(409, reason);
  }

  /** The same problem with what led to it. */
  public Problem because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** The same problem, and when to come again. */
  public Problem retryAfter(int seconds) {
    retryS = seconds;
    return this;
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** The word behind {@link #TYPE}. */
  public String reason() {
    return reason;
  }

  /** When to come again, in seconds. */
  public OptionalInt retryS() {
    return retryS == 0 ? OptionalInt.empty() : OptionalInt.of(retryS);
  }

  /** What is filled into its sentences. */
  public List<Object> args() {
    return args;
  }
}
