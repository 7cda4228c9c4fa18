package twoseal.intake;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes identities comparable and checks their digits: full width becomes half width, spaces and
 * hyphens go, letters become upper case. One object per thread; gathers the key of one entry.
 */
final class Identities {
  private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String ID_CHECKS = "10X98765432";
  private static final int ID_LENGTH = 18;
  private static final int OLD_ID_LENGTH = 15;
  private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int[] CREDIT_WEIGHTS = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };
  private static final int PHONE_MIN = 5;
  private static final int PHONE_MAX = 20;

  /** Between the parts of a key; control characters never come in a value. */
  private static final byte SEPARATOR = 0x1F;

  private static final long SPACES = EightBytes.all(' ');
  private static final long HYPHENS = EightBytes.all('-');

  private byte[] key = new byte[256];
  private int length;

  void begin() {
    length = 0;
  }

  byte[] key() {
    return key;
  }

  int length() {
    return length;
  }

  /** Adds a part of the key; a reason if it is none of its kind. */
  Optional<IntakeReason> add(byte[] value, int from, int to, IdentityKind kind) {
    if (length > 0) {
      put(SEPARATOR);
    }
    var start = length;
    if (key.length - start < to - from) {
      key = Arrays.copyOf(key, Math.max(2 * key.length, start + to - from));
    }
    var out = key;
    var at = start;
    var i = from;
    for (; i + Long.BYTES <= to && isKept((long) EightBytes.WORD.get(value, i)); i += Long.BYTES) {
      EightBytes.WORD.set(out, at, (long) EightBytes.WORD.get(value, i));
      at += Long.BYTES;
    }
    var ascii = true;
    for (; i < to; i++) {
      var b = value[i];
      ascii &= b >= 0;
      if (b != ' ' && b != '-') {
        out[at++] = b >= 'a' && b <= 'z' ? (byte) (b - 0x20) : b;
      }
    }
    length = at;
    if (!ascii) {
      length = start;
      addText(value, from, to);
    }
    return length == start ? Optional.of(IntakeReason.EMPTY_VALUE) : check(start, kind);
  }

  /** Whether all eight stay as they are: capitals and digits, nothing that goes. */
  private static boolean isKept(long word) {
    return EightBytes.below60(word)
        && !EightBytes.has(word, SPACES)
        && !EightBytes.has(word, HYPHENS);
  }

  private void addText(byte[] value, int from, int to) {
    var text = new String(value, from, to - from, StandardCharsets.UTF_8);
    var half = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    var kept = new StringBuilder();
    half.codePoints().filter(c -> !ignored(c)).forEach(kept::appendCodePoint);
    var whole = Normalizer.normalize(kept, Normalizer.Form.NFC);
    for (var b : whole.getBytes(StandardCharsets.UTF_8)) {
      put(b);
    }
  }

  /** Spaces, hyphens, dashes and the minus sign. */
  private static boolean ignored(int c) {
    return Character.isSpaceChar(c)
        || Character.getType(c) == Character.DASH_PUNCTUATION
        || c == 0x2212;
  }

  private Optional<IntakeReason> check(int start, IdentityKind kind) {
    return switch (kind) {
      case PLAIN -> Optional.empty();
      case ID_CARD -> idCard(start);
      case DOCUMENT -> document(start);
      case CREDIT_CODE -> creditCode(start);
      case PHONE -> phone(start);
    };
  }

  private Optional<IntakeReason> document(int start) {
    if (likeIdCardForm(start)) {
      return Optional.of(IntakeReason.ID_FORM);
    }
    // Some credit codes are all digits too.
    return idCardForm(start) && creditCode(start).isPresent() ? idCard(start) : Optional.empty();
  }

  private Optional<IntakeReason> idCard(int start) {
    if (!idCardForm(start)) {
      var old = length - start == OLD_ID_LENGTH && digits(start, length);
      return Optional.of(old ? IntakeReason.ID_15_DIGITS : IntakeReason.ID_FORM);
    }
    var sum = 0;
    for (var i = 0; i < ID_LENGTH - 1; i++) {
      sum += ID_WEIGHTS[i] * (key[start + i] - '0');
    }
    return key[length - 1] == ID_CHECKS.charAt(sum % ID_CHECKS.length())
        ? Optional.empty()
        : Optional.of(IntakeReason.ID_CHECK_DIGIT);
  }

  private boolean idCardForm(int start) {
    return length - start == ID_LENGTH
        && digits(start, length - 1)
        && (key[length - 1] == 'X' || digits(length - 1, length));
  }

  /** Whether the check character is one outside ASCII: a Cyrillic or Greek X, a times sign. */
  private boolean likeIdCardForm(int start) {
    var last = start + ID_LENGTH - 1;
    return length > last + 1
        && key[last] < 0
        && digits(start, last)
        && length - last == Integer.numberOfLeadingZeros(~(key[last] << 24));
  }

  private Optional<IntakeReason> creditCode(int start) {
    if (length - start != CREDIT_WEIGHTS.length + 1) {
      return Optional.of(IntakeReason.CREDIT_CODE_FORM);
    }
    var sum = 0;
    for (var i = start; i < length; i++) {
      var value = CREDIT_ALPHABET.indexOf(key[i]);
      if (value < 0) {
        return Optional.of(IntakeReason.CREDIT_CODE_FORM);
      }
      // The check character has weight 1 and makes the sum a multiple of the alphabet's size.
      sum += value * (i < length - 1 ? CREDIT_WEIGHTS[i - start] : 1);
    }
    return sum % CREDIT_ALPHABET.length() == 0
        ? Optional.empty()
        : Optional.of(IntakeReason.CREDIT_CODE_CHECK);
  }

  private Optional<IntakeReason> phone(int start) {
    var plus = key[start] == '+' ? 1 : 0;
    if (!digits(start + plus, length)) {
      return Optional.of(IntakeReason.PHONE_FORM);
    }
    var country = plus == 1 ? "+86" : "0086";
    var own = startsWith(start, country) ? country.length() : 0;
    System.arraycopy(key, start + own, key, start, length - start - own);
    length -= own;
    var size = length - start;
    return size < PHONE_MIN || size > PHONE_MAX
        ? Optional.of(IntakeReason.PHONE_FORM)
        : Optional.empty();
  }

  private boolean startsWith(int start, String prefix) {
    if (length - start < prefix.length()) {
      return false;
    }
    for (var i = 0; i < prefix.length(); i++) {
      if (key[start + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean digits(int from, int to) {
    for (var i = from; i < to; i++) {
      if (key[i] < '0' || key[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private void put(byte b) {
    if (length == key.length) {
      key = Arrays.copyOf(key, 2 * length);
    }
    key[length++] = b;
  }
}
