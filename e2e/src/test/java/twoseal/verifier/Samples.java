package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Valid inputs of every kind, of one story.
 *
 * @param commands signed notes
 * @param entries of a ledger
 * @param listProof an entrant's
 * @param sharedProof of some entries of the list
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed or compared.
public record Samples(
    byte[] bundle,
    List<byte[]> commands,
    List<byte[]> entries,
    byte[] listProof,
    byte[] sharedProof,
    byte[] weights,
    int entriesOfList,
    byte[] publicList,
    String listRoot,
    byte[] policy) {
  /** The samples. */
  public static Samples made() {
    var story = new Story();
    var bundle = story.bundle();
    var entries = new ArrayList<byte[]>();
    var commands = new ArrayList<byte[]>();
    for (var entry : story.ledger.entries) {
      entries.add(entry);
      var length = java.nio.ByteBuffer.wrap(entry).getInt(20);
      commands.add(java.util.Arrays.copyOfRange(entry, 24, 24 + length));
    }
    var head = "number,group,weight,seats,commitment\n";
    return new Samples(
        bundle,
        commands,
        entries,
        story.list.listProof("D-1", 3).getBytes(UTF_8),
        story.list.proofs(story.listed()),
        story.list.weights(),
        story.list.people.size(),
        (head + story.list.lines(java.util.Set.of(), true)).getBytes(UTF_8),
        TestList.listRoot(story.list.groupValues()),
        Bundle.policy().getBytes(UTF_8));
  }

  /** A bundle that ends with its seal: shorter, and quickly verified. */
  public static byte[] sealed() {
    var story = new Story();
    story.until = Optional.of("seal");
    return story.bundle();
  }

  /** The archive of the same members in which one has other bytes. */
  public static byte[] repacked(byte[] bundle, String member, byte[] bytes) {
    var members = Zip.members(bundle);
    members.put(member, bytes);
    return Zip.of(members);
  }

  /** The members of an archive by name. */
  public static java.util.Map<String, byte[]> members(byte[] bundle) {
    return Zip.members(bundle);
  }
}
