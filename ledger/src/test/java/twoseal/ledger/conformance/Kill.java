package twoseal.ledger.conformance;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a {@link Victim} and kills it while it works, as a power cut would end all machines of a
 * ledger at once. What it answered is kept by this process, as a client's memory would.
 */
record Kill(Subject subject, Path folder, long seed) {
  /** What was answered, by the command's number, at least so much unless it died before. */
  Map<Integer, Long> after(int answersMin) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx1g",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Victim.class.getName(),
                    subject.getClass().getName(),
                    folder.toString(),
                    Long.toString(seed)))
            .redirectError(new File("target/killed.err"))
            .start();
    var answered = new HashMap<Integer, Long>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var words = line.split(" ", -1);
        if (words[0].equals("answered")) {
          answered.put(Integer.parseInt(words[1]), Long.parseLong(words[2]));
        }
        if (answered.size() == answersMin) {
          // Through its handle: the process itself would also close the stream.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return answered;
  }
}
