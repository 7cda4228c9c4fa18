package twoseal.cli.witness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import twoseal.cli.console.Console;
import twoseal.core.Bytes;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;
import twoseal.witness.Keeper;
import twoseal.witness.Warning;

/**
 * Tells a witness's keeper: lines on the console, a file for each warning, and a program that is
 * run with the warning's kind and its file. Never a shell: nothing of a log becomes a command.
 */
final class ToldKeeper implements Keeper, AutoCloseable {
  private static final long HOOK_SECONDS_MAX = 60;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Console console;
  private final Path folder;
  private final Optional<Path> hook;
  private final boolean isQuiet;
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final ExecutorService hooks = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A keeper.
   *
   * @param folder for warnings
   * @param hook the program
   * @param isQuiet standard output is somebody else's
   */
  ToldKeeper(Console console, Path folder, Optional<Path> hook, boolean isQuiet) {
    this.console = console;
    this.isQuiet = isQuiet;
    this.folder = folder;
    this.hook = hook;
  }

  @Override
  public void warn(Warning warning) {
    var text = text(warning);
    console.err().println(Instant.now() + "  " + console.bad(text));
    try {
      var file = write(warning.kind(), text);
      hook.ifPresent(program -> hooks.execute(() -> run(program, warning.kind(), file)));
    } catch (IOException | Complaint unwritable) {
      console.hint("say.witness.warning-unwritten", unwritable);
    }
  }

  @Override
  public void cosigned(String origin, long size, long timeS) {
    troubles.remove(origin);
    say(console.text("say.witness.cosigned", origin, size));
  }

  @Override
  public void delivered(String origin, long size) {
    say(console.text("say.witness.delivered", origin, size));
  }

  /** Said once, until it changes or passes. */
  @Override
  public void trouble(String origin, String why) {
    if (!why.equals(troubles.put(origin, why))) {
      say(console.text("say.witness.trouble", origin, why));
    }
  }

  /** Waits for programs that are still running. */
  @Override
  public void close() {
    hooks.close();
  }

  private void say(String text) {
    if (isQuiet) {
      return;
    }
    console.line(Instant.now() + "  " + text);
    console.out().flush();
  }

  private String text(Warning warning) {
    var what =
        switch (warning.kind()) {
          case FORK -> console.text("say.witness.warning.fork", warning.origin());
          case RULES -> console.text("say.witness.warning.rules", warning.origin());
          case CLOCK -> console.text("say.witness.warning.clock", warning.origin());
          case ATTEMPT -> console.text("say.witness.warning.attempt", warning.origin());
          case STALL -> console.text("say.witness.warning.stall", warning.origin());
        };
    var text = new StringBuilder(what).append('\n').append(warning.what()).append('\n');
    warning
        .evidence()
        .ifPresent(file ->
            text.append(console.text("say.witness.evidence", file.toAbsolutePath())).append('\n'));
    return text.toString();
  }

  private Path write(Warning.Kind kind, String text) throws IOException {
    Files.createDirectories(folder);
    var name = NAME.format(Instant.now()) + "-" + kind.word();
    var file = folder.resolve(name + ".txt");
    for (var n = 2; Files.exists(file); n++) {
      file = folder.resolve(name + "-" + n + ".txt");
    }
    NewFile.write(file, Bytes.utf8(text), NewFile.Access.ANYONE);
    return file;
  }

  private void run(Path program, Warning.Kind kind, Path file) {
    try {
      var process =
          new ProcessBuilder(program.toString(), kind.word(), file.toAbsolutePath().toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(HOOK_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        console.hint("say.witness.hook-failed", program, HOOK_SECONDS_MAX + " s");
      } else if (process.exitValue() != 0) {
        console.hint("say.witness.hook-failed", program, "exit " + process.exitValue());
      }
    } catch (IOException failed) {
      console.hint("say.witness.hook-failed", program, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
