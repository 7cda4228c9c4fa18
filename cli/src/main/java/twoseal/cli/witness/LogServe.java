package twoseal.cli.witness;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.core.Checkpoint;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.ledger.LedgerReader;
import twoseal.witness.LogSite;
import twoseal.witness.WebServer;

/** {@code log serve}: a ledger's folder over HTTP, and where witnesses leave cosignatures. */
@Command(name = "serve")
public final class LogServe extends Task {
  @Mixin private LedgerFolder ledger = new LedgerFolder();
  @Mixin private Listening listening = new Listening();
  @Mixin private Json json = new Json();

  public LogServe(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var address = listening.address();
    try (var reader = ledger.read();
        var server = LogSite.serve(ledger.folder(), reader, address, this::cosigned)) {
      announce(server, reader);
      Thread.sleep(listening.duration().orElse(Duration.ofMillis(Long.MAX_VALUE)));
    } catch (BindException taken) {
      throw Complaint.input("complaint.port-taken", address.getPort()).because(taken);
    }
    return Exit.OK;
  }

  private void announce(WebServer server, LedgerReader reader) {
    var checkpoint = Checkpoint.parse(reader.checkpoint().text());
    if (json.asked()) {
      console()
          .json(out ->
              out.text("url", server.uri().toString())
                  .text("origin", checkpoint.origin())
                  .number("size", checkpoint.size())
                  .text("logKey", reader.logKey().format()));
    } else {
      console().say("say.serve.at", server.uri(), checkpoint.origin(), checkpoint.size());
      console().say("say.serve.key", reader.logKey().format());
      console().hint("say.serve.running");
    }
    console().out().flush();
  }

  private void cosigned(String witness, long size) {
    if (!json.asked()) {
      console().line(Instant.now() + "  " + console().text("say.serve.cosigned", witness, size));
      console().out().flush();
    }
  }
}
