package twoseal.core;

/**
 * How every command begins ([NOTE-5]).
 *
 * @param id 32 hexadecimal digits chosen at random by who writes the command; a retry keeps it
 * @param ledger the origin of the ledger it is meant for
 */
public record Header(String id, String ledger) {
  private static final int ID_BYTES = 16;

  public Header {
    Bytes.parseHex(id, ID_BYTES);
    Fields.requireValue(ledger);
  }

  /** Reads the two fields. */
  public static Header read(Fields.Reader in) {
    return new Header(Bytes.hex(in.hex("id", ID_BYTES)), in.text("ledger"));
  }

  /** Begins a command of this kind, version 1, with the two fields. */
  public Fields.Writer begin(String kind) {
    return new Fields.Writer(kind, 1).line("id", id).line("ledger", ledger);
  }
}
