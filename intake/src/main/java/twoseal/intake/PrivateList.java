package twoseal.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.crypto.AEADBadTagException;
import twoseal.core.Digest;
import twoseal.list.EntryCode;
import twoseal.list.Label;
import twoseal.list.SumHash;

/**
 * The private side of a finished list: salts, masked names and records, opened with the passphrase.
 * Not for several threads at once.
 */
public final class PrivateList {
  private static final byte[] ERASED_BODY = {PrivateEntry.ERASED};

  private final ListFolder folder;
  private final BlockCipher cipher = new BlockCipher();
  private KeyTable table;

  private PrivateList(ListFolder folder, KeyTable table) {
    this.folder = folder;
    this.table = table;
  }

  /**
   * Opens.
   *
   * @throws PrivateListException if the passphrase does not fit or a file was changed
   */
  public static PrivateList open(ListFolder folder, char[] passphrase) throws IOException {
    var table = KeyTable.open(Files.readAllBytes(folder.privateKeys()), passphrase);
    return new PrivateList(folder, table);
  }

  /**
   * One entry.
   *
   * @throws PrivateListException if there is none, it was erased, or the file was changed
   */
  public PrivateEntry entry(Label group, long number) throws IOException {
    var block = table.blocks().get(find(group, number));
    var bodies = read(block);
    return PrivateEntry.read(group, number, bodies, at(bodies, number - 1 - block.first()))
        .orElseThrow(() -> new PrivateListException(PrivateListException.Kind.ERASED, ""));
  }

  /**
   * The entry of a code; reads the whole file. Nothing where no entry, or an erased one, has it.
   */
  public Optional<PrivateEntry> entry(EntryCode code) throws IOException {
    return Optional.ofNullable(entries(Set.of(code)).get(code));
  }

  /** The entries of many codes, in one reading of the whole file. */
  public Map<EntryCode, PrivateEntry> entries(Set<EntryCode> codes) throws IOException {
    var found = new HashMap<EntryCode, PrivateEntry>();
    visitCodes((code, label, number, bodies, at) -> {
      if (codes.contains(code)) {
        PrivateEntry.read(label, number, bodies, at).ifPresent(e -> found.put(code, e));
      }
    });
    return found;
  }

  /** Hears of every entry's code. */
  @FunctionalInterface
  public interface CodeVisitor {
    void see(EntryCode code, Label group, long number) throws IOException;
  }

  /** The code of every entry that was not erased, in list order; reads no name and no record. */
  public void forEachCode(CodeVisitor visitor) throws IOException {
    visitCodes((code, label, number, bodies, at) -> visitor.see(code, label, number));
  }

  private interface CodedVisitor {
    void see(EntryCode code, Label label, long number, byte[] bodies, int at) throws IOException;
  }

  private void visitCodes(CodedVisitor visitor) throws IOException {
    var hash = new SumHash();
    var text = new byte[1 + PrivateEntry.SALT_BYTES];
    var digest = new byte[Digest.BYTES];
    text[0] = EntryCode.PREFIX;
    visit((label, number, bodies, at) -> {
      System.arraycopy(
          bodies, PrivateEntry.recordSaltAt(bodies, at), text, 1, PrivateEntry.SALT_BYTES);
      hash.hash(text, 0, text.length, digest, 0);
      visitor.see(EntryCode.ofDigest(digest), label, number, bodies, at);
    });
  }

  /** Every entry that was not erased, in list order. */
  public void forEach(Consumer<PrivateEntry> visitor) throws IOException {
    visit((label, number, bodies, at) ->
        PrivateEntry.read(label, number, bodies, at).ifPresent(visitor));
  }

  /**
   * Erases an entry ([LIST-12]): its block is written anew without its salts and record under a
   * fresh key, the old key leaves the key table, the old block is overwritten, the names file loses
   * its line. Public lines, root and proofs stay. May be repeated after a crash. Copies of the key
   * file made before, and what a disk keeps of overwritten bytes, are out of reach: destroy
   * backups.
   *
   * @throws PrivateListException if there is no such entry or the file was changed
   */
  public void erase(Label group, long number) throws IOException {
    var index = find(group, number);
    var block = table.blocks().get(index);
    var bodies = read(block);
    var at = at(bodies, number - 1 - block.first());
    if (bodies[at] != PrivateEntry.ERASED) {
      var end = at + PrivateEntry.size(bodies, at);
      var kept = new byte[bodies.length - (end - at) + 1];
      System.arraycopy(bodies, 0, kept, 0, at);
      System.arraycopy(ERASED_BODY, 0, kept, at, 1);
      System.arraycopy(bodies, end, kept, at + 1, bodies.length - end);
      rewrite(index, block, kept);
      Arrays.fill(kept, (byte) 0);
    }
    Arrays.fill(bodies, (byte) 0);
    removeName(group, number);
  }

