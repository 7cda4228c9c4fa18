package twoseal.core;

/** Files that are too large for an entry, found by the SHA-256 that an entry names. */
public interface Blobs {
  /** No files at all, for commands that name none. */
  Blobs NONE =
      new Blobs() {
        @Override
        public boolean has(Digest sha256) {
          return false;
        }

        @Override
        public byte[] read(Digest sha256) {
          throw new IllegalStateException("no file " + sha256);
        }
      };

  /** Whether the bytes are here. */
  boolean has(Digest sha256);

  /**
   * The bytes, whose SHA-256 is the one asked for.
   *
   * @throws IllegalStateException unless {@link #has}, or when the stored bytes no longer match
   */
  byte[] read(Digest sha256);
}
