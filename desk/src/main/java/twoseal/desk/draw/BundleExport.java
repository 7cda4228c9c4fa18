package twoseal.desk.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import twoseal.bundle.AttemptMembers;
import twoseal.bundle.BundleBuilder;
import twoseal.core.Checkpoint;
import twoseal.core.Fields;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.TlogProof;
import twoseal.desk.Complaint;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.EntryNumber;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.ledger.LedgerView;
import twoseal.machine.Machine;
import twoseal.registry.Registry;

/** Collects what a bundle holds: from the ledger the entries, from the list's folder the lines. */
public final class BundleExport {
  private final LedgerView ledger;
  private final CaseNumber draw;
  private final CosignedCheckpoints cosigned;

  /**
   * An export.
   *
   * @param cosigned what witnesses left with the log
   */
  public BundleExport(LedgerView ledger, CaseNumber draw, CosignedCheckpoints cosigned) {
    this.ledger = ledger;
    this.draw = draw;
    this.cosigned = cosigned;
  }

  /**
   * The bundle as of the last checkpoint ([BUN-2], [BUN-3]).
   *
   * @param lists the folders of the final lists, by attempt
   * @throws Complaint if the folder of an attempt whose lines belong into it is not named
   * @throws IOException if a list's folder cannot be read
   */
  public byte[] bytes(Map<Integer, Path> lists) throws IOException, InterruptedException {
    var note = ledger.checkpoint();
    var size = Checkpoint.parse(note.text()).size();
    var bundle = new BundleBuilder(draw, note);
    var entries = entries(size);
    for (var index : entries) {
      bundle.entry(
          ledger.read(index).encode(), TlogProof.of(index, ledger.prove(index, size), note));
    }
    try (var state = ledger.state()) {
      var current = CaseFile.find(state, draw).orElseThrow();
      for (var k = 1; k <= current.attempts(); k++) {
        var file = current.at(k).orElseThrow();
        if (file.seal().isPresent()) {
          var isLast = k == current.attempts();
          addMembers(isLast ? bundle.last() : bundle.earlier(k), file, isLast, lists);
        }
      }
    }
    addCosigned(bundle, size, entries.last());
    return bundle.bytes();
  }

  /** Of every witness the smallest cosigned checkpoint that holds the press ([WIT-14]). */
  private void addCosigned(BundleBuilder bundle, long size, long lastEntry) {
    var press = press(size);
    if (press.isEmpty()) {
      return;
    }
    var wanted = new HashMap<String, NoteKey>();
    try (var state = ledger.state()) {
      for (var row : state.scan(Registry.KEYS_PREFIX)) {
        var admitted = Registry.KeyRow.parse(row.getValue());
        if (admitted.key().type() == NoteKey.Type.COSIGNATURE && admitted.from() <= lastEntry) {
          wanted.put(row.getKey(), admitted.key());
        }
      }
    }
    for (var at = cosigned.sizes(press.get() + 1).iterator(); at.hasNext() && !wanted.isEmpty(); ) {
      var cosignedSize = at.next();
      if (cosignedSize > size) {
        return;
      }
      var note = cosigned.find(cosignedSize).orElseThrow();
      var lines = new ArrayList<SignatureLine>(List.of(note.signatures().getFirst()));
      for (var line : note.signatures().subList(1, note.signatures().size())) {
        if (wanted.remove(Registry.keyRow(line)) != null) {
          lines.add(line);
        }
      }
      if (lines.size() > 1) {
        bundle.cosigned(
            new SignedNote(note.text(), lines), ledger.proveConsistency(cosignedSize, size));
      }
    }
  }

  /** The index of the last attempt's press, if it is below a size. */
  private Optional<Long> press(long size) {
    var press = Optional.<Long>empty();
    try (var state = ledger.state()) {
      if (CaseFile.find(state, draw).flatMap(CaseFile::press).isEmpty()) {
        return press;
      }
      for (var step = 1L; ; step++) {
        var index = Machine.indexOf(state, draw.toString(), step).filter(i -> i < size);
        if (index.isEmpty()) {
          return press;
        }
        var command = SignedNote.parse(ledger.read(index.get()).command());
        if (new Fields.Reader(command.text()).kind().equals("draw.press")) {
          press = index;
        }
      }
    }
  }

  /** Indices of the draw's accepted commands, and of all registry commands up to the last. */
  private SortedSet<Long> entries(long size) {
    var indices = new TreeSet<Long>();
    try (var state = ledger.state()) {
      for (var step = 1L; ; step++) {
        var index = Machine.indexOf(state, draw.toString(), step).filter(i -> i < size);
        if (index.isEmpty()) {
          break;
        }
        indices.add(index.get());
      }
      for (var count = 1L; ; count++) {
        var index = Machine.indexOf(state, "registry", count);
        if (index.isEmpty() || index.get() > indices.last()) {
          break;
        }
        indices.add(index.get());
      }
    }
    return indices;
  }

  private void addMembers(
      AttemptMembers members, CaseFile file, boolean isLast, Map<Integer, Path> lists)
      throws IOException, InterruptedException {
    var weights = file.seal().orElseThrow().list().weights();
    if (weights.isPresent()) {
      members.weights(ledger.blobs().read(weights.get()));
    }
    var wanted = wanted(file, isLast);
    if (wanted.isEmpty() || wanted.size() > BundleBuilder.LINES_MAX) {
      return;
    }
    var folder = lists.get(file.attempt());
    if (folder == null) {
      throw Complaint.usage("complaint.draw.no-folder", file.attempt());
    }
    addLines(members, folder, wanted);
  }

  private static void addLines(AttemptMembers members, Path folder, List<EntryNumber> wanted)
      throws IOException, InterruptedException {
    var names = new NamesFile(new ListFolder(folder).names()).pick(wanted);
    try (var files = ListFiles.open(folder)) {
      for (var group : files.summary().root().groups()) {
        var numbers =
            wanted.stream()
                .filter(entry -> entry.group().equals(group.label()))
                .mapToLong(EntryNumber::number)
                .toArray();
        if (numbers.length > 0) {
          var shared = files.prove(group.label(), numbers);
          members.group(shared.lines(), shared.proof());
        }
      }
    }
    wanted.stream()
        .flatMap(entry -> Optional.ofNullable(names.get(entry)).stream())
        .forEach(name -> members.name(name.line()));
  }

  /** Rolled and skipped entries in list order; nothing more once there are too many. */
  private List<EntryNumber> wanted(CaseFile file, boolean isLast) {
    var list = file.listRoot();
    var indices = new TreeSet<Long>();
    // Where nobody pressed, skips have no effect; a result or a further attempt shows it.
    if (file.press().isPresent() || (file.results() == 0 && isLast)) {
      indices.addAll(file.skips());
    }
    for (var outcome : Outcomes.of(file, ledger)) {
      if (outcome.rolled() > BundleBuilder.LINES_MAX) {
        return List.of();
      }
      Arrays.stream(outcome.indices()).forEach(indices::add);
    }
    var wanted = new ArrayList<EntryNumber>();
    indices.forEach(index -> wanted.add(EntryNumber.at(index, list)));
    return wanted;
  }

  /**
   * Writes a bundle beside its place and moves it there; one that is there is replaced.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, byte[] bundle) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bundle);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
