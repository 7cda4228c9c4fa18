package twoseal.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a list comes from and how to read it.
 *
 * @param input opens the bytes, once
 * @param encoding of a CSV; guessed where empty
 * @param delimiter of a CSV: comma, tab or semicolon; guessed from the first line where empty
 * @param sheet of an XLSX; the first where empty
 * @param header whether the first record names the columns; where not, their names are 1, 2, ...
 */
public record ListSource(
    Input input,
    Optional<Encoding> encoding,
    Optional<Character> delimiter,
    Optional<String> sheet,
    boolean header) {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Opens a stream of bytes. */
  @FunctionalInterface
  public interface Input {
    InputStream open() throws IOException;
  }

  /** How a CSV's text is encoded. */
  public enum Encoding {
    UTF_8,
    GB18030
  }

  public ListSource {
    if (delimiter.isPresent() && ",\t;".indexOf(delimiter.get()) < 0) {
      throw new IllegalArgumentException("delimiter: comma, tab or semicolon");
    }
  }

  /** A CSV or XLSX file. */
  public static ListSource ofFile(Path file) {
    return of(() -> Files.newInputStream(file));
  }

  /** A CSV or XLSX from a pipe; read once, closed at the end. */
  public static ListSource ofStream(InputStream stream) {
    return of(() -> stream);
  }

  public ListSource withEncoding(Encoding known) {
    return new ListSource(input, Optional.of(known), delimiter, sheet, header);
  }

  public ListSource withDelimiter(char known) {
    return new ListSource(input, encoding, Optional.of(known), sheet, header);
  }

  public ListSource withSheet(String name) {
    return new ListSource(input, encoding, delimiter, Optional.of(name), header);
  }

  public ListSource withoutHeader() {
    return new ListSource(input, encoding, delimiter, sheet, false);
  }

  /** The bytes of a CSV, or those an XLSX is turned into. */
  InputStream open(Path scratch, IntakeLimits limits, ErrorLog errors) throws IOException {
    var stream = input.open();
    var peeked = new BufferedInputStream(stream, BUFFER_BYTES);
    peeked.mark(4);
    var start = peeked.readNBytes(4);
    peeked.reset();
    if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
      return XlsxText.open(peeked, sheet, scratch, limits, errors);
    }
    return peeked;
  }

  private static ListSource of(Input input) {
    return new ListSource(input, Optional.empty(), Optional.empty(), Optional.empty(), true);
  }
}
