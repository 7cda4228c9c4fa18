package twoseal.cli.console;

import java.util.concurrent.Callable;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;

/**
 * A command. It gives its exit code back ({@link Exit}), throws {@link Complaint} for what its user
 * can mend, and lets exceptions of files and the program pass: the frame has words for them.
 */
public abstract class Task implements Callable<Integer> {
  private final Console console;

  protected Task(Console console) {
    this.console = console;
  }

  protected Console console() {
    return console;
  }
}
