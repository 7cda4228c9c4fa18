package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose locale has no Chinese, in a folder whose name is. */
class LocaleTest {
  /** The name is made by the shell: this test's own locale may not hold it either. */
  private static final String IN_A_CHINESE_FOLDER =
      "cd \"$1\"; name=$(printf '\\345\\267\\245\\344\\275\\234'); mkdir -p \"$name\"; cd"
          + " \"$name\"; shift; LC_ALL=$1; export LC_ALL; shift; exec \"$@\"";

  @TempDir Path folder;

  @Test
  void aFolderWhoseNameIsLostIsToldAsThatAndHelpIsGiven() throws Exception {
    var run = run("C", "draw", "list", "--data", "ledger");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.output()).contains("export LC_ALL=C.UTF-8").doesNotContain("ledger new");
    assertThat(run("C", "draw", "list", "--help").exit()).isZero();
    assertThat(run("C.UTF-8", "draw", "list", "--data", "ledger").output()).contains("ledger new");
  }

  private TheProgram.Run run(String locale, String... args) throws Exception {
    var command = new ArrayList<>(List.of("sh", "-c", IN_A_CHINESE_FOLDER, "sh"));
    command.addAll(List.of(folder.toString(), locale));
    command.addAll(TheProgram.command());
    command.addAll(List.of(args));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new TheProgram.Run(process.waitFor(), output);
  }
}
