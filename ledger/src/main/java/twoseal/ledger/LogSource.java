package twoseal.ledger;

import java.io.IOException;

/** Somebody who shows files of a log over the network; nothing they show is trusted. */
public interface LogSource {
  /** How people call them, such as the address. */
  String name();

  /**
   * The bytes under a path, such as {@code checkpoint} or {@code tile/entries/000}.
   *
   * @throws IOException if there are none, or too many
   */
  byte[] get(String path) throws IOException;
}
