package twoseal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another bench in a process of its own, on the same class path. */
final class Child {
  private final Process process;
  private final BufferedReader said;

  private Child(Process process) {
    this.process = process;
    this.said = process.inputReader();
  }

  static Child start(List<String> options, Class<?> main, String... args) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line it says. */
  String line() throws IOException {
    var line = said.readLine();
    if (line == null) {
      throw new IOException("the other process ended");
    }
    return line;
  }

  long pid() {
    return process.pid();
  }

  void end() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
