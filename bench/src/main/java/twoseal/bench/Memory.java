package twoseal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a process has of the machine's memory, as Linux counts it. */
final class Memory {
  private Memory() {}

  /** Resident now and at most, of this process. */
  static String told() throws IOException {
    return told("self");
  }

  /** Resident now and at most, of another process. */
  static String told(long pid) throws IOException {
    return told(Long.toString(pid));
  }

  private static String told(String process) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", process, "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
          .map(line -> line.replaceAll("\\s+", " "))
          .collect(Collectors.joining(", "));
    }
  }
}
