package twoseal.server.view;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.intake.CodeListener;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;
import twoseal.list.EntryCode;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.list.SumHash;

/**
 * Makes a {@link CodeIndex} while a list is taken. Codes come from several threads in no order;
 * each row goes to one of 256 files by the first byte of its hash, and in the end each file is
 * sorted in memory, so that the longest list fits. Which place a group has is known only then:
 * until then rows hold the place in which it was heard of first.
 */
public final class CodeIndexMaking implements CodeListener, AutoCloseable {
  private static final String TAG = "twoseal/server/entry-code/1";
  private static final int PARTS = 256;
  private static final int BUFFER_BYTES = 1 << 14;
  private static final int CODE_BYTES = 2 * Long.BYTES;

  private final ListFolder folder;
  private final List<Part> parts = new ArrayList<>();
  private final Map<Label, Long> heard = new ConcurrentHashMap<>();

  /** Rows whose hashes begin alike; written by one thread at a time. */
  private static final class Part implements AutoCloseable {
    private final Path path;
    private final OutputStream out;

    Part(Path path) throws IOException {
      this.path = path;
      this.out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
    }

    synchronized void add(byte[] row) throws IOException {
      out.write(row);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private CodeIndexMaking(ListFolder folder) {
    this.folder = folder;
  }

  /** Begins, beside the list's files. */
  public static CodeIndexMaking in(ListFolder folder) throws IOException {
    Files.createDirectories(folder.path());
    var making = new CodeIndexMaking(folder);
    try {
      for (var i = 0; i < PARTS; i++) {
        making.parts.add(new Part(making.beside("." + i + ".part")));
      }
    } catch (IOException failed) {
      making.close();
      throw failed;
    }
    return making;
  }

  @Override
  public PrivateList.CodeVisitor forOneThread() {
    var text = text();
    var hash = new SumHash();
    var digest = new byte[Digest.BYTES];
    return (code, group, number) -> {
      hash(code, text, hash, digest);
      var place = CodeIndex.place(Math.toIntExact(placeHeard(group)), number);
      var row = Arrays.copyOf(digest, CodeIndex.ROW_BYTES);
      ByteBuffer.wrap(row).putLong(CodeIndex.HASH_BYTES, place);
      parts.get(row[0] & 0xff).add(row);
    };
  }

  private long placeHeard(Label group) {
    var known = heard.get(group);
    if (known != null) {
      return known;
    }
    synchronized (heard) {
      return heard.computeIfAbsent(group, _ -> (long) heard.size());
    }
  }

  /**
   * Puts the index in its place; what is there is replaced.
   *
   * @param list whose every entry was heard of
   */
  public void finish(ListRoot list) throws IOException {
    var labels = list.groups().stream().map(group -> group.label()).toList();
    var places = new int[labels.size()];
    heard.forEach((label, place) -> places[Math.toIntExact(place)] = labels.indexOf(label));
    var whole = beside(".tmp");
    try (var out =
        FileChannel.open(
            whole,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (var part : parts) {
        part.close();
        var sorted = sorted(Files.readAllBytes(part.path), places);
        while (sorted.hasRemaining()) {
          out.write(sorted);
        }
      }
      out.force(true);
    }
    Files.move(
        whole,
        folder.path().resolve(CodeIndex.FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static ByteBuffer sorted(byte[] bytes, int[] places) {
    var rows = new byte[bytes.length / CodeIndex.ROW_BYTES][];
    for (var i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(bytes, i * CodeIndex.ROW_BYTES, (i + 1) * CodeIndex.ROW_BYTES);
      var row = ByteBuffer.wrap(rows[i]);
      var heard = row.getLong(CodeIndex.HASH_BYTES);
      var number = heard & ((1L << CodeIndex.NUMBER_BITS) - 1);
      var group = places[(int) (heard >>> CodeIndex.NUMBER_BITS)];
      row.putLong(CodeIndex.HASH_BYTES, CodeIndex.place(group, number));
    }
    Arrays.sort(rows, Arrays::compareUnsigned);
    var sorted = ByteBuffer.allocate(bytes.length);
    for (var row : rows) {
      sorted.put(row);
    }
    return sorted.flip();
  }

  /** Removes what was needed in between, whatever came of it. */
  @Override
  public void close() throws IOException {
    for (var part : parts) {
      part.close();
      Files.deleteIfExists(part.path);
    }
    Files.deleteIfExists(beside(".tmp"));
  }

  private Path beside(String ending) {
    return folder.path().resolve(CodeIndex.FILE + ending);
  }

  /** What is hashed of a code, with room for it at the end. */
  static byte[] text() {
    var tag = Bytes.lengthPrefixed(Bytes.utf8(TAG));
    return Arrays.copyOf(tag, tag.length + CODE_BYTES);
  }

  /** What the index holds of a code is the first half of this: Digest.tagged of its bytes. */
  static void hash(EntryCode code, byte[] text, SumHash hash, byte[] digest) {
    ByteBuffer.wrap(text)
        .putLong(text.length - CODE_BYTES, code.high())
        .putLong(text.length - Long.BYTES, code.low());
    hash.hash(text, 0, text.length, digest, 0);
  }
}
