package twoseal.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.ledger.FsckReport.Finding;
import twoseal.ledger.FsckReport.Weight;

/** Gathers findings, and no more of them than a report lists. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  void damage(Path file, String what) {
    add(Weight.DAMAGE, file, Optional.empty(), Optional.empty(), what);
  }

  void damage(Path file, long offset, String what) {
    add(Weight.DAMAGE, file, Optional.of(offset), Optional.empty(), what);
  }

  void damage(Path file, long offset, long index, String what) {
    add(Weight.DAMAGE, file, Optional.of(offset), Optional.of(index), what);
  }

  void damagedEntry(Path file, long index, String what) {
    add(Weight.DAMAGE, file, Optional.empty(), Optional.of(index), what);
  }

  void unfinished(Path file, String what) {
    add(Weight.UNFINISHED, file, Optional.empty(), Optional.empty(), what);
  }

  void unfinished(Path file, long offset, long index, String what) {
    add(Weight.UNFINISHED, file, Optional.of(offset), Optional.of(index), what);
  }

  List<Finding> all() {
    return List.copyOf(all);
  }

  /** A finding from elsewhere. */
  void add(Finding finding) {
    if (all.size() < FsckReport.FINDINGS_MAX) {
      all.add(finding);
    }
  }

  private void add(
      Weight weight, Path file, Optional<Long> offset, Optional<Long> index, String what) {
    add(new Finding(weight, file, offset, index, what));
  }
}
