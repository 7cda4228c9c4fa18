package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it is shipped, driven by the scripts under http/, as a program drives it. */
class HttpScriptsTest {
  @TempDir Path folder;

  @Test
  void aWholeRehearsalByKeysAlone() throws Exception {
    var data = folder.resolve("data");
    try (var service = Service.first(data, 0)) {
      var office = Rehearsing.of(data, service);
      office.script.run("sign-in.txt");
      office.prepare();
      office.script.run("pressing.txt");
      office.script.run("reading.txt");
      office.script.run("problems.txt");
      assertThatThrownBy(() -> office.script.run("wrong.txt"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("wrong.txt");
      assertThat(service.end()).isEqualTo(143);
      assertThat(service.said()).doesNotContain("INFO", "WARNING", "Exception");
    }
  }
}
