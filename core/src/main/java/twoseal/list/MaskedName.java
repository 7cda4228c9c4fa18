package twoseal.list;

import twoseal.core.Bytes;

/**
 * What may be published of a name ([LIST-2]), such as {@code 张** *1234}.
 *
 * @param text under the same restrictions as a {@link Label}
 */
public record MaskedName(String text) {
  public MaskedName {
    Label.requireName(text);
  }

  /** The UTF-8 of the name. */
  public byte[] bytes() {
    return Bytes.utf8(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
