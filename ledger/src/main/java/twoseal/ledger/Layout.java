package twoseal.ledger;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import twoseal.core.Digest;
import twoseal.core.TilePath;

/** Where everything lies in a ledger's folder. */
record Layout(Path folder) {
  /** What a file is called until it is complete. */
  static final String UNFINISHED = ".unfinished";

  private static final Pattern SEGMENT = Pattern.compile("segment-([0-9]{20})\\.seg");

  Path lock() {
    return folder.resolve("lock");
  }

  Path holder() {
    return folder.resolve("lock.holder");
  }

  /** There while a folder is being made of a backup or for a successor: it is no ledger yet. */
  Path restoring() {
    return folder.resolve("restoring");
  }

  /** There in a backup: it is no ledger before it was restored ([SUC-7]). */
  Path backup() {
    return folder.resolve("backup");
  }

  Path log() {
    return folder.resolve("log");
  }

  Path segment(long firstIndex) {
    return log().resolve(String.format(Locale.ROOT, "segment-%020d.seg", firstIndex));
  }

  /** The first index of a segment file, or -1 if it is not one. */
  static long firstIndex(Path file) {
    var name = SEGMENT.matcher(file.getFileName().toString());
    try {
      return name.matches() ? Long.parseLong(name.group(1)) : -1;
    } catch (NumberFormatException beyondLong) {
      return -1;
    }
  }

  Path checkpoint() {
    return folder.resolve("checkpoint.last");
  }

  Path tiles() {
    return folder.resolve("tiles");
  }

  Path tile(TilePath path) {
    return tiles().resolve(path.text());
  }

  Path state() {
    return folder.resolve("state.db");
  }

  Path blobs() {
    return folder.resolve("blobs");
  }

  /** Checkpoints that witnesses cosigned; what is here is not the ledger's own word. */
  Path cosigned() {
    return folder.resolve("cosigned");
  }

  Path blob(Digest sha256) {
    var hex = sha256.hex();
    return blobs().resolve(hex.substring(0, 2)).resolve(hex);
  }
}
