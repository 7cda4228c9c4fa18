package twoseal.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.TilePath;

/** The part of {@link Fsck} that looks at every file: each is one the ledger knows, and whole. */
final class FsckFiles {
  private static final int PROGRESS_FILES = 1_000;

  private final Disk disk;
  private final Layout layout;
  private final Findings findings;
  private final Fsck.Progress progress;
  private long tiles;
  private long blobs;

  FsckFiles(Disk disk, Layout layout, Findings findings, Fsck.Progress progress) {
    this.disk = disk;
    this.layout = layout;
    this.findings = findings;
    this.progress = progress;
  }

  void run(long entries, long tilesMissing) throws IOException {
    for (var file : files(layout.tiles())) {
      tile(file, entries);
    }
    if (tilesMissing > 0) {
      findings.unfinished(
          layout.tiles(), tilesMissing + " tiles are not written yet; opening writes them");
    }
    for (var file : files(layout.blobs())) {
      blob(file);
    }
    for (var file : files(layout.cosigned())) {
      if (!isUnfinished(file) && !CosignedCheckpoints.isOne(layout.cosigned(), file)) {
        findings.damage(file, "no cosigned checkpoint of this size");
      }
    }
    strays();
  }

  long tiles() {
    return tiles;
  }

  long blobs() {
    return blobs;
  }

  /** That a tile's bytes are right, the log's part said; here, that there are no others. */
  private void tile(Path file, long entries) {
    if (isUnfinished(file)) {
      return;
    }
    try {
      var name = layout.folder().resolve("tiles").relativize(file).toString();
      var path = TilePath.parse(name);
      var level = path.isEntries() ? 0 : path.level();
      if (path.isPartial() || path.index() >= TilePath.fullTiles(level, entries)) {
        findings.damage(file, "a tile that the log does not have");
      }
      tiles++;
      if (tiles % PROGRESS_FILES == 0) {
        progress.at("tiles", tiles);
      }
    } catch (MalformedException _) {
      findings.damage(file, "the file does not belong here");
    }
  }

  private void blob(Path file) throws IOException {
    if (isUnfinished(file)) {
      return;
    }
    try {
      var digest = Digest.ofHex(file.getFileName().toString());
      if (!layout.blob(digest).equals(file)) {
        findings.damage(file, "the file does not belong here");
      } else if (!hash(file).equals(digest)) {
        findings.damage(file, "the contents are not those of the name");
      }
      blobs++;
      if (blobs % PROGRESS_FILES == 0) {
        progress.at("blobs", blobs);
      }
    } catch (MalformedException _) {
      findings.damage(file, "the file does not belong here");
    }
  }

  private Digest hash(Path file) throws IOException {
    var hash = FolderBlobs.sha256();
    try (var bytes = Files.newInputStream(file)) {
      var chunk = new byte[1 << 20];
      for (var count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
        hash.update(chunk, 0, count);
      }
    }
    return Digest.of(hash.digest());
  }

  private void strays() throws IOException {
    var known = new HashSet<Path>();
    known.addAll(List.of(layout.lock(), layout.holder(), layout.log(), layout.checkpoint()));
    known.addAll(List.of(layout.tiles(), layout.blobs(), layout.state(), layout.cosigned()));
    known.add(layout.restoring());
    known.add(layout.backup());
    known.add(layout.folder().resolve("state.db-wal"));
    known.add(layout.folder().resolve("state.db-shm"));
    for (var file : disk.list(layout.folder())) {
      if (!known.contains(file) && !isUnfinished(file)) {
        findings.damage(file, "the file does not belong here");
      }
    }
  }

  private boolean isUnfinished(Path file) {
    var is = file.getFileName().toString().endsWith(Layout.UNFINISHED);
    if (is) {
      findings.unfinished(file, "a file that was not finished");
    }
    return is;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
  }
}
