package twoseal.intake;

import java.io.IOException;

/** The private file cannot be read; {@link #kind} says why. */
public final class PrivateListException extends IOException {
  private final Kind kind;

  /** Why. */
  public enum Kind {
    /** 口令不正确。 */
    PASSPHRASE("the passphrase does not fit"),
    /** 文件已损坏或被改动。 */
    DAMAGED("the private file is damaged or was changed"),
    /** 没有这一参加者。 */
    NO_SUCH_ENTRY("there is no such entry"),
    /** 该参加者的资料已删除。 */
    ERASED("the entry was erased");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  PrivateListException(Kind kind, String detail) {
    super(kind.sentence + (detail.isEmpty() ? "" : ": " + detail));
    this.kind = kind;
  }

  PrivateListException(Kind kind, String detail, Exception cause) {
    super(kind.sentence + ": " + detail, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
