package twoseal.cli.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Something that runs until its time is over or a signal ends the process. Either way it is closed
 * in good order, once.
 */
public final class Lasting {
  private Lasting() {}

  /**
   * Waits, then closes.
   *
   * @param forS how long at most; without, until a signal
   */
  public static void until(Optional<Long> forS, Runnable close) throws InterruptedException {
    var ended = new CountDownLatch(1);
    // A signal ends the process only when what was asked has been answered.
    var ending =
        new Thread(
            () -> {
              close.run();
              ended.countDown();
            },
            "ending");
    Runtime.getRuntime().addShutdownHook(ending);
    var duration = forS.map(Duration::ofSeconds).orElse(Duration.ofMillis(Long.MAX_VALUE));
    if (!ended.await(duration.toMillis(), TimeUnit.MILLISECONDS) && isUnhooked(ending)) {
      close.run();
    }
  }

  /** Whether no signal came, so that the hook will not run. */
  private static boolean isUnhooked(Thread ending) {
    try {
      return Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException isEnding) {
      return false;
    }
  }
}
