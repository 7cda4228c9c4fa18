package twoseal.desk.note;

import java.security.SecureRandom;
import twoseal.core.Bytes;
import twoseal.core.Header;

/** The first fields of a command that nobody has written before ([NOTE-5]). */
public final class FreshHeader {
  private static final int ID_BYTES = 16;

  private FreshHeader() {}

  /**
   * The first fields of a fresh command, with a random id.
   *
   * @param origin of the ledger it is for, which need not be there yet
   */
  public static Header of(String origin) {
    var id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    return new Header(Bytes.hex(id), origin);
  }
}
