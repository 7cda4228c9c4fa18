package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/**
 * Puts the runs of all chunks together: trees, file hash, files. Appending is ordered and short;
 * bytes are written outside of it, at places reserved inside. Files stay in the scratch folder
 * until {@link #finish}.
 */
final class ListOutput implements AutoCloseable {
  private static final byte[] PRIVATE_MAGIC = Bytes.utf8("twoseal-list-private-1\n");
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int STRETCH_AFTER_CHUNKS = 200;

  private final IntakeOptions options;
  private final Path scratch;
  private final byte[] fileId = new byte[KeyTable.FILE_ID_BYTES];
  private final List<GroupOutput> groups = new ArrayList<>();
  private final List<KeyTable.Block> keys = new ArrayList<>();
  private final DirectBlocks direct;
  private final Optional<PartFile> privatePart;
  private final FutureTask<KeyTable> emptyTable;
  private final MessageDigest fileHash = sha256();
  private boolean fileHashHolds = true;
  private long chunks;
  private int hashedGroup = -1;

  ListOutput(IntakeOptions options, Path scratch) throws IOException {
    this.options = options;
    this.scratch = scratch;
    direct = new DirectBlocks(scratch);
    new SecureRandom().nextBytes(fileId);
    fileHash.update(GroupOutput.PUBLIC_HEAD);
    emptyTable =
        new FutureTask<>(() -> {
          var output = options.output().orElseThrow();
          return KeyTable.create(fileId, output.passphrase(), output.iterations());
        });
    privatePart =
        options.output().isPresent()
            ? Optional.of(
                new PartFile(
                    scratch.resolve("private"), direct, Bytes.concat(PRIVATE_MAGIC, fileId)))
            : Optional.empty();
  }

  byte[] fileId() {
    return fileId;
  }

  /** The next chunk's runs, in the order of chunks; returns what is left to write. */
  List<PartFile.Write> append(RunHashing work, Groups known) throws IOException {
    // Stretching the passphrase takes a good second of one core, so it runs beside long intakes;
    // but
    // not at once, or the JIT would compile our SHA-256 calls for the SHA-512 of the stretching
    // too.
    if (++chunks == STRETCH_AFTER_CHUNKS && options.output().isPresent()) {
      Thread.ofPlatform().daemon().start(emptyTable);
    }
    var writes = new ArrayList<PartFile.Write>();
    for (var run : work.runs()) {
      while (groups.size() <= run.group) {
        groups.add(
            new GroupOutput(
                groups.size(),
                known.label(groups.size()),
                scratch,
                direct,
                options.output().isPresent(),
                options.names()));
      }
      var group = groups.get(run.group);
      for (var i = 0; i < run.blocks; i++) {
        group.blocks.begin(group.publicBytes + run.blockStarts[i]);
      }
      writes.addAll(group.addWeights(run, work.weights));
      run.sums.appendTo(group.blocks.frontier());
      hash(run, work.publicText);
      var length = run.publicTo - run.publicFrom;
      group.publicBytes += length;
      group.publicPart.ifPresent(
          part -> writes.addAll(part.append(work.publicText, run.publicFrom, length)));
      group.namesPart.ifPresent(part ->
          writes.addAll(part.append(work.namesText, run.namesFrom, run.namesTo - run.namesFrom)));
    }
    privatePart.ifPresent(part -> {
      var place = part.end();
      writes.addAll(part.append(work.sealed, 0, work.sealedLength));
      for (var block : work.blocks) {
        keys.add(
            new KeyTable.Block(
                block.group(),
                block.first(),
                block.entries(),
                place + block.offset(),
                block.length(),
                block.key()));
      }
    });
    return writes;
  }

