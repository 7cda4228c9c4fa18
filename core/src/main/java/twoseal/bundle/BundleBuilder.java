package twoseal.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.SignedNote;
import twoseal.core.TlogProof;
import twoseal.draw.CaseNumber;
import twoseal.list.PublicLine;
import twoseal.list.SharedProof;

/**
 * Puts a bundle together ([BUN-1], [BUN-2]). What goes in is the caller's to choose; a bundle is
 * always given to the verifier before it leaves.
 */
public final class BundleBuilder {
  /** With more rolled and skipped entries than this a bundle carries no lines. */
  public static final int LINES_MAX = 10_000;

  private final CaseNumber draw;
  private final SignedNote checkpoint;
  private final TreeMap<Long, Earlier> earlier = new TreeMap<>();
  private final TreeMap<Long, byte[]> entries = new TreeMap<>();
  private final TreeMap<Long, TlogProof> receipts = new TreeMap<>();
  private final List<SharedProof> proofs = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder();
  private final StringBuilder names = new StringBuilder();
  private Optional<byte[]> weights = Optional.empty();

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

  /** The wanted lines of a group, after those of the groups before it, with their proof. */
  public BundleBuilder group(List<PublicLine> wanted, SharedProof proof) {
    wanted.forEach(line -> lines.append(line.text()).append('\n'));
    proofs.add(proof);
    return this;
  }

  /** A name line, after those before it in list order ([LIST-7]). */
  public BundleBuilder name(String line) {
    names.append(line).append('\n');
    return this;
  }

  /** The weights-and-seats file. */
  public BundleBuilder weights(byte[] file) {
    weights = Optional.of(file);
    return this;
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
    if (!proofs.isEmpty()) {
      zip.add("list/lines.csv", Bytes.utf8(lines.toString()));
      zip.add(
          "list/proofs",
          Bytes.concat(proofs.stream().map(SharedProof::bytes).toArray(byte[][]::new)));
      if (!names.isEmpty()) {
        zip.add("list/names.csv", Bytes.utf8(names.toString()));
      }
    }
    weights.ifPresent(file -> zip.add("list/weights", file));
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
