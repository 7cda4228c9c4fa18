package twoseal.server.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import twoseal.ledger.Clock;
import twoseal.server.http.Call;
import twoseal.server.http.Reply;
import twoseal.server.view.Chronicle;
import twoseal.server.view.Witnesses;
import twoseal.server.words.Sentences;
import twoseal.server.words.Words;

/**
 * What needs somebody's attention now. Looked at when somebody asks, and remembered since when it
 * is so.
 */
public final class Alarms {
  /** A ledger whose last entry is later than the clock by more than this has a clock set back. */
  private static final long CLOCK_BEHIND_MAX_MS = 2_000;

  /** So long after an entry every witness has cosigned it. */
  private static final long WITNESS_LAG_MAX_MS = 60_000;

  private static final long CERTIFICATE_DAYS = 14;

  /** Somebody makes one a day; two hours are for a day that is late. */
  private static final long BACKUP_HOURS_MAX = 26;

  private static final long MS_PER_HOUR = 3_600_000;

  private final Path data;
  private final Watched watched;
  private final Clock clock;
  private final Limits limits;
  private final Sentences sentences = new Sentences();
  private final Map<String, Long> since = new ConcurrentHashMap<>();

  /**
   * What is too little.
   *
   * @param certificateUntil when the certificate ends, where there is one
   */
  public record Limits(long diskFreeMinBytes, Optional<Instant> certificateUntil) {}

  /** What is looked at besides the disk and the clock. */
  public record Watched(
      Chronicle chronicle,
      Witnesses witnesses,
      Supplier<List<LateNumber>> lateNumbers,
      Optional<Backups> backups) {}

  /** A draw whose number has not come, and when it was due. */
  public record LateNumber(String draw, long dueMs) {}

  /**
   * Something that needs attention.
   *
   * @param kind as the contract lists them
   * @param about which of several, such as a witness's name
   */
  public record Alarm(String kind, long sinceMs, Optional<String> about, Words what, Words next) {}

  private record Items(List<Alarm> items) {}

  /** Alarms of a service. */
  public Alarms(Path data, Watched watched, Clock clock, Limits limits) {
    this.data = data;
    this.watched = watched;
    this.clock = clock;
    this.limits = limits;
  }

  /** Answers {@code GET /alarms}. */
  public Reply alarms(Call call) {
    return Reply.json(new Items(now()));
  }

  /** All that there are now. */
  public List<Alarm> now() {
    var now = new ArrayList<Alarm>();
    look(now, "disk", "", diskFreeBytes() < limits.diskFreeMinBytes(), diskFreeBytes() >> 20);
    var behindMs = watched.chronicle().lastMs() - clock.nowMs();
    look(now, "clock", "", behindMs > CLOCK_BEHIND_MAX_MS, behindMs / 1_000);
    lookAtWitnesses(now);
    if (limits.certificateUntil().isPresent()) {
      var left = limits.certificateUntil().get().toEpochMilli() - clock.nowMs();
      var days = left / 86_400_000;
      look(now, "certificate", "", days < CERTIFICATE_DAYS, days);
    }
    for (var late : watched.lateNumbers().get()) {
      var lateS = (clock.nowMs() - late.dueMs()) / 1_000;
      now.add(alarm("beacon", late.dueMs(), late.draw(), "alarm.beacon", lateS));
    }
    watched.backups().ifPresent(backups -> lookAtBackups(now, backups));
    return List.copyOf(now);
  }

  private void lookAtWitnesses(List<Alarm> now) {
    var size = watched.chronicle().size();
    var isPast = clock.nowMs() - watched.chronicle().lastMs() > WITNESS_LAG_MAX_MS;
    for (var witness : watched.witnesses().all()) {
      var lags = witness.size() < size && isPast;
      look(now, "witness", witness.person(), lags, size - witness.size());
    }
  }

  private void lookAtBackups(List<Alarm> now, Backups backups) {
    var newest = backups.newest();
    if (newest.isEmpty()) {
      var sinceMs = since.computeIfAbsent("backup none", _ -> clock.nowMs());
      now.add(alarm("backup", sinceMs, "", "alarm.backup.none", 0));
      return;
    }
    var hours = (clock.nowMs() - newest.get().toEpochMilli()) / MS_PER_HOUR;
    look(now, "backup", "", hours >= BACKUP_HOURS_MAX, hours);
  }

  /** Free space where the data are. */
  public long diskFreeBytes() {
    try {
      return Files.getFileStore(data).getUsableSpace();
    } catch (IOException unreadable) {
      return 0;
    }
  }

  private void look(List<Alarm> now, String kind, String about, boolean isSo, long figure) {
    var key = kind + " " + about;
    if (!isSo) {
      since.remove(key);
      return;
    }
    var sinceMs = since.computeIfAbsent(key, _ -> clock.nowMs());
    now.add(alarm(kind, sinceMs, about, "alarm." + kind, figure));
  }

  private Alarm alarm(String kind, long sinceMs, String about, String sentence, long figure) {
    return new Alarm(
        kind,
        sinceMs,
        about.isEmpty() ? Optional.empty() : Optional.of(about),
        sentences.of(sentence, figure),
        sentences.of(sentence + ".next", figure));
  }
}
