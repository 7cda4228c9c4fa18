package twoseal.ledger;

import twoseal.core.Digest;
import twoseal.core.State;

/**
 * The state as it was after one entry, whatever is written meanwhile. For one thread, and for as
 * long as a page takes: while it is open the store cannot reuse what was written since. {@link
 * #put} and {@link #remove} throw UnsupportedOperationException.
 */
public interface StateView extends State, AutoCloseable {
  /** How many entries the state has taken. */
  long size();

  /** The digest of all that these entries wrote ([LOG-11]). */
  Digest digest();

  @Override
  void close();
}
