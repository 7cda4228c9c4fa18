package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import twoseal.core.ByteReader;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.list.Label;

/**
 * Where the private file's blocks lie and under which keys, encrypted under a passphrase
 * (PBKDF2-HMAC-SHA512, AES-256-GCM). A file of its own, replaced as a whole: a key that is no
 * longer in it is gone.
 */
final class KeyTable {
  static final int ITERATIONS = 600_000;
  static final int ITERATIONS_MIN = 1_000;

  /** As the JDK's own key stores: a changed file must not keep anybody waiting for hours. */
  static final int ITERATIONS_MAX = 5_000_000;

  static final int FILE_ID_BYTES = 16;

  private static final byte[] MAGIC = Bytes.utf8("twoseal-list-keys-1\n");
  private static final int SALT_BYTES = 32;
  private static final int CHECK_BYTES = 16;
  private static final int DERIVED_BYTES = BlockCipher.KEY_BYTES + CHECK_BYTES;

  /** A block: entries of one group in a row. */
  record Block(int group, long first, int entries, long offset, int length, Digest key) {}

  private final byte[] fileId;
  private final List<Label> labels;
  private final List<Block> blocks;
  private final byte[] head;
  private final byte[] master;

  private KeyTable(
      byte[] fileId, List<Label> labels, List<Block> blocks, byte[] head, byte[] master) {
    this.fileId = fileId;
    this.labels = List.copyOf(labels);
    this.blocks = blocks;
    this.head = head;
    this.master = master;
  }

  /** A table without blocks; slow by design, as the passphrase is stretched. */
  static KeyTable create(byte[] fileId, char[] passphrase, int iterations) {
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    var derived = derive(passphrase, salt, iterations);
    var head =
        new ByteWriter()
            .raw(MAGIC)
            .raw(fileId)
            .be32(iterations)
            .raw(salt)
            .raw(Arrays.copyOfRange(derived, BlockCipher.KEY_BYTES, DERIVED_BYTES))
            .bytes();
    return new KeyTable(
        fileId, List.of(), List.of(), head, Arrays.copyOf(derived, BlockCipher.KEY_BYTES));
  }

  /**
   * Opens a table.
   *
   * @throws PrivateListException if the passphrase does not fit, or the file was changed
   */
  static KeyTable open(byte[] file, char[] passphrase) throws PrivateListException {
    try {
      var reader = new ByteReader(file);
      if (!Arrays.equals(reader.raw(MAGIC.length), MAGIC)) {
        throw new PrivateListException(PrivateListException.Kind.DAMAGED, "not a key table");
      }
      var fileId = reader.raw(FILE_ID_BYTES);
      var iterations = reader.be32();
      if (iterations < ITERATIONS_MIN || iterations > ITERATIONS_MAX) {
        throw new PrivateListException(PrivateListException.Kind.DAMAGED, "iterations");
      }
      var derived = derive(passphrase, reader.raw(SALT_BYTES), iterations);
      var check = reader.raw(CHECK_BYTES);
      if (!Arrays.equals(
          check, Arrays.copyOfRange(derived, BlockCipher.KEY_BYTES, DERIVED_BYTES))) {
        throw new PrivateListException(PrivateListException.Kind.PASSPHRASE, "");
      }
      var head = Arrays.copyOf(file, file.length - reader.remaining());
      var nonce = reader.raw(BlockCipher.NONCE_BYTES);
      var master = Arrays.copyOf(derived, BlockCipher.KEY_BYTES);
      var text = new BlockCipher().open(master, nonce, head, reader.raw(reader.remaining()));
      return read(fileId, text, head, master);
    } catch (MalformedException | AEADBadTagException e) {
      throw new PrivateListException(PrivateListException.Kind.DAMAGED, "key table", e);
    }
  }

  byte[] fileId() {
    return fileId.clone();
  }

  List<Label> labels() {
    return labels;
  }

  /** In no order. */
  List<Block> blocks() {
    return blocks;
  }

  /** The same passphrase for these blocks. */
  KeyTable with(List<Label> ofLabels, List<Block> ofBlocks) {
    return new KeyTable(fileId, ofLabels, ofBlocks, head, master);
  }

  /** The table with one block replaced. */
  KeyTable with(int index, Block block) {
    var changed = new ArrayList<>(blocks);
    changed.set(index, block);
    return new KeyTable(fileId, labels, changed, head, master);
  }

  /** What a block's ciphertext is bound to: file, group and entries. */
  byte[] place(Block block) {
    return place(fileId, labels.get(block.group()), block.first(), block.entries());
  }

  static byte[] place(byte[] fileId, Label label, long first, int entries) {
    return new ByteWriter()
        .raw(fileId)
        .lengthPrefixed(label.text())
        .be64(first)
        .be32(entries)
        .bytes();
  }

  /** Writes the table under a fresh nonce; replaces the file whole, or not at all. */
  void write(Path file) throws IOException {
    var text = new ByteWriter().be32(labels.size());
    labels.forEach(label -> text.lengthPrefixed(label.text()));
    text.be32(blocks.size());
    for (var block : blocks) {
      text.be32(block.group())
          .be64(block.first())
          .be32(block.entries())
          .be64(block.offset())
          .be32(block.length())
          .digest(block.key());
    }
    var nonce = new byte[BlockCipher.NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    var sealed = new BlockCipher().seal(master, nonce, head, text.bytes());
    DurableFiles.replace(file, ByteBuffer.wrap(Bytes.concat(head, nonce, sealed)));
  }

  private static KeyTable read(byte[] fileId, byte[] text, byte[] head, byte[] master) {
    var reader = new ByteReader(text);
    var labels = new ArrayList<Label>();
    for (var left = reader.be32(); left > 0; left--) {
      labels.add(new Label(reader.lengthPrefixedText()));
    }
    var blocks = new ArrayList<Block>();
    for (var left = reader.be32(); left > 0; left--) {
      blocks.add(
          new Block(
              reader.be32(),
              reader.be64(),
              reader.be32(),
              reader.be64(),
              reader.be32(),
              reader.digest()));
    }
    reader.end();
    return new KeyTable(fileId, labels, blocks, head, master);
  }

  private static byte[] derive(char[] passphrase, byte[] salt, int iterations) {
    var composed =
        Normalizer.normalize(CharBuffer.wrap(passphrase), Normalizer.Form.NFC).toCharArray();
    var spec = new PBEKeySpec(composed, salt, iterations, Byte.SIZE * DERIVED_BYTES);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA512", e);
    } finally {
      spec.clearPassword();
      Arrays.fill(composed, '\0');
    }
  }
}