  /**
   * Puts everything together and in place.
   *
   * @throws ArithmeticException or MalformedException if the weights' sum reaches 2^63
   */
  ListSummary finish() throws IOException, InterruptedException {
    if (privatePart.isPresent()) {
      privatePart.get().finish();
    }
    var sorted = new ArrayList<>(groups);
    sorted.sort(Comparator.comparing(group -> group.label));
    var indexed = new ArrayList<ListIndex.Group>();
    var base = (long) GroupOutput.PUBLIC_HEAD.length;
    for (var group : sorted) {
      indexed.add(group.blocks.finish(group.label, base));
      base += group.publicBytes;
    }
    var index = new ListIndex(base, indexed);
    var root = new ListRoot(indexed.stream().map(ListIndex.Group::root).toList());
    var weights = joinWeights(sorted);
    var weightsDigest = Optional.<Digest>empty();
    if (weights.isPresent()) {
      weightsDigest = Optional.of(digest(weights.get().path()));
    }
    if (options.output().isEmpty()) {
      closeAll(weights);
      return new ListSummary(root, runningHash(), weightsDigest);
    }
    var publicFile = join(sorted.stream().map(group -> group.publicPart.orElseThrow()).toList());
    var hash = runningHash();
    if (hash.isEmpty()) {
      hash = Optional.of(digest(publicFile));
    }
    var summary = new ListSummary(root, hash, weightsDigest);
    var output = options.output().get();
    index.write(scratch.resolve("index"));
    var labels = groups.stream().map(group -> group.label).toList();
    keyTable().with(labels, keys).write(scratch.resolve("keys"));
    var namesFile = Optional.<Path>empty();
    if (options.names()) {
      namesFile =
          Optional.of(join(sorted.stream().map(group -> group.namesPart.orElseThrow()).toList()));
    }
    closeAll(weights);
    place(output.folder(), publicFile, namesFile, weights.map(PartFile::path), summary);
    return summary;
  }

  @Override
  public void close() throws IOException {
    closeAll(Optional.empty());
  }

  private void closeAll(Optional<PartFile> weights) throws IOException {
    for (var group : groups) {
      group.close();
    }
    if (privatePart.isPresent()) {
      privatePart.get().close();
    }
    if (weights.isPresent()) {
      weights.get().close();
    }
  }

  /** Syncs and renames; the summary last. */
  private void place(
      ListFolder folder,
      Path publicFile,
      Optional<Path> names,
      Optional<Path> weights,
      ListSummary summary)
      throws IOException {
    Files.deleteIfExists(folder.summary());
    Files.deleteIfExists(folder.names());
    Files.deleteIfExists(folder.weights());
    move(scratch.resolve("private"), folder.privateEntries());
    move(scratch.resolve("keys"), folder.privateKeys());
    if (names.isPresent()) {
      move(names.get(), folder.names());
    }
    if (weights.isPresent()) {
      move(weights.get(), folder.weights());
    }
    move(scratch.resolve("index"), folder.index());
    move(publicFile, folder.publicLines());
    if (options.sync()) {
      DurableFiles.syncFolder(folder.path());
    }
    DurableFiles.replace(folder.summary(), ByteBuffer.wrap(Bytes.utf8(summary.text())));
  }

  private void move(Path from, Path to) throws IOException {
    if (options.sync()) {
      DurableFiles.sync(from);
    }
    DurableFiles.move(from, to);
  }

  private KeyTable keyTable() throws IOException, InterruptedException {
    // Does nothing where a thread has begun.
    emptyTable.run();
    try {
      return emptyTable.get();
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }

  /** Appends the later parts to the first, which has the head. */
  private static Path join(List<PartFile> parts) throws IOException {
    var first = parts.getFirst();
    for (var part : parts.subList(1, parts.size())) {
      first.append(part);
      part.close();
      Files.delete(part.path());
    }
    first.finish();
    return first.path();
  }

  private Optional<PartFile> joinWeights(List<GroupOutput> sorted) throws IOException {
    if (sorted.stream().allMatch(GroupOutput::uniform)) {
      return Optional.empty();
    }
    var whole = new PartFile(scratch.resolve("weights"), direct, new byte[0]);
    for (var group : sorted) {
      group.appendWeights(whole);
    }
    whole.finish();
    return Optional.of(whole);
  }

  /** Goes on as long as groups come whole and in the order of their labels. */
  private void hash(GroupRun run, byte[] text) {
    if (!fileHashHolds) {
      return;
    }
    if (run.group != hashedGroup) {
      Label label = groups.get(run.group).label;
      fileHashHolds =
          run.first == 0 && (hashedGroup < 0 || label.compareTo(groups.get(hashedGroup).label) > 0);
      hashedGroup = run.group;
    }
    if (fileHashHolds) {
      fileHash.update(text, run.publicFrom, run.publicTo - run.publicFrom);
    }
  }

  private Optional<Digest> runningHash() throws IOException {
    if (!fileHashHolds) {
      return Optional.empty();
    }
    try {
      return Optional.of(Digest.of(((MessageDigest) fileHash.clone()).digest()));
    } catch (CloneNotSupportedException e) {
      throw new IOException("the JDK's SHA-256 can be cloned", e);
    }
  }

  /** SHA-256 of a file. */
  static Digest digest(Path file) throws IOException {
    var hash = sha256();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (channel.read(buffer.clear()) > 0) {
        hash.update(buffer.flip());
      }
    }
    return Digest.of(hash.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
