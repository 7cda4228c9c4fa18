package twoseal.ledger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import twoseal.core.Blobs;
import twoseal.core.Digest;

/** Remembers which file was asked for and was not there: a replay cannot tell it otherwise. */
final class AskedBlobs implements Blobs {
  private final Blobs blobs;
  private @Nullable Digest missing;

  AskedBlobs(Blobs blobs) {
    this.blobs = blobs;
  }

  @Override
  public boolean has(Digest sha256) {
    boolean has = blobs.has(sha256);
    if (!has) {
      missing = sha256;
    }
    return has;
  }

  @Override
  public byte[] read(Digest sha256) {
    if (!blobs.has(sha256)) {
      missing = sha256;
    }
    return blobs.read(sha256);
  }

  /** The last that was not there. */
  Optional<Digest> missing() {
    return Optional.ofNullable(missing);
  }
}
