package twoseal.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import twoseal.desk.Language;
import twoseal.desk.Texts;

class ProgressTest {
  private final AtomicLong nowNs = new AtomicLong();
  private final List<String> shown = new ArrayList<>();

  @Test
  void aTerminalHasOneLineThatIsRewritten() {
    try (var progress = progress(4_000_000, true, true)) {
      progress.at(0);
      after(1_000);
      progress.at(1_000_000);
      after(50);
      progress.at(1_500_000);
      after(950);
      progress.at(2_000_000);
    }
    assertThat(shown)
        .containsExactly(
            "\r\u001b[KReading: 25%, 1.0 MB of 4.0 MB, 1.0 MB/s, 0:03 left",
            "\r\u001b[KReading: 50%, 2.0 MB of 4.0 MB, 1.0 MB/s, 0:02 left", "\r\u001b[K");
  }

  @Test
  void elsewhereAPlainLineComesNowAndThen() {
    try (var progress = progress(0, false, false)) {
      after(9_999);
      progress.at(10);
      after(1);
      progress.at(20_000);
    }
    assertThat(shown).containsExactly("Reading: 20.0 k, 2.0 k/s" + System.lineSeparator());
  }

  @Test
  void shortWorkShowsNothing() {
    try (var progress = progress(10, true, true)) {
      after(99);
      progress.at(10);
    }
    assertThat(shown).isEmpty();
  }

  @Test
  void hugeNumbersStayWithinBounds() {
    try (var progress = progress(Long.MAX_VALUE, false, true)) {
      after(1_000);
      progress.at(Long.MAX_VALUE / 2);
    }
    assertThat(shown.getFirst()).contains(": 50%", "left");
  }

  @Test
  void aCountdownSaysWhatIsLeft() {
    try (var progress = progress(130, Progress.Unit.SECONDS, true)) {
      after(1_000);
      progress.at(1);
      after(127_000);
      progress.at(128);
    }
    assertThat(shown)
        .containsExactly(
            "\r\u001b[KReading: 2:09 left", "\r\u001b[KReading: 0:02 left", "\r\u001b[K");
  }

  private Progress progress(long total, boolean inBytes, boolean isTerminal) {
    return progress(total, inBytes ? Progress.Unit.BYTES : Progress.Unit.ENTRIES, isTerminal);
  }

  private Progress progress(long total, Progress.Unit unit, boolean isTerminal) {
    return new Progress(
        Texts.of(Language.EN), "Reading", total, unit, isTerminal, shown::add, nowNs::get);
  }

  private void after(long ms) {
    nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(ms));
  }
}
