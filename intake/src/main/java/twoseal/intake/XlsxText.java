package twoseal.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * An XLSX as the CSV it would be: every row of the sheet is one line, so that line numbers are row
 * numbers. Cells that cannot be taken become a control character and a letter, which {@link #mark}
 * turns into the reason when the line is checked.
 */
final class XlsxText extends InputStream {
  private static final char MARK = '\u0001';
  private static final char FORMULA = 'F';
  private static final char LONG_NUMBER = 'N';
  private static final char BROKEN = 'E';
  private static final char LINE_BREAK = '\u0002';

  /** Digits a spreadsheet keeps of a number. */
  private static final int NUMBER_DIGITS_MAX = 15;

  private static final int BUFFER_BYTES = 1 << 16;

  private final ReadableWorkbook workbook;
  private final Iterator<Row> rows;
  private final ErrorLog errors;
  private byte[] line = {};
  private int at;
  private int nextRow = 1;
  private Optional<Row> held = Optional.empty();
  private int width;

  private XlsxText(ReadableWorkbook workbook, Sheet sheet, ErrorLog errors) throws IOException {
    this.workbook = workbook;
    this.errors = errors;
    rows = sheet.openStream().iterator();
  }

  /** Copies to the scratch folder, inflates once against the limits, then opens. */
  static InputStream open(
      InputStream in, Optional<String> sheet, Path scratch, IntakeLimits limits, ErrorLog errors)
      throws IOException {
    var copy = scratch.resolve("list.xlsx");
    Files.copy(in, copy);
    in.close();
    inflate(copy, limits, errors);
    return ofTheLibrary(
        errors,
        LineError.ofFile(IntakeReason.XLSX_BROKEN, ""),
        () -> {
          var workbook = new ReadableWorkbook(copy.toFile(), new ReadingOptions(true, false));
          try {
            return open(workbook, sheet, errors);
          } catch (Exception unusable) {
            workbook.close();
            throw unusable;
          }
        });
  }

  private static InputStream open(
      ReadableWorkbook workbook, Optional<String> sheet, ErrorLog errors) throws IOException {
    var chosen =
        sheet.isPresent() ? workbook.findSheet(sheet.get()) : Optional.of(workbook.getFirstSheet());
    if (chosen.isEmpty()) {
      throw errors.stop(LineError.ofFile(IntakeReason.XLSX_SHEET, sheet.orElse("")));
    }
    return new XlsxText(workbook, chosen.get(), errors);
  }

  /** What stands behind a marked cell; nothing for other text. */
  static Optional<IntakeReason> mark(byte[] text, int from, int to) {
    if (to - from != 2 || text[from] != MARK) {
      return Optional.empty();
    }
    return switch (text[from + 1]) {
      case FORMULA -> Optional.of(IntakeReason.FORMULA_CELL);
      case LONG_NUMBER -> Optional.of(IntakeReason.NUMBER_CELL_TOO_LONG);
      case BROKEN -> Optional.of(IntakeReason.UNREADABLE_CELL);
      default -> Optional.empty();
    };
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] out, int from, int length) throws IOException {
    if (at == line.length && !nextLine()) {
      return -1;
    }
    var count = Math.min(length, line.length - at);
    System.arraycopy(line, at, out, from, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    workbook.close();
  }

  private boolean nextLine() throws IOException {
    var broken = LineError.ofLine(nextRow, IntakeReason.XLSX_BROKEN, "");
    var next = ofTheLibrary(errors, broken, this::nextText);
    if (next.isEmpty()) {
      return false;
    }
    line = next.get();
    nextRow++;
    at = 0;
    return true;
  }

  /** The next row's line; nothing at the end. */
  private Optional<byte[]> nextText() throws IOException {
    if (held.isEmpty()) {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      held = Optional.of(rows.next());
    }
    var row = held.get();
    if (row.getRowNum() > nextRow) {
      return Optional.of(new byte[] {'\n'});
    }
    if (row.getRowNum() < nextRow) {
      throw errors.stop(LineError.ofLine(nextRow, IntakeReason.XLSX_BROKEN, "rows out of order"));
    }
    held = Optional.empty();
    return Optional.of(text(row).getBytes(StandardCharsets.UTF_8));
  }

  /** A step of the library, which throws what it likes, declared or not, at what is no workbook. */
  private static <T> T ofTheLibrary(ErrorLog errors, LineError broken, Callable<T> step)
      throws IOException {
    try {
      return step.call();
    } catch (IntakeStop | FileSystemException notOfTheFile) {
      throw notOfTheFile;
    } catch (Exception thrown) {
      throw errors.stop(broken);
    }
  }

  /** Cells missing at the end of a row are empty ones, as wide as the first row. */
  private String text(Row row) {
    var last = row.getCellCount();
    while (last > width && row.getOptionalCell(last - 1).map(XlsxText::empty).orElse(true)) {
      last--;
    }
    if (width == 0) {
      width = last;
    }
    var text = new StringBuilder();
    var filled = false;
    for (var i = 0; i < Math.max(width, last); i++) {
      var value = row.getOptionalCell(i).map(XlsxText::text).orElse("");
      filled |= !value.isBlank();
      text.append(i == 0 ? "" : ",").append('"').append(value.replace("\"", "\"\"")).append('"');
    }
    // A row of empty cells is what a spreadsheet leaves behind of a cleared one.
    return filled ? text.append('\n').toString() : "\n";
  }

  private static boolean empty(Cell cell) {
    return cell.getType() == CellType.EMPTY;
  }

  private static String text(Cell cell) {
    return switch (cell.getType()) {
      case STRING -> cell.asString().replace('\n', LINE_BREAK).replace('\r', LINE_BREAK);
      case NUMBER -> DateCell.isDate(cell) ? date(cell) : number(cell);
      case BOOLEAN -> cell.asBoolean() ? "TRUE" : "FALSE";
      case FORMULA -> "" + MARK + FORMULA;
      case ERROR -> "" + MARK + BROKEN;
      case EMPTY -> "";
    };
  }

  private static String date(Cell cell) {
    return DateCell.text(cell).orElse("" + MARK + BROKEN);
  }

  private static String number(Cell cell) {
    var number = cell.asNumber().stripTrailingZeros();
    return number.precision() > NUMBER_DIGITS_MAX
            || number.precision() - number.scale() > NUMBER_DIGITS_MAX
            || number.scale() > NUMBER_DIGITS_MAX
        ? "" + MARK + LONG_NUMBER
        : number.toPlainString();
  }

  /** Counts every inflated byte before the workbook reader sees any: sizes in headers may lie. */
  private static void inflate(Path file, IntakeLimits limits, ErrorLog errors) throws IOException {
    ofTheLibrary(
        errors,
        LineError.ofFile(IntakeReason.XLSX_BROKEN, ""),
        () -> {
          count(file, limits, errors);
          return file;
        });
  }

  private static void count(Path file, IntakeLimits limits, ErrorLog errors) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.archiveFilesMax()) {
        throw errors.stop(LineError.ofFile(IntakeReason.XLSX_LIMIT, zip.size() + " files"));
      }
      var total = 0L;
      var buffer = new byte[BUFFER_BYTES];
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        try (var in = zip.getInputStream(entry)) {
          var size = 0L;
          for (var read = in.read(buffer); read > 0; read = in.read(buffer)) {
            size += read;
            total += read;
            if (total > limits.archiveBytesMax() || overRatio(entry, size, limits)) {
              throw errors.stop(LineError.ofFile(IntakeReason.XLSX_LIMIT, ""));
            }
          }
        }
        try (var in = zip.getInputStream(entry)) {
          if (!XlsxForm.isWithinLimits(in)) {
            throw errors.stop(LineError.ofFile(IntakeReason.XLSX_LIMIT, entry.getName()));
          }
        }
      }
    }
  }

  /** Small files may shrink as they like. */
  private static boolean overRatio(ZipEntry entry, long size, IntakeLimits limits) {
    return size > 1 << 20 && size / limits.archiveRatioMax() > entry.getCompressedSize();
  }
}
