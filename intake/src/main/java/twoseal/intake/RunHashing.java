package twoseal.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.list.BatchHash;
import twoseal.list.EntryCode;
import twoseal.list.Label;
import twoseal.list.Stretches;
import twoseal.list.SumHash;
import twoseal.list.SumRun;
import twoseal.list.WeightsFile;

/**
 * The dear part: salts, commitments, public lines, leaves and encryption of one chunk's entries,
 * group by group. One object per worker; its buffers hold the result until the next chunk.
 */
final class RunHashing {
  /** The longest line without its label and masked name: numbers, two digests, commas. */
  private static final int LINE_BYTES = 19 + 10 + 4 + 64 + 64 + 6;

  private static final byte LINE_FEED = '\n';
  private static final int DIGEST_BYTES = 32;

  /** Entries that are hashed step by step together. */
  private static final int BATCH = 64;

  private final EntryRows rows;
  private final Groups groups;
  private final boolean names;
  private final boolean keep;
  private final byte[] fileId;
  private final Optional<PrivateList.CodeVisitor> codes;
  private final SumHash hash;
  private final Salts salts = new Salts();
  private final BlockCipher cipher = new BlockCipher();
  private final byte[] opened = new byte[BATCH * SumHash.OPENED_BYTES];
  private final byte[] commitments = new byte[BATCH * DIGEST_BYTES];
  private final Stretches nameTexts = new Stretches(BATCH);
  private final Stretches recordTexts = new Stretches(BATCH);
  private final Stretches leafTexts = new Stretches(BATCH);
  private final int[] leafWeights = new int[BATCH];
  private final byte[] codeText = new byte[1 + PrivateEntry.SALT_BYTES];
  private final byte[] codeDigest = new byte[DIGEST_BYTES];
  private final List<GroupRun> pool = new ArrayList<>();
  private byte[][] labels = {};
  private int[] order = {};
  private byte[] plain = {};
  private int runs;

  /** Public lines; the byte before the first is the hasher's. */
  byte[] publicText = new byte[1 << 16];

  byte[] namesText = {};
  byte[] weights = {};
  byte[] sealed = {};
  int sealedLength;

  /** Blocks with offsets into {@link #sealed}. */
  final List<KeyTable.Block> blocks = new ArrayList<>();

  /**
   * Binds to a worker's rows.
   *
   * @param batch hashes many at a time
   * @param names whether the names file is wanted
   * @param keep whether the private file is wanted
   * @param codes hears of every entry's code, if anybody does
   */
  RunHashing(
      EntryRows rows,
      Groups groups,
      BatchHash batch,
      boolean names,
      boolean keep,
      byte[] fileId,
      Optional<PrivateList.CodeVisitor> codes) {
    this.rows = rows;
    hash = new SumHash(batch);
    this.groups = groups;
    this.names = names;
    this.keep = keep;
    this.fileId = fileId;
    this.codes = codes;
    codeText[0] = EntryCode.PREFIX;
  }

  /** The runs of the last chunk, by group id. */
  List<GroupRun> runs() {
    return pool.subList(0, runs);
  }

  /**
   * Works the chunk out.
   *
   * @param counts entries per group id in this chunk
   * @param firsts index of each group's first entry in this chunk
   */
  void work(int[] counts, long[] firsts) throws IOException {
    sort(counts);
    reserve();
    blocks.clear();
    sealedLength = 0;
    runs = 0;
    var at = 1;
    var namesAt = 0;
    var weightsAt = 0;
    var from = 0;
    for (var group = 0; group < counts.length; group++) {
      if (counts[group] == 0) {
        continue;
      }
      if (runs == pool.size()) {
        pool.add(new GroupRun(hash));
      }
      var run = pool.get(runs++);
      run.begin(group, firsts[group], counts[group]);
      run.publicFrom = at;
      run.namesFrom = namesAt;
      run.weightsFrom = weightsAt;
      for (var done = 0; done < run.rows; done += BATCH) {
        var count = Math.min(BATCH, run.rows - done);
        commit(from + done, count);
        at = lines(run, from + done, run.first + done, count, at);
        for (var i = 0; i < count; i++) {
          var row = order[from + done + i];
          if (names) {
            namesAt = name(row, i, run.first + done + i, labels[group], namesAt);
          }
          run.uniform &= rows.weight[row] == 1 && rows.seats[row] == 1;
          weightsAt = WeightsFile.write(rows.weight[row], rows.seats[row], weights, weightsAt);
        }
      }
      run.publicTo = at;
      run.namesTo = namesAt;
      run.weightsTo = weightsAt;
      run.sums.reduce();
      if (keep) {
        seal(run, from);
      }
      if (codes.isPresent()) {
        tell(codes.get(), run, from);
      }
      from += run.rows;
    }
  }

  /** Draws salts for a batch and commits to its entries. */
  private void commit(int from, int count) {
    nameTexts.clear();
    recordTexts.clear();
    for (var i = 0; i < count; i++) {
      var row = order[from + i];
      var nameSalt = rows.nameSaltAt(row);
      var recordSalt = rows.recordSaltAt(row);
      salts.next(rows.bodies, nameSalt);
      salts.next(rows.bodies, recordSalt);
      nameTexts.add(nameSalt, recordSalt - nameSalt);
      recordTexts.add(recordSalt, rows.bodyAt[row + 1] - recordSalt);
    }
    hash.open(rows.bodies, nameTexts, recordTexts, opened);
    hash.commitments(opened, count, commitments);
  }

