package twoseal.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twoseal.core.ByteReader;
import twoseal.core.ByteWriter;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.list.GroupRoot;
import twoseal.list.Label;
import twoseal.list.ListRoot;
import twoseal.list.SumNode;
import twoseal.list.SumRun;

/**
 * Where each block of 4,096 public lines begins and which node it is: what makes a proof out of a
 * long list a matter of one block. Derivable from {@code list-public.csv}.
 *
 * @param fileBytes size of the public file
 * @param groups in list order
 */
record ListIndex(long fileBytes, List<Group> groups) {
  private static final byte[] MAGIC = Bytes.utf8("twoseal-list-index-1\n");
  private static final int NODE_BYTES = 40;

  /**
   * A group's blocks.
   *
   * @param offsets of the blocks' first lines in the public file
   * @param nodes 40 bytes a block
   */
  @SuppressWarnings("ArrayRecordComponent") // Millions of numbers, never compared.
  record Group(GroupRoot root, long[] offsets, byte[] nodes) {
    Group {
      var blocks = (root.entries() + SumRun.BLOCK_LEAVES - 1) / SumRun.BLOCK_LEAVES;
      if (offsets.length != blocks || nodes.length != NODE_BYTES * blocks) {
        throw new MalformedException("a node and an offset for each block");
      }
    }

    SumNode node(int block) {
      return SumNode.read(nodes, NODE_BYTES * block);
    }
  }

  ListRoot root() {
    return new ListRoot(groups.stream().map(Group::root).toList());
  }

  void write(Path file) throws IOException {
    var bytes = new ByteWriter().raw(MAGIC).be64(fileBytes).be32(groups.size());
    for (var group : groups) {
      bytes
          .lengthPrefixed(group.root().label().text())
          .be64(group.root().entries())
          .raw(group.root().root().bytes());
      for (var offset : group.offsets()) {
        bytes.be64(offset);
      }
      bytes.raw(group.nodes());
    }
    var content = bytes.bytes();
    DurableFiles.replace(
        file, ByteBuffer.wrap(Bytes.concat(content, Digest.sha256(content).bytes())));
  }

  /**
   * Reads an index.
   *
   * @throws MalformedException if it is none, or a bit of it was changed
   */
  static ListIndex read(Path file) throws IOException {
    var all = Files.readAllBytes(file);
    if (all.length < Digest.BYTES) {
      throw new MalformedException("a list index");
    }
    var content = Arrays.copyOf(all, all.length - Digest.BYTES);
    if (!Digest.sha256(content).equals(Digest.at(all, content.length))) {
      throw new MalformedException("a list index with its digest");
    }
    var reader = new ByteReader(content);
    if (!Arrays.equals(reader.raw(MAGIC.length), MAGIC)) {
      throw new MalformedException("a list index");
    }
    var fileBytes = reader.be64();
    var groups = new ArrayList<Group>();
    for (var left = reader.be32(); left > 0; left--) {
      var label = new Label(reader.lengthPrefixedText());
      var entries = reader.be64();
      var root = new GroupRoot(label, entries, SumNode.read(reader.raw(NODE_BYTES), 0));
      var blocks = Math.toIntExact((entries + SumRun.BLOCK_LEAVES - 1) / SumRun.BLOCK_LEAVES);
      var offsets = new long[blocks];
      for (var i = 0; i < blocks; i++) {
        offsets[i] = reader.be64();
      }
      groups.add(new Group(root, offsets, reader.raw(NODE_BYTES * blocks)));
    }
    reader.end();
    return new ListIndex(fileBytes, groups);
  }
}
