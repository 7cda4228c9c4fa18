package twoseal.bundle;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.SignedNote;
import twoseal.core.TlogProof;
import twoseal.draw.CaseNumber;

/**
 * Puts a bundle together ([BUN-1], [BUN-2]). What goes in is the caller's to choose; a bundle is
 * always given to the verifier before it leaves.
 */
public final class BundleBuilder {
  /** With more rolled and skipped entries than this an attempt has no lines in a bundle. */
  public static final int LINES_MAX = 10_000;

  private final CaseNumber draw;
  private final SignedNote checkpoint;
  private final TreeMap<Long, Earlier> earlier = new TreeMap<>();
  private final TreeMap<Long, byte[]> entries = new TreeMap<>();
  private final TreeMap<Long, TlogProof> receipts = new TreeMap<>();
  private final TreeMap<Integer, AttemptMembers> attempts = new TreeMap<>();
  private final AttemptMembers last = new AttemptMembers("list/");

  private record Earlier(SignedNote checkpoint, List<Digest> consistency) {}

  /**
   * A bundle of a draw.
   *
   * @param checkpoint on which every receipt stands
   */
  public BundleBuilder(CaseNumber draw, SignedNote checkpoint) {
    this.draw = draw;
    this.checkpoint = checkpoint;
  }

  /** An earlier checkpoint with cosignatures, and the proof that the ledger only grew since. */
  public BundleBuilder cosigned(SignedNote note, List<Digest> consistency) {
    earlier.put(Checkpoint.parse(note.text()).size(), new Earlier(note, consistency));
    return this;
  }

  /** An entry of the ledger with its receipt. */
  public BundleBuilder entry(byte[] entry, TlogProof receipt) {
    entries.put(receipt.index(), entry);
    receipts.put(receipt.index(), receipt);
    return this;
  }

  /** The members of an attempt before the last; only sealed ones have any. */
  public AttemptMembers earlier(int attempt) {
    return attempts.computeIfAbsent(attempt, k -> new AttemptMembers("attempt-" + k + "/"));
  }

  /** The members of the last attempt. */
  public AttemptMembers last() {
    return last;
  }

  /** The archive. */
  public byte[] bytes() {
    var origin = Checkpoint.parse(checkpoint.text()).origin();
    var zip =
        new CanonicalZip()
            .add("README.txt", Bytes.utf8(Readme.TEXT))
            .add("draw", Bytes.utf8(head(origin)))
            .add("checkpoint", checkpoint.bytes());
    earlier.forEach((size, e) -> zip.add("cosigned/" + number(size), e.checkpoint.bytes()));
    earlier.forEach(
        (size, e) -> zip.add("consistency/" + number(size), Bytes.utf8(base64(e.consistency))));
    entries.forEach((index, entry) ->
        zip.add("entries/" + number(index) + ".entry", entry)
            .add(
                "entries/" + number(index) + ".tlog-proof",
                Objects.requireNonNull(receipts.get(index)).bytes()));
    attempts.values().forEach(members -> members.addTo(zip));
    last.addTo(zip);
    return zip.bytes();
  }

  private String head(String origin) {
    return new Fields.Writer("bundle", 1)
        .line("ledger", origin)
        .line("draw", draw.toString())
        .text();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%012d", number);
  }

  private static String base64(List<Digest> hashes) {
    var text = new StringBuilder();
    hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.toString();
  }
}
