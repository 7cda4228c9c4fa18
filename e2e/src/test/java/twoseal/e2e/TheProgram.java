package twoseal.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The program in a process of its own, as a user starts it. */
public final class TheProgram {
  private static final long MINUTES_MAX = 3;
  private static final long PATIENCE_S = 90;
  private static final long POLL_MS = 20;

  private TheProgram() {}

  /** What a run printed, on both streams, and its exit code. */
  public record Run(int exit, String output) {}

  /** What starts it, to be followed by arguments. */
  public static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        "twoseal.cli.Main");
  }

  /** What starts the program as it is shipped, which has to be built before. */
  public static List<String> built() {
    var jar = Source.ROOT.resolve("cli/target/dist/twoseal.jar");
    if (!Files.exists(jar)) {
      throw new AssertionError("not built: " + jar);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        jar.toString());
  }

  /** Starts a command of the program as it is shipped; its output goes to a file. */
  public static Process startBuilt(Path output, String... args) throws IOException {
    return start(built(), output, args);
  }

  /** Starts a command; its output goes to a file. */
  public static Process start(Path output, String... args) throws IOException {
    return start(command(), output, args);
  }

  private static Process start(List<String> program, Path output, String... args)
      throws IOException {
    var command = new ArrayList<>(program);
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Runs a command to its end. */
  public static Run run(Path folder, String... args) throws IOException, InterruptedException {
    var output = Files.createTempFile(folder, "run", ".log");
    var process = start(output, args);
    if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", args) + " did not end");
    }
    return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  /** Waits until something is so of another process, which can only be looked at. */
  public static void await(BooleanSupplier isSo) {
    var endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > endNs) {
        throw new AssertionError("waited " + PATIENCE_S + " s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
    }
  }
}
