package twoseal.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.list.PublicLine;
import twoseal.list.SharedProof;

/** What a bundle holds of one attempt besides its entries: lines, proofs, names, weights. */
public final class AttemptMembers {
  private final String folder;
  private final List<SharedProof> proofs = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder();
  private final StringBuilder names = new StringBuilder();
  private Optional<byte[]> weights = Optional.empty();

  AttemptMembers(String folder) {
    this.folder = folder;
  }

  /** The wanted lines of a group, after those of the groups before it, with their proof. */
  public AttemptMembers group(List<PublicLine> wanted, SharedProof proof) {
    wanted.forEach(line -> lines.append(line.text()).append('\n'));
    proofs.add(proof);
    return this;
  }

  /** A name line, after those before it in list order ([LIST-7]). */
  public AttemptMembers name(String line) {
    names.append(line).append('\n');
    return this;
  }

  /** The weights-and-seats file. */
  public AttemptMembers weights(byte[] file) {
    weights = Optional.of(file);
    return this;
  }

  void addTo(CanonicalZip zip) {
    if (!proofs.isEmpty()) {
      zip.add(folder + "lines.csv", Bytes.utf8(lines.toString()));
      zip.add(
          folder + "proofs",
          Bytes.concat(proofs.stream().map(SharedProof::bytes).toArray(byte[][]::new)));
      if (!names.isEmpty()) {
        zip.add(folder + "names.csv", Bytes.utf8(names.toString()));
      }
    }
    weights.ifPresent(file -> zip.add(folder + "weights", file));
  }
}
