package twoseal.list;

import java.util.ArrayList;
import java.util.List;
import twoseal.core.ByteReader;
import twoseal.core.ByteWriter;
import twoseal.core.Fields;
import twoseal.core.MalformedException;

/**
 * An entry's private values ([LIST-2]).
 *
 * @param values in the order of the rules' columns; each is empty, or may stand in a text field
 *     ([NOTE-4]); a lone {@code -} may not, since texts write it for an empty value
 */
public record PrivateRecord(List<String> values) {
  public static final int VALUES_MAX = 256;

  /**
   * @throws MalformedException on a value that may not be one
   */
  public PrivateRecord {
    values = List.copyOf(values);
    if (values.size() > VALUES_MAX) {
      throw new MalformedException("at most " + VALUES_MAX + " values");
    }
    values.stream().filter(value -> !value.isEmpty()).forEach(Fields::requireValue);
  }

  /** lp(v_1) || ... || lp(v_c). */
  public byte[] bytes() {
    var bytes = new ByteWriter();
    values.forEach(bytes::lengthPrefixed);
    return bytes.bytes();
  }

  /** Reads {@link #bytes}. */
  public static PrivateRecord read(byte[] bytes) {
    var reader = new ByteReader(bytes);
    var values = new ArrayList<String>();
    while (reader.remaining() > 0) {
      values.add(reader.lengthPrefixedText());
    }
    return new PrivateRecord(values);
  }
}
