package twoseal.server.ops;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import twoseal.server.http.Call;
import twoseal.server.http.Observer;
import twoseal.server.http.Reply;

/**
 * What the service counts, in Prometheus' text form (version 0.0.4): requests by route and status
 * with their latencies, and gauges that are read when somebody asks.
 */
public final class Meters implements Observer {
  /** Upper bounds of the latency buckets, in microseconds. */
  private static final long[] BOUNDS_US = {
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000
  };

  private static final double US_PER_S = 1_000_000;

  private final Map<String, Latencies> routes = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();

  private static final class Latencies {
    private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_US.length + 1);
    private final LongAdder sumUs = new LongAdder();
  }

  @Override
  public void answered(String route, int status, long tookNs) {
    var tookUs = tookNs / 1_000;
    var latencies = routes.computeIfAbsent(route, _ -> new Latencies());
    var bucket = 0;
    while (bucket < BOUNDS_US.length && tookUs > BOUNDS_US[bucket]) {
      bucket++;
    }
    latencies.buckets.incrementAndGet(bucket);
    latencies.sumUs.add(tookUs);
    answers
        .computeIfAbsent("route=\"" + route + "\",status=\"" + status + "\"", _ -> new LongAdder())
        .increment();
  }

  /**
   * A number that is read when somebody asks.
   *
   * @param name with its unit, such as {@code twoseal_disk_free_bytes}
   */
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /** Answers {@code /metrics}. */
  public Reply metrics(Call call) {
    return Reply.text("text/plain; version=0.0.4", text());
  }

  /** All of it. */
  String text() {
    var text = new StringBuilder();
    text.append("# TYPE twoseal_http_requests_total counter\n");
    answers.forEach(
        (labels, count) -> line(text, "twoseal_http_requests_total", labels, count.sum()));
    text.append("# TYPE twoseal_http_request_seconds histogram\n");
    routes.forEach((route, latencies) -> histogram(text, route, latencies));
    var now = new TreeMap<>(gauges);
    var memory = ManagementFactory.getMemoryMXBean();
    now.put("twoseal_heap_used_bytes", () -> memory.getHeapMemoryUsage().getUsed());
    now.put("twoseal_nonheap_used_bytes", () -> memory.getNonHeapMemoryUsage().getUsed());
    now.put(
        "twoseal_uptime_seconds", () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
    now.forEach((name, value) -> {
      text.append("# TYPE ").append(name).append(" gauge\n");
      text.append(name).append(' ').append(value.getAsLong()).append('\n');
    });
    return text.toString();
  }

  private static void histogram(StringBuilder text, String route, Latencies latencies) {
    var name = "twoseal_http_request_seconds";
    var label = "route=\"" + route + "\"";
    var sum = 0L;
    for (var i = 0; i < BOUNDS_US.length; i++) {
      sum += latencies.buckets.get(i);
      line(text, name + "_bucket", label + ",le=\"" + BOUNDS_US[i] / US_PER_S + "\"", sum);
    }
    sum += latencies.buckets.get(BOUNDS_US.length);
    line(text, name + "_bucket", label + ",le=\"+Inf\"", sum);
    text.append(name).append("_sum{").append(label).append("} ");
    text.append(latencies.sumUs.sum() / US_PER_S).append('\n');
    line(text, name + "_count", label, sum);
  }

  private static void line(StringBuilder text, String name, String labels, long value) {
    text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }
}
