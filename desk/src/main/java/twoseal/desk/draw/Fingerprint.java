package twoseal.desk.draw;

import java.util.Optional;
import twoseal.core.Digest;
import twoseal.draw.CaseFile;
import twoseal.draw.Seed;

/** What people compare of a seal: the first eight groups of C ([SEED-1]). */
public final class Fingerprint {
  private static final int CHARACTERS = 39;

  private Fingerprint() {}

  /** The fingerprint of C. */
  public static String of(Digest c) {
    return c.grouped().substring(0, CHARACTERS);
  }

  /** The fingerprint of an attempt's seal; empty before it is sealed. */
  public static Optional<String> of(CaseFile file) {
    return file.sealText().map(text -> of(Seed.sealDigest(text)));
  }
}
