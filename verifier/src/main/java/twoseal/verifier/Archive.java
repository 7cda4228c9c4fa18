package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.VerId.ARCHIVE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The canonical ZIP archive of [BUN-1] and its members, [BUN-2]. The members are found by walking
 * the local headers; then every header and the whole directory are made anew from names and
 * contents and compared, so that no byte is left to choose.
 */
final class Archive {
  private static final String LAST = "list/";
  private static final Pattern EARLIER = Pattern.compile("attempt-([1-9][0-9]{0,3})/.*");
  private static final int LOCAL_BYTES = 30;
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final short VERSION = 20;
  private static final short FLAGS = 0x0800;
  private static final short DATE = 0x0021;

  /** A member's bytes, in place; a weights file is too long to be copied without need. */
  record Member(String name, ByteBuffer content) {
    byte[] bytes() {
      var bytes = new byte[content.remaining()];
      content.duplicate().get(bytes);
      return bytes;
    }

    int crc() {
      var crc = new CRC32();
      crc.update(content.duplicate());
      return (int) crc.getValue();
    }
  }

  private final Map<String, Member> members = new LinkedHashMap<>();

  private Archive() {}

  /**
   * The archive of these bytes.
   *
   * @throws NotABundleException if they do not begin as a member does
   * @throws Malformed if anything else is not as [BUN-1] and [BUN-2] say
   */
  static Archive open(byte[] zip, Checks checks) throws NotABundleException {
    if (zip.length < Integer.BYTES || little(zip).getInt(0) != LOCAL) {
      throw new NotABundleException();
    }
    var found = new ArrayList<Member>();
    var directoryAt = walk(zip, found);
    var difference = firstDifference(zip, found, directoryAt);
    checks.demand(
        ARCHIVE,
        difference < 0,
        "归档不是唯一的规范形式：从第 %s 字节起不同（共 %s 个成员）。",
        "The archive is not in its one canonical form: it differs at byte %s (after %s members).",
        difference,
        found.size());
    var names = found.stream().map(Member::name).toList();
    var expected = expectedNames(names);
    checks.demand(
        ARCHIVE,
        names.equals(expected),
        "归档成员不是规范所列、所排：见 %s，应为 %s。",
        "The archive's members are not those of the specification in their order: %s, expected %s.",
        difference(names, expected),
        difference(expected, names));
    var archive = new Archive();
    found.forEach(m -> archive.members.put(m.name(), m));
    return archive;
  }

  Optional<Member> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** The bytes of a member that the order of names guarantees. */
  byte[] bytes(String name) {
    return member(name).orElseThrow().bytes();
  }

  /** The folder with the members of an attempt, [BUN-2]. */
  static String folder(long attempt, long lastAttempt) {
    return attempt == lastAttempt ? LAST : folder(attempt);
  }

  /** The folders of attempts that have members. */
  List<String> attemptFolders() {
    return attemptFolders(members.keySet());
  }

  /** The numbers in the names under a folder, ascending. */
  List<String> numbers(String folder) {
    return List.copyOf(numbers(members.keySet().stream().toList(), folder));
  }

  /** Collects members as long as there is a whole one; returns where that ends. */
  private static int walk(byte[] zip, List<Member> found) {
    var at = 0;
    var bytes = little(zip);
    while (found.size() < Limits.MEMBERS_MAX
        && zip.length - at >= LOCAL_BYTES
        && bytes.getInt(at) == LOCAL) {
      var nameAt = at + LOCAL_BYTES;
      var contentAt = nameAt + Short.toUnsignedInt(bytes.getShort(at + 26));
      var end = contentAt + Integer.toUnsignedLong(bytes.getInt(at + 18));
      if (end > zip.length) {
        break;
      }
      var name = new String(zip, nameAt, contentAt - nameAt, UTF_8);
      var content = ByteBuffer.wrap(zip, contentAt, (int) end - contentAt).slice();
      found.add(new Member(name, content.asReadOnlyBuffer()));
      at = (int) end;
    }
    return at;
  }

