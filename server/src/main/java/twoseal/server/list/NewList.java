package twoseal.server.list;

import java.util.Optional;

/** A list file that is announced to come; the members are the contract's. */
public record NewList(
    String fileName,
    long bytes,
    String passphrase,
    Optional<String> encoding,
    Optional<String> sheet) {
  /** Never the passphrase. */
  @Override
  public String toString() {
    return fileName;
  }
}
