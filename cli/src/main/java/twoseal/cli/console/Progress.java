package twoseal.cli.console;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import twoseal.desk.Texts;

/**
 * How far a long work is: how much, how fast, how long still. On a terminal one line that is
 * rewritten, elsewhere a plain line now and then. May be told of progress as often as one likes,
 * from one thread at a time. Closing it ends the line.
 */
public final class Progress implements AutoCloseable {
  static final long TERMINAL_EVERY_MS = 100;
  static final long PLAIN_EVERY_MS = 10_000;

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final String[] SCALES = {"", " k", " M", " G", " T"};

  /** What is counted. */
  public enum Unit {
    ENTRIES,
    BYTES,
    /** Seconds that pass by themselves: only what is left of them is worth saying. */
    SECONDS
  }

  private final Texts texts;
  private final String what;
  private final long total;
  private final Unit unit;
  private final boolean isTerminal;
  private final Consumer<String> out;
  private final LongSupplier nanoTime;
  private final long startedNs;
  private long shownNs;
  private boolean isShown;

  Progress(
      Texts texts,
      String what,
      long total,
      Unit unit,
      boolean isTerminal,
      Consumer<String> out,
      LongSupplier nanoTime) {
    this.texts = texts;
    this.what = what;
    this.total = total;
    this.unit = unit;
    this.isTerminal = isTerminal;
    this.out = out;
    this.nanoTime = nanoTime;
    this.startedNs = nanoTime.getAsLong();
    this.shownNs = startedNs;
  }

  /** So much is done, of the total that was named. */
  public void at(long done) {
    long now = nanoTime.getAsLong();
    long everyMs = isTerminal ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS;
    if (now - shownNs < TimeUnit.MILLISECONDS.toNanos(everyMs)) {
      return;
    }
    shownNs = now;
    isShown = true;
    var line = line(done, now - startedNs);
    out.accept(isTerminal ? ERASE_LINE + line : line + System.lineSeparator());
  }

  @Override
  public void close() {
    if (isTerminal && isShown) {
      out.accept(ERASE_LINE);
    }
  }

  private String line(long done, long elapsedNs) {
    if (unit == Unit.SECONDS) {
      return texts.text("say.progress.seconds", what, clock(Math.max(0, total - done)));
    }
    long perSecond = (long) (done * 1e9 / Math.max(elapsedNs, 1));
    if (total <= 0 || done > total) {
      return texts.text("say.progress.open", what, scaled(done), scaled(perSecond));
    }
    long leftS = perSecond == 0 ? 0 : (total - done) / perSecond;
    var percent = Math.multiplyHigh(done, 100) == 0 ? 100 * done / total : done / (total / 100);
    return texts.text(
        "say.progress",
        what,
        percent,
        scaled(done),
        scaled(total),
        scaled(perSecond),
        clock(leftS));
  }

  private String scaled(long value) {
    int scale = 0;
    double shown = value;
    while (shown >= 1000 && scale < SCALES.length - 1) {
      shown /= 1000;
      scale++;
    }
    var number = String.format(Locale.ROOT, scale == 0 ? "%.0f" : "%.1f", shown);
    return unit == Unit.BYTES
        ? number + (scale == 0 ? " " : SCALES[scale]) + "B"
        : number + SCALES[scale];
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