  /** The first byte that is not the canonical one; -1 if all are. */
  private static long firstDifference(byte[] zip, List<Member> members, int directoryAt) {
    var at = 0;
    var directorySize = 22 + members.stream().mapToLong(m -> 46 + nameBytes(m)).sum();
    if (directoryAt + directorySize != zip.length) {
      return directoryAt;
    }
    var expected = new byte[(int) directorySize];
    var directory = little(expected);
    for (var member : members) {
      var crc = member.crc();
      var name = member.name().getBytes(UTF_8);
      var size = member.content().remaining();
      var local = new byte[LOCAL_BYTES + name.length];
      common(little(local).putInt(LOCAL), crc, size, name).put(name);
      var end = Math.min(at + local.length, zip.length);
      var mismatch = Arrays.mismatch(local, 0, local.length, zip, at, end);
      if (mismatch >= 0) {
        return (long) at + mismatch;
      }
      common(directory.putInt(CENTRAL).putShort(VERSION), crc, size, name);
      directory.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(at);
      directory.put(name);
      at += local.length + size;
    }
    var count = (short) members.size();
    directory.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    directory.putInt((int) directorySize - 22).putInt(directoryAt).putShort((short) 0);
    var mismatch = Arrays.mismatch(expected, 0, expected.length, zip, directoryAt, zip.length);
    return mismatch < 0 ? -1 : (long) directoryAt + mismatch;
  }

  /**
   * What local header and directory have in common, from the version needed to the extra length.
   */
  private static ByteBuffer common(ByteBuffer header, int crc, int size, byte[] name) {
    header.putShort(VERSION).putShort(FLAGS).putShort((short) 0).putShort((short) 0);
    header.putShort(DATE).putInt(crc).putInt(size).putInt(size);
    return header.putShort((short) name.length).putShort((short) 0);
  }

  /** The one order in which members of these names can stand. */
  private static List<String> expectedNames(List<String> names) {
    var expected = new ArrayList<>(List.of("README.txt", "draw", "checkpoint"));
    var cosigned = numbers(names, "cosigned/");
    cosigned.forEach(size -> expected.add("cosigned/" + size));
    cosigned.forEach(size -> expected.add("consistency/" + size));
    for (var index : numbers(names, "entries/")) {
      expected.add("entries/" + index + ".entry");
      expected.add("entries/" + index + ".tlog-proof");
    }
    for (var folder : attemptFolders(names)) {
      if (names.contains(folder + "lines.csv")) {
        expected.add(folder + "lines.csv");
        expected.add(folder + "proofs");
        if (names.contains(folder + "names.csv")) {
          expected.add(folder + "names.csv");
        }
      }
      if (names.contains(folder + "weights")) {
        expected.add(folder + "weights");
      }
    }
    return expected;
  }

  /** The folders with what belongs to one attempt: of earlier ones, ascending, then of the last. */
  private static List<String> attemptFolders(Collection<String> names) {
    var numbers = new TreeSet<Integer>();
    for (var name : names) {
      var matcher = EARLIER.matcher(name);
      if (matcher.matches()) {
        numbers.add(Integer.valueOf(matcher.group(1)));
      }
    }
    var folders = new ArrayList<String>();
    numbers.forEach(number -> folders.add(folder(number)));
    if (names.stream().anyMatch(name -> name.startsWith(LAST))) {
      folders.add(LAST);
    }
    return folders;
  }

  private static String folder(long attempt) {
    return "attempt-" + attempt + "/";
  }

  private static SortedSet<String> numbers(List<String> names, String folder) {
    var numbers = new TreeSet<String>();
    for (var name : names) {
      if (name.matches(folder + "[0-9]{12}(\\.entry)?")) {
        numbers.add(name.substring(folder.length(), folder.length() + 12));
      }
    }
    return numbers;
  }

  private static String difference(List<String> these, List<String> others) {
    for (int i = 0; i < these.size(); i++) {
      if (i >= others.size() || !these.get(i).equals(others.get(i))) {
        return these.get(i);
      }
    }
    return "-";
  }

  private static int nameBytes(Member member) {
    return member.name().getBytes(UTF_8).length;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
