package twoseal.cli.session;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.keys.Passphrases;
import twoseal.desk.Exit;
import twoseal.desk.keys.KeyFile;
import twoseal.desk.service.ProgramSession;

/** {@code session}: signs a program in to the live service and prints its bearer token. */
@Command(name = "session")
public final class SessionBegin extends Task {
  @Parameters(paramLabel = "URL")
  private URI service;

  @Option(names = "--key", required = true, paramLabel = "FILE")
  private Path keyFile;

  @Option(names = "--ledger", paramLabel = "ORIGIN")
  private Optional<String> ledger;

  @Mixin private Passphrases passphrases;
  @Mixin private Json json;

  public SessionBegin(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var key = KeyFile.open(keyFile, passphrases.existing(console(), keyFile)).signer();
    var session = ProgramSession.begin(service, key, ledger, console().texts().language());
    var until = Instant.ofEpochMilli(session.expiresMs());
    if (json.asked()) {
      console()
          .json(out ->
              out.text("token", session.token())
                  .text("person", session.person())
                  .text("ledger", session.ledger())
                  .text("expires", until.toString()));
    } else {
      console().line(session.token());
      console().hint("say.session", session.person(), session.ledger(), until);
    }
    return Exit.OK;
  }
}
