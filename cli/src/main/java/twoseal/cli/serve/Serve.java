package twoseal.cli.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Lasting;
import twoseal.cli.console.OptionValue;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.ledger.Clock;
import twoseal.server.DataFolder;
import twoseal.server.FirstStart;
import twoseal.server.Server;
import twoseal.server.Settings;
import twoseal.server.http.Problem;

/** {@code serve}: the live service over a folder, which is made where there is none yet. */
@Command(name = "serve")
public final class Serve extends Task {
  private static final long SECONDS_MAX = 1_000_000_000;

  @Option(names = "--data", required = true, paramLabel = "DIR")
  private Path data;

  @Option(names = "--listen", paramLabel = "ADDRESS:PORT")
  private Optional<String> listen = Optional.empty();

  @Option(names = "--office", paramLabel = "ID")
  private Optional<String> office = Optional.empty();

  @Option(names = "--office-name", paramLabel = "NAME")
  private Optional<String> officeName = Optional.empty();

  @Option(names = "--office-name-en", paramLabel = "NAME")
  private Optional<String> officeNameEn = Optional.empty();

  @Option(names = "--origin", paramLabel = "ORIGIN")
  private Optional<String> origin = Optional.empty();

  @Option(names = "--new-password", paramLabel = "USERNAME")
  private Optional<String> newPassword = Optional.empty();

  @Option(names = "--for", paramLabel = "SECONDS")
  private Optional<Long> forS = Optional.empty();

  public Serve(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    forS.ifPresent(seconds -> Range.require("--for", seconds, 0, SECONDS_MAX));
    var settings = settings();
    var first = DataFolder.isThere(data) ? Optional.<String>empty() : firstStart(settings);
    // Said before anything can fail: it is nowhere else, and the first key is locked with it.
    first.ifPresent(password -> console().say("say.service.first", FirstStart.ADMIN, password));
    var folder = DataFolder.open(data, settings, this::variable, Clock.system());
    var service = Server.start(folder, settings, Clock.system(), List.of());
    try {
      announce(service, folder);
      Lasting.until(forS, service::close);
    } finally {
      service.close();
    }
    return Exit.OK;
  }

  private Settings settings() throws IOException {
    var settings = Settings.read(data, this::variable);
    return listen.map(at -> settings.with(Settings.Key.LISTEN, at)).orElse(settings);
  }

  private Optional<String> firstStart(Settings settings) throws IOException {
    if (office.isEmpty() || officeName.isEmpty()) {
      throw Complaint.usage("complaint.serve.no-office", data);
    }
    OptionValue.id("--office", office.get());
    OptionValue.text("--office-name", officeName.get());
    officeNameEn.ifPresent(english -> OptionValue.text("--office-name-en", english));
    var whose =
        new FirstStart.Office(
            office.get(),
            officeName.get(),
            officeNameEn,
            origin.orElse(FirstStart.Office.origin(office.get())));
    return Optional.of(FirstStart.run(data, whose, settings, this::variable, Clock.system()));
  }

  /** One-time passwords are said here once and stand nowhere else. */
  private void announce(Server service, DataFolder folder) {
    service
        .openFirstOfLedger()
        .ifPresent(opened ->
            console().say("say.service.new-password", opened.username(), opened.password()));
    newPassword.ifPresent(
        username -> console().say("say.service.new-password", username, reset(service, username)));
    if (!folder.serviceIsAdmitted()) {
      console().hint("say.service.not-admitted", folder.service().key().format());
    }
    // Comes last: who starts it from a script waits for it.
    console().say("say.service.at", service.uri());
    console().hint("say.service.running");
    console().out().flush();
  }

  private static String reset(Server service, String username) {
    try {
      return service.newPassword(username);
    } catch (Problem none) {
      throw Complaint.input("complaint.serve.no-account", username).because(none);
    }
  }

  private @Nullable String variable(@Nullable String name) {
    return name == null ? null : console().variable(name).orElse(null);
  }
}