  /** Writes the lines of a batch, the first at its index in the group, and adds their leaves. */
  private int lines(GroupRun run, int from, long index, int count, int start) {
    var out = publicText;
    var at = start;
    leafTexts.clear();
    for (var i = 0; i < count; i++) {
      if ((index + i & (SumRun.BLOCK_LEAVES - 1)) == 0) {
        run.blockStart(at - run.publicFrom);
      }
      var row = order[from + i];
      var line = at;
      at = LineText.number(index + i + 1, out, at);
      at = label(labels[run.group], out, at);
      at = LineText.number(rows.weight[row], out, at);
      out[at++] = ',';
      at = LineText.number(rows.seats[row], out, at);
      out[at++] = ',';
      at = LineText.hex(commitments, i * DIGEST_BYTES, out, at);
      leafTexts.add(line - 1, at + 1 - line);
      leafWeights[i] = rows.weight[row];
      out[at++] = LINE_FEED;
    }
    run.sums.addAll(out, leafTexts, leafWeights);
    for (var i = 0; i < count; i++) {
      // The hasher's prefix stood where the line before ends.
      out[leafTexts.at(i)] = LINE_FEED;
    }
    return at;
  }

  private int name(int row, int inBatch, long index, byte[] label, int start) {
    var out = namesText;
    var at = LineText.number(index + 1, out, start);
    at = label(label, out, at);
    var salt = rows.nameSaltAt(row);
    var masked = rows.maskedLength(row);
    System.arraycopy(rows.bodies, salt + PrivateEntry.SALT_BYTES, out, at, masked);
    at += masked;
    out[at++] = ',';
    at = LineText.hex(rows.bodies, salt, out, at);
    out[at++] = ',';
    var recordDigest = inBatch * SumHash.OPENED_BYTES + SumHash.RECORD_DIGEST_AT;
    at = LineText.hex(opened, recordDigest, out, at);
    out[at] = LINE_FEED;
    return at + 1;
  }

  private static int label(byte[] label, byte[] out, int start) {
    out[start] = ',';
    System.arraycopy(label, 0, out, start + 1, label.length);
    out[start + 1 + label.length] = ',';
    return start + label.length + 2;
  }

  /** Encrypts a run in blocks of at most 4,096 entries, each under a key of its own. */
  private void seal(GroupRun run, int from) {
    var parts = (run.rows + SumRun.BLOCK_LEAVES - 1) / SumRun.BLOCK_LEAVES;
    var share = (run.rows + parts - 1) / parts;
    for (var done = 0; done < run.rows; done += share) {
      var entries = Math.min(share, run.rows - done);
      var first = order[from + done];
      var last = order[from + done + entries - 1];
      var text = rows.bodies;
      var start = rows.bodyAt[first];
      var length = rows.bodyAt[last + 1] - start;
      if (last - first + 1 != entries) {
        length = gather(from + done, entries);
        text = plain;
        start = 0;
      }
      var key = new byte[BlockCipher.KEY_BYTES];
      salts.next(key, 0);
      var index = run.first + done;
      var place = KeyTable.place(fileId, groups.label(run.group), index, entries);
      cipher.sealOnce(key, 0, place, text, start, length, sealed, sealedLength);
      var size = length + BlockCipher.TAG_BYTES;
      blocks.add(new KeyTable.Block(run.group, index, entries, sealedLength, size, Digest.of(key)));
      sealedLength += size;
    }
  }

  private void tell(PrivateList.CodeVisitor visitor, GroupRun run, int from) throws IOException {
    var label = groups.label(run.group);
    for (var i = 0; i < run.rows; i++) {
      var salt = rows.recordSaltAt(order[from + i]);
      System.arraycopy(rows.bodies, salt, codeText, 1, PrivateEntry.SALT_BYTES);
      hash.hash(codeText, 0, codeText.length, codeDigest, 0);
      visitor.see(EntryCode.ofDigest(codeDigest), label, run.first + i + 1);
    }
  }

  private int gather(int from, int entries) {
    var at = 0;
    for (var i = from; i < from + entries; i++) {
      var start = rows.bodyAt[order[i]];
      var size = rows.bodyAt[order[i] + 1] - start;
      System.arraycopy(rows.bodies, start, plain, at, size);
      at += size;
    }
    return at;
  }

  /** Rows by group, in their order. */
  private void sort(int[] counts) {
    order = order.length < rows.rows ? new int[rows.group.length] : order;
    if (labels.length < counts.length) {
      labels = groups.labels().stream().map(Label::bytes).toArray(byte[][]::new);
    }
    var next = new int[counts.length];
    for (var group = 1; group < counts.length; group++) {
      next[group] = next[group - 1] + counts[group - 1];
    }
    for (var row = 0; row < rows.rows; row++) {
      order[next[rows.group[row]]++] = row;
    }
  }

  private void reserve() {
    var labelMax = Arrays.stream(labels).mapToInt(label -> label.length).max().orElse(0);
    var line = LINE_BYTES + labelMax;
    publicText = grown(publicText, 2 + (long) rows.rows * (line - 65));
    weights = grown(weights, (long) rows.rows * WeightsFile.ENTRY_BYTES_MAX);
    var bodies = rows.bodyAt[rows.rows];
    if (names) {
      namesText = grown(namesText, (long) rows.rows * line + bodies);
    }
    if (keep) {
      plain = grown(plain, bodies);
      var blocksMax = rows.rows / SumRun.BLOCK_LEAVES + Math.min(rows.rows, labels.length) + 1;
      sealed = grown(sealed, bodies + (long) blocksMax * BlockCipher.TAG_BYTES);
    }
  }

  private static byte[] grown(byte[] buffer, long size) {
    return buffer.length >= size ? buffer : new byte[Math.toIntExact(size + size / 4)];
  }
}
