package twoseal.intake;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Gathers errors: counts all, keeps the first of each kind, streams every one to a CSV file. */
final class ErrorLog implements AutoCloseable {
  private static final String HEADER = "line,column,column-name,reason,chinese,english,detail\n";

  private final IntakeLimits limits;
  private final Optional<Path> path;
  private final Map<IntakeReason, Long> counts = new EnumMap<>(IntakeReason.class);
  private final Map<IntakeReason, List<LineError>> first = new EnumMap<>(IntakeReason.class);
  private Optional<BufferedWriter> file = Optional.empty();
  private final AtomicLong errors = new AtomicLong();

  ErrorLog(IntakeLimits limits, Optional<Path> path) {
    this.limits = limits;
    this.path = path;
  }

  /** Errors so far; may be asked by any thread. */
  long errors() {
    return errors.get();
  }

  /**
   * Takes one error.
   *
   * @throws IntakeStop after the most errors allowed
   */
  synchronized void add(LineError error) throws IOException {
    if (errors.get() >= limits.errorsMax()) {
      write(LineError.ofLine(error.line(), IntakeReason.TOO_MANY_ERRORS, ""));
      throw new IntakeStop();
    }
    write(error);
  }

  /** Takes an error after which reading cannot go on. */
  synchronized IntakeStop stop(LineError error) throws IOException {
    write(error);
    return new IntakeStop();
  }

  synchronized IntakeReport report(long lines) {
    var kept = new ArrayList<LineError>();
    first
        .values()
        .forEach(same ->
            same.stream().sorted(Comparator.comparingLong(LineError::line)).forEach(kept::add));
    return new IntakeReport(lines, errors.get(), counts, kept);
  }

  @Override
  public synchronized void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }

  private void write(LineError error) throws IOException {
    errors.incrementAndGet();
    counts.merge(error.reason(), 1L, Long::sum);
    var same = first.computeIfAbsent(error.reason(), reason -> new ArrayList<>());
    if (same.size() < limits.errorsKept()) {
      same.add(error);
    }
    if (path.isEmpty()) {
      return;
    }
    if (file.isEmpty()) {
      file = Optional.of(Files.newBufferedWriter(path.get(), StandardCharsets.UTF_8));
      file.get().write(CsvText.BYTE_ORDER_MARK + HEADER);
    }
    file.get()
        .write(
            error.line()
                + ","
                + error.column()
                + ","
                + CsvText.quoted(error.columnName())
                + ","
                + error.reason()
                + ","
                + CsvText.quoted(error.reason().chinese())
                + ","
                + CsvText.quoted(error.reason().english())
                + ","
                + CsvText.quoted(error.detail())
                + "\n");
  }
}
