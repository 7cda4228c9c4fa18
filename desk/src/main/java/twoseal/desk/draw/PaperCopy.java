package twoseal.desk.draw;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twoseal.core.Bytes;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.desk.Language;
import twoseal.desk.Texts;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;

/**
 * A contribution on paper, for the envelope, in both languages. Its digits stand in lines of 32,
 * {@code V1/2} for the first of two lines of the value, {@code N1/2} of the nonce, {@code D} for
 * what it belongs to and how many bytes the value has; each line ends with a check character. One
 * character typed wrongly, two exchanged, a line left out: whoever reads a typed copy is told the
 * line. Digits left out or typed twice are refused too, by the number of bytes where the check
 * character happens to agree.
 */
public final class PaperCopy {
  private static final int LINE_DIGITS = 32;
  private static final int GROUP_DIGITS = 4;

  /** As many as a prime number, so that weights below it tell any one error; no I and no O. */
  private static final String CHECKS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ*+=";

  private static final Pattern HEAD =
      Pattern.compile("[Dd]\\s+([DR]-\\d+)\\s+(\\d{1,4})\\s+(\\S+)\\s+(\\d{1,5})\\s+(\\S)");
  private static final Pattern BLOCK =
      Pattern.compile("([VN])\\s*(\\d{1,2})\\s*/\\s*(\\d{1,2})\\s+(.+)");

  /** What was read so far of a typed copy; lines by their numbers. */
  private final Map<Integer, String> value = new TreeMap<>();

  private final Map<Integer, String> nonce = new TreeMap<>();
  private final Set<String> wrong = new LinkedHashSet<>();
  private Optional<Matcher> head = Optional.empty();

  private PaperCopy() {}

  /** The sheet, ready to print. */
  public static String text(Contribution contribution) {
    var lines = new ArrayList<String>();
    both(lines, "say.paper.title");
    both(lines, "say.paper.secret");
    lines.add("");
    var head =
        "%s %d %s %d"
            .formatted(
                contribution.draw(),
                contribution.attempt(),
                contribution.contributor(),
                contribution.value().length() / 2);
    lines.add("D     " + head + "   " + checkOf(head));
    lines.add("");
    both(lines, "say.paper.value", contribution.value().length() / 2);
    lines.addAll(block('V', contribution.value()));
    lines.add("");
    both(lines, "say.paper.nonce");
    lines.addAll(block('N', contribution.nonce()));
    lines.add("");
    both(lines, "say.paper.commitment");
    lines.add("      " + contribution.commitment().grouped().substring(0, 79));
    lines.add("");
    both(lines, "say.paper.explained");
    both(lines, "say.paper.envelope");
    return String.join("\n", lines) + "\n";
  }

  /**
   * Reads what somebody typed: the lines {@code D}, {@code V} and {@code N}; whatever else stands
   * there is passed over.
   *
   * @throws Complaint naming every line that has a typing error or is missing
   */
  public static Contribution parse(String typed) {
    var copy = new PaperCopy();
    typed.lines().map(String::strip).forEach(copy::line);
    return copy.contribution();
  }

  private void line(String line) {
    var heading = HEAD.matcher(line);
    var block = BLOCK.matcher(line.toUpperCase(Locale.ROOT));
    if (heading.matches()) {
      var what =
          String.join(" ", heading.group(1), heading.group(2), heading.group(3), heading.group(4));
      if (checkOf(what) == check(heading.group(5))) {
        head = Optional.of(heading);
      } else {
        wrong.add("D");
      }
    } else if (block.matches()) {
      var kind = block.group(1).charAt(0);
      var number = Integer.parseInt(block.group(2));
      var count = Integer.parseInt(block.group(3));
      var rest = block.group(4).replaceAll("\\s+", "");
      var digits = digits(rest.substring(0, rest.length() - 1));
      var isWhole =
          digits.matches("([0-9a-f]{2})+")
              && (number == count || digits.length() == LINE_DIGITS)
              && digits.length() <= LINE_DIGITS
              && checkOf(kind, number, count, digits) == check(rest.substring(rest.length() - 1));
      if (isWhole) {
        (kind == 'V' ? value : nonce).put(number, count + ":" + digits);
      } else {
        wrong.add(label(kind, number, count));
      }
    }
  }

