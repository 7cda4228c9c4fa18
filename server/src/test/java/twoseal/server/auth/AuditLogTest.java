package twoseal.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that stay, in order, over restarts, crashes and rotation. */
class AuditLogTest {
  @TempDir Path folder;
  private final SetClock clock = new SetClock();

  private static List<Long> numbers(List<AuditLog.Line> lines) {
    return lines.stream().map(AuditLog.Line::number).toList();
  }

  private static void write(AuditLog log, int count) {
    for (var i = 0; i < count; i++) {
      log.record("ann", "list.confirmed", "D-1", "张三 \"quoted\"\nline", "192.0.2.1");
    }
  }

  @Test
  void linesAreNumberedThroughRotationAndRestarts() throws Exception {
    var written = 0;
    for (var start = 0; start < 5; start++) {
      try (var log = new AuditLog(folder, clock, 600)) {
        assertThat(log.next()).isEqualTo(written);
        write(log, 7);
        written += 7;
      }
    }
    try (var log = new AuditLog(folder, clock, 600)) {
      var found = new ArrayList<Long>();
      var before = Long.MAX_VALUE;
      while (before > 0) {
        var page = numbers(log.before(before, 4));
        found.addAll(page);
        before = page.getLast();
      }
      assertThat(found.reversed()).isEqualTo(LongStream.range(0, written).boxed().toList());
      assertThat(log.before(0, 10)).isEmpty();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.count()).isGreaterThan(5);
    }
  }

  @Test
  void halfALineThatACrashLeftIsCut() throws Exception {
    try (var log = new AuditLog(folder, clock)) {
      write(log, 2);
    }
    var file = folder.resolve(AuditLog.FILE);
    Files.writeString(file, "{\"number\":2,\"timeMs\":17", StandardOpenOption.APPEND);
    try (var log = new AuditLog(folder, clock)) {
      write(log, 1);
      assertThat(numbers(log.before(Long.MAX_VALUE, 10))).containsExactly(2L, 1L, 0L);
    }
    assertThat(Files.readString(file)).hasLineCount(3);
  }

  @Test
  void oldFilesGo() throws Exception {
    try (var log = new AuditLog(folder, clock, 1)) {
      write(log, AuditLog.FILES_MAX + 10);
      assertThat(log.before(Long.MAX_VALUE, 1_000)).hasSize(AuditLog.FILES_MAX + 1);
      assertThat(log.next()).isEqualTo(AuditLog.FILES_MAX + 10);
    }
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() throws Exception {
    try (var log = new AuditLog(folder, clock)) {
      log.record("ann", "account.reset", "bob", "𠮷".repeat(600), "");
      var line = log.before(Long.MAX_VALUE, 1).getFirst();
      assertThat(line.detail()).contains("𠮷".repeat(500));
      assertThat(line.from()).isEmpty();
    }
  }
}