  /** Sees the body of an entry that was not erased. */
  private interface Visitor {
    void see(Label label, long number, byte[] bodies, int at) throws IOException;
  }

  private void visit(Visitor visitor) throws IOException {
    for (var index : sorted()) {
      var block = table.blocks().get(index);
      var label = table.labels().get(block.group());
      var bodies = read(block);
      var at = 0;
      for (var i = 1; i <= block.entries(); i++) {
        if (bodies[at] != PrivateEntry.ERASED) {
          visitor.see(label, block.first() + i, bodies, at);
        }
        at += PrivateEntry.size(bodies, at);
      }
    }
  }

  /** Appends the new block, then replaces the key table, then overwrites the old block. */
  private void rewrite(int index, KeyTable.Block old, byte[] bodies) throws IOException {
    var key = new byte[BlockCipher.KEY_BYTES];
    new Salts().next(key, 0);
    var sealed = new byte[bodies.length + BlockCipher.TAG_BYTES];
    cipher.sealOnce(key, 0, table.place(old), bodies, 0, bodies.length, sealed, 0);
    try (var file = FileChannel.open(folder.privateEntries(), StandardOpenOption.WRITE)) {
      var place = file.size();
      DurableFiles.write(file, sealed, 0, sealed.length, place);
      file.force(true);
      var block =
          new KeyTable.Block(
              old.group(), old.first(), old.entries(), place, sealed.length, Digest.of(key));
      var changed = table.with(index, block);
      changed.write(folder.privateKeys());
      table = changed;
      DurableFiles.write(file, new byte[old.length()], 0, old.length(), old.offset());
      file.force(true);
    }
  }

  private void removeName(Label group, long number) throws IOException {
    if (!Files.exists(folder.names())) {
      return;
    }
    var prefix = number + "," + group + ",";
    var beside = folder.names().resolveSibling("list-names.csv.tmp");
    try (BufferedReader in = Files.newBufferedReader(folder.names());
        var out = Files.newBufferedWriter(beside)) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith(prefix)) {
          out.write(line);
          out.write('\n');
        }
      }
    }
    DurableFiles.sync(beside);
    DurableFiles.move(beside, folder.names());
    DurableFiles.syncFolder(folder.path());
  }

  private List<Integer> sorted() {
    var blocks = table.blocks();
    return IntStream.range(0, blocks.size())
        .boxed()
        .sorted((a, b) -> {
          var one = blocks.get(a);
          var other = blocks.get(b);
          var byLabel =
              table.labels().get(one.group()).compareTo(table.labels().get(other.group()));
          return byLabel != 0 ? byLabel : Long.compare(one.first(), other.first());
        })
        .toList();
  }

  private int find(Label group, long number) throws PrivateListException {
    var id = table.labels().indexOf(group);
    var blocks = table.blocks();
    for (var i = 0; i < blocks.size(); i++) {
      var block = blocks.get(i);
      var place = number - 1 - block.first();
      if (block.group() == id && place >= 0 && place < block.entries()) {
        return i;
      }
    }
    throw new PrivateListException(PrivateListException.Kind.NO_SUCH_ENTRY, group + " " + number);
  }

  private static int at(byte[] bodies, long entry) {
    var at = 0;
    for (var i = 0L; i < entry; i++) {
      at += PrivateEntry.size(bodies, at);
    }
    return at;
  }

  private byte[] read(KeyTable.Block block) throws IOException {
    try (var file = FileChannel.open(folder.privateEntries(), StandardOpenOption.READ)) {
      var sealed = ByteBuffer.allocate(block.length());
      while (sealed.hasRemaining() && file.read(sealed, block.offset() + sealed.position()) > 0) {
        // Short reads go on.
      }
      return cipher.openOnce(block.key().bytes(), table.place(block), sealed.array());
    } catch (AEADBadTagException changed) {
      var entries = table.labels().get(block.group()) + " " + (block.first() + 1) + " ff.";
      throw new PrivateListException(PrivateListException.Kind.DAMAGED, entries, changed);
    }
  }
}
