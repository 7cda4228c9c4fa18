package twoseal.witness;

import java.net.URI;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;

/**
 * A log as a witness knows it, from elsewhere than the log.
 *
 * @param origin first line of its checkpoints
 * @param replays whether every entry is replayed ([WIT-1])
 * @param url where it can be read; a log that is only followed need not be readable
 */
public record WatchedLog(String origin, NoteKey key, boolean replays, Optional<URI> url) {
  /**
   * @throws MalformedException on a key of another type, or a log to replay that cannot be read or
   *     whose key has another name than its origin ([LOG-5])
   */
  public WatchedLog {
    if (key.type() != NoteKey.Type.ED25519) {
      throw new MalformedException("a log's key of type 0x01");
    }
    if (replays && (url.isEmpty() || !key.name().equals(origin))) {
      throw new MalformedException("an address and a key named as the origin");
    }
  }

  /** What it is called where names must be short and plain: SHA-256 of the origin, hex. */
  public String hash() {
    return Digest.sha256(Bytes.utf8(origin)).hex();
  }
}
