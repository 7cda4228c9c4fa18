package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.desk.Complaint;

/** What the service is told, by file and by environment. */
class SettingsTest {
  @TempDir Path data;

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverWhatHoldsUnlessTold() throws Exception {
    Files.writeString(
        data.resolve(Settings.FILE),
        "# a comment\n\nlisten = 0.0.0.0:8443\nsse-max = 5\ntls-cert = keys/cert.pem\n");
    var settings = Settings.read(data, Map.of("TWOSEAL_SSE_MAX", "7", "PATH", "x")::get);
    assertThat(settings.address(Settings.Key.LISTEN).getPort()).isEqualTo(8443);
    assertThat(settings.number(Settings.Key.SSE_MAX, 1, 10)).isEqualTo(7);
    assertThat(settings.number(Settings.Key.SESSION_HOURS, 1, 100)).isEqualTo(12);
    assertThat(settings.path(Settings.Key.TLS_CERT, data)).contains(data.resolve("keys/cert.pem"));
    assertThat(settings.text(Settings.Key.OIDC_ISSUER)).isEmpty();
    assertThat(settings.yes(Settings.Key.BEHIND_PROXY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lisen = 1.2.3.4:5", "listen", "listen = a\nlisten = b"})
  void aLineThatIsNoSettingIsRefused(String text) throws Exception {
    Files.writeString(data.resolve(Settings.FILE), text);
    assertThatThrownBy(() -> Settings.read(data, _ -> null)).isInstanceOf(Complaint.class);
  }

  @Test
  void aValueThatCannotBeIsRefusedWhenItIsUsed() throws Exception {
    var settings = Settings.read(data, _ -> null);
    for (var bad : new String[] {"0", "11", "x", "-1"}) {
      var told = settings.with(Settings.Key.SSE_MAX, bad);
      assertThatThrownBy(() -> told.number(Settings.Key.SSE_MAX, 1, 10))
          .isInstanceOf(Complaint.class);
    }
    for (var bad : new String[] {"8080", "host", "a:b:c"}) {
      var told = settings.with(Settings.Key.LISTEN, bad);
      assertThatThrownBy(() -> told.address(Settings.Key.LISTEN)).isInstanceOf(Complaint.class);
    }
    var maybe = settings.with(Settings.Key.BEHIND_PROXY, "maybe");
    assertThatThrownBy(() -> maybe.yes(Settings.Key.BEHIND_PROXY)).isInstanceOf(Complaint.class);
  }
}
