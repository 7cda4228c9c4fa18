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
import twoseal.ledger.Clock;
import twoseal.server.http.Call;
import twoseal.server.http.Reply;
import twoseal.server.view.Chronicle;
import twoseal.server.view.Witnesses;
import twoseal.server.words.Sentences;
import twoseal.server.words.Words;

/**
 * What needs somebody's attention now. Looked at when somebody asks, and remembered since when it
 * is so. Other parts raise alarms of their own and take them back.
 */
public final class Alarms {
  /** A ledger whose last entry is later than the clock by more than this has a clock set back. */
  private static final long CLOCK_BEHIND_MAX_MS = 2_000;

  /** So long after an entry every witness has cosigned it. */
  private static final long WITNESS_LAG_MAX_MS = 60_000;

  private static final long CERTIFICATE_DAYS = 14;

  private final Path data;
  private final Chronicle chronicle;
  private final Witnesses witnesses;
  private final Clock clock;
  private final Limits limits;
  private final Sentences sentences = new Sentences();
  private final Map<String, Long> since = new ConcurrentHashMap<>();
  private final Map<String, Alarm> raised = new ConcurrentHashMap<>();

  /**
   * What is too little.
   *
   * @param certificateUntil when the certificate ends, where there is one
   */
  public record Limits(long diskFreeMinBytes, Optional<Instant> certificateUntil) {}

  /**
   * Something that needs attention.
   *
   * @param kind as the contract lists them
   * @param about which of several, such as a witness's name
   */
  public record Alarm(String kind, long sinceMs, Optional<String> about, Words what, Words next) {}

  private record Items(List<Alarm> items) {}

  /** Alarms of a service. */
  public Alarms(Path data, Chronicle chronicle, Witnesses witnesses, Clock clock, Limits limits) {
    this.data = data;
    this.chronicle = chronicle;
    this.witnesses = witnesses;
    this.clock = clock;
    this.limits = limits;
  }

  /** Answers {@code GET /alarms}. */
  public Reply alarms(Call call) {
    return Reply.json(new Items(now()));
  }

  /** Raises an alarm of another part; the same again stays since when it was raised first. */
  public void raise(String kind, String about, Words what, Words next) {
    raised.computeIfAbsent(
        kind + " " + about, _ -> new Alarm(kind, clock.nowMs(), Optional.of(about), what, next));
  }

  /** Takes an alarm back. */
  public void settle(String kind, String about) {
    raised.remove(kind + " " + about);
  }

  /** All that there are now. */
  public List<Alarm> now() {
    var now = new ArrayList<Alarm>();
    look(now, "disk", "", diskFreeBytes() < limits.diskFreeMinBytes(), diskFreeBytes() >> 20);
    var behindMs = chronicle.lastMs() - clock.nowMs();
    look(now, "clock", "", behindMs > CLOCK_BEHIND_MAX_MS, behindMs / 1_000);
    var size = chronicle.size();
    for (var witness : witnesses.all()) {
      var lags = witness.size() < size && clock.nowMs() - chronicle.lastMs() > WITNESS_LAG_MAX_MS;
      look(now, "witness", witness.person(), lags, size - witness.size());
    }
    if (limits.certificateUntil().isPresent()) {
      var left = limits.certificateUntil().get().toEpochMilli() - clock.nowMs();
      var days = left / 86_400_000;
      look(now, "certificate", "", days < CERTIFICATE_DAYS, days);
    }
    now.addAll(raised.values());
    return List.copyOf(now);
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
    now.add(
        new Alarm(
            kind,
            since.computeIfAbsent(key, _ -> clock.nowMs()),
            about.isEmpty() ? Optional.empty() : Optional.of(about),
            sentences.of("alarm." + kind, figure),
            sentences.of("alarm." + kind + ".next", figure)));
  }
}
