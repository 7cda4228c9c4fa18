package twoseal.intake;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through a part of a workbook before the workbook reader does, which makes room for every
 * cell up to the farthest named and holds a cell's whole text: no cell may lie outside a sheet, or
 * be longer than one can be (ECMA-376, and what Excel states as its limits).
 */
final class XlsxForm {
  private static final int ROWS_MAX = 1 << 20;
  private static final int COLUMNS_MAX = 1 << 14;
  private static final int DEPTH_MAX = 64;

  /** Twice what a cell of Excel holds. */
  private static final int TEXT_CHARACTERS_MAX = 1 << 16;

  private static final int LETTERS = 26;

  private XlsxForm() {}

  /**
   * Whether a part stays within the limits, as far as it is XML: from where it is not, the workbook
   * reader gets no further either.
   *
   * @throws IOException if the bytes cannot be read
   */
  static boolean isWithinLimits(InputStream part) throws IOException {
    var factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return isWithinLimits(factory.createXMLStreamReader(part));
    } catch (XMLStreamException noXml) {
      if (noXml.getNestedException() instanceof IOException unreadable) {
        throw unreadable;
      }
      return true;
    }
  }

  private static boolean isWithinLimits(XMLStreamReader xml) throws XMLStreamException {
    var depth = 0;
    var text = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          text = 0;
          if (++depth > DEPTH_MAX || !isWithinSheet(xml)) {
            return false;
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          text = 0;
          depth--;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          text += xml.getTextLength();
          if (text > TEXT_CHARACTERS_MAX) {
            return false;
          }
        }
        default -> {}
      }
    }
    return true;
  }

  private static boolean isWithinSheet(XMLStreamReader xml) {
    var place = xml.getAttributeValue(null, "r");
    if (place == null) {
      return true;
    }
    return switch (xml.getLocalName()) {
      case "c" -> column(place) <= COLUMNS_MAX;
      case "row" -> row(place) <= ROWS_MAX;
      default -> true;
    };
  }

  /** The number of the column that a cell's place names, such as 28 for {@code AB7}. */
  private static int column(String place) {
    var column = 0;
    for (var i = 0; i < place.length() && column <= COLUMNS_MAX; i++) {
      var letter = Character.toUpperCase(place.charAt(i));
      if (letter >= 'A' && letter <= 'Z') {
        column = LETTERS * column + letter - 'A' + 1;
      }
    }
    return column;
  }

  /** The number of a row; one above the limit for what is none. */
  private static int row(String place) {
    try {
      var row = Integer.parseInt(place);
      return row < 1 ? ROWS_MAX + 1 : row;
    } catch (NumberFormatException none) {
      return ROWS_MAX + 1;
    }
  }
}