  private Contribution contribution() {
    if (head.isEmpty()) {
      wrong.add("D");
    }
    var valueHex = joined('V', value);
    var nonceHex = joined('N', nonce);
    if (!wrong.isEmpty()) {
      throw Complaint.input("complaint.paper.typing", String.join(", ", wrong));
    }
    var known = head.orElseThrow();
    if (valueHex.length() != 2 * Integer.parseInt(known.group(4))) {
      throw Complaint.input("complaint.paper.length", known.group(4), valueHex.length() / 2);
    }
    try {
      return new Contribution(
          CaseNumber.parse(known.group(1)),
          (int) Bytes.parseDecimal(known.group(2), DrawCommand.ATTEMPT_MAX),
          PersonName.parse(known.group(3)),
          Bytes.hex(Contributor.requireValue(valueHex, Contributor.VALUE_BYTES_MIN)),
          Bytes.hex(Bytes.parseHex(nonceHex, Contributor.NONCE_BYTES)));
    } catch (MalformedException malformed) {
      throw Complaint.input("complaint.paper.typing", malformed.expected()).because(malformed);
    }
  }

  /** The digits of a block; names the lines that are missing. */
  private String joined(char kind, Map<Integer, String> lines) {
    if (lines.isEmpty()) {
      if (wrong.stream().noneMatch(label -> label.charAt(0) == kind)) {
        wrong.add(String.valueOf(kind));
      }
      return "";
    }
    var digits = new StringBuilder();
    var count = Integer.parseInt(lines.values().iterator().next().split(":", 2)[0]);
    for (var number = 1; number <= count; number++) {
      var line = lines.get(number);
      if (line == null || !line.startsWith(count + ":")) {
        wrong.add(label(kind, number, count));
      } else {
        digits.append(line.substring(line.indexOf(':') + 1));
      }
    }
    return digits.toString();
  }

  private static List<String> block(char kind, String hex) {
    var lines = new ArrayList<String>();
    var count = Math.ceilDiv(hex.length(), LINE_DIGITS);
    for (var number = 1; number <= count; number++) {
      var digits =
          hex.substring((number - 1) * LINE_DIGITS, Math.min(number * LINE_DIGITS, hex.length()));
      var line = new StringBuilder(label(kind, number, count));
      line.repeat(' ', Math.max(1, 6 - line.length()));
      for (var i = 0; i < digits.length(); i += GROUP_DIGITS) {
        line.append(digits, i, Math.min(i + GROUP_DIGITS, digits.length())).append(' ');
      }
      lines.add(line.append("  ").append(checkOf(kind, number, count, digits)).toString());
    }
    return lines;
  }

  private static String label(char kind, int number, int count) {
    return "" + kind + number + "/" + count;
  }

  /** Digits as they were meant: what looks like another is taken for it. */
  private static String digits(String typed) {
    return typed.replace('O', '0').replace('I', '1').replace('L', '1').toLowerCase(Locale.ROOT);
  }

  private static char check(String typed) {
    return typed.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').charAt(0);
  }

  /** Every digit has a weight of its own below 37, and so have place and length. */
  private static char checkOf(char kind, int number, int count, String digits) {
    var sum = 33 * kind + 34 * number + 35 * count + 36 * digits.length();
    for (var i = 0; i < digits.length(); i++) {
      sum += (i + 1) * Character.digit(digits.charAt(i), 16);
    }
    return shown(sum);
  }

  private static char checkOf(String text) {
    var sum = text.length();
    for (var i = 0; i < text.length(); i++) {
      sum += (i % (CHECKS.length() - 1) + 1) * text.charAt(i);
    }
    return shown(sum);
  }

  private static char shown(int sum) {
    return CHECKS.charAt(sum % CHECKS.length());
  }

  private static void both(List<String> lines, String key, Object... args) {
    lines.add(Texts.of(Language.ZH).text(key, args));
    lines.add(Texts.of(Language.EN).text(key, args));
  }
}
