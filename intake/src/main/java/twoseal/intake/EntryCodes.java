package twoseal.intake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import twoseal.core.Bytes;

/**
 * Every entry's code ([LIST-11]) as a CSV file, for the organiser to hand to each person. Who has a
 * code finds its entry, so the file is its maker's alone.
 */
public final class EntryCodes {
  /** What its columns are. */
  public static final String HEADER = "number,group,name,code";

  private static final int BUFFER_BYTES = 1 << 16;
  private static final String END = "\r\n";

  private EntryCodes() {}

  /**
   * Writes the file, a block of entries in memory at a time.
   *
   * @param list just opened, read by nobody else meanwhile
   * @param file stays open
   * @return how many entries were written: erased ones have no code
   * @throws PrivateListException if the private file was changed
   */
  public static long write(PrivateList list, OutputStream file) throws IOException {
    var out = new BufferedOutputStream(file, BUFFER_BYTES);
    out.write(Bytes.utf8(CsvText.BYTE_ORDER_MARK + HEADER + END));
    var written = new AtomicLong();
    try {
      list.forEach(entry -> {
        write(entry, out);
        written.incrementAndGet();
      });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    out.flush();
    return written.get();
  }

  private static void write(PrivateEntry entry, OutputStream out) {
    var line =
        entry.number()
            + ","
            + CsvText.quoted(entry.group().text())
            + ","
            + CsvText.quoted(entry.masked().text())
            + ","
            + entry.code()
            + END;
    try {
      out.write(Bytes.utf8(line));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
