package twoseal.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.cli.Run;

/**
 * What bundles are worth is the verifier's to test; here is how the command tells it ([VER-28]).
 */
class VerifyTest {
  @TempDir Path folder;

  @Test
  void whatIsNoBundleIsTwo() throws Exception {
    var file = Files.writeString(folder.resolve("a.zip"), "hello").toString();
    assertThat(Run.of("verify", file).exit()).isEqualTo(2);
    assertThat(Run.of("verify", file, "--json").json()).containsEntry("error.code", "not-a-bundle");
    assertThat(Run.of("verify").exit()).isEqualTo(2);
    assertThat(Run.of("verify", "--entrant", file).exit()).isEqualTo(2);
    assertThat(Run.of("verify", "--shake", file).exit()).isEqualTo(2);
    assertThat(Run.of("verify", "--beacon", "no hex", zip().toString()).exit()).isEqualTo(2);
    assertThat(Run.of("verify", folder.resolve("none").toString()).exit()).isEqualTo(4);
  }

  @Test
  void aBundleThatDoesNotHoldIsOneWithTheWholeReport() throws Exception {
    var file = zip().toString();
    var run = Run.of("verify", file, "--beacon", "00 AA", "--beacon", "bb");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("VER-3", "refused");
    assertThat(Run.of("verify", "--lang", "zh", file).out()).contains("不成立");
    var json = Run.of("verify", "--json", "--require", "proved", file);
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json.json())
        .containsEntry("holds", "false")
        .containsEntry("verdict", "refused")
        .containsEntry("required", "proved")
        .containsEntry("report.checks.0.id", "VER-3")
        .containsEntry("publicList", "null");
  }

  @Test
  void anUnreadableProofOrPolicyIsSaid() throws Exception {
    var text = Files.writeString(folder.resolve("a"), "hello\n").toString();
    assertThat(Run.of("verify", "--entrant", text, "--list-root", "00".repeat(32)).exit())
        .isEqualTo(1);
    assertThat(Run.of("verify", "--shake", text, zip().toString()).exit()).isEqualTo(1);
    var root = Run.of("verify", "--entrant", text, "--list-root", "00");
    assertThat(root.exit()).isEqualTo(2);
    assertThat(root.err()).contains("--list-root is not a list root: \"00\"");
    assertThat(Run.of("verify", "--policy", text, zip().toString()).exit()).isEqualTo(4);
    assertThat(Run.of("verify", "--require", "maybe", text).exit()).isEqualTo(2);
  }

  private Path zip() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("README.txt"));
      zip.closeEntry();
    }
    return Files.write(folder.resolve("b.zip"), bytes.toByteArray());
  }
}
