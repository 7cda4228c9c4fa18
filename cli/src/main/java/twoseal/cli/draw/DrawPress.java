package twoseal.cli.draw;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Range;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Header;
import twoseal.desk.Complaint;
import twoseal.draw.CaseFile;
import twoseal.draw.Drafts;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerView;

/**
 * {@code draw press}: fixes the beacon's round and everything else, by organiser and notary; in a
 * ceremony it begins the time of the reveals.
 */
@Command(name = "press")
public final class DrawPress extends Task {
  private static final long SIGNING_DEFAULT_S = 30;
  private static final long SIGNING_MAX_S = 590;

  /** Time for the signatures: the rules allow the round to be ten minutes later than delta. */
  @Option(names = "--signing-time", paramLabel = "SECONDS")
  private long signingS = SIGNING_DEFAULT_S;

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawPress(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    Range.require("--signing-time", signingS, 1, SIGNING_MAX_S);
    return signatures.completeReading(console(), signatures.keys(console()), 2, this::text);
  }

  private String text(LedgerView ledger, Header header) {
    var seal =
        draw.look(ledger, CaseFile::seal)
            .orElseThrow(() -> Complaint.refused("complaint.draw.no-seal", draw.number()));
    if (seal.chain().isPresent()) {
      draw.look(ledger, CaseFile::silent)
          .forEach(who -> console().hint("say.draw.press-silent", who));
    }
    var notBeforeS = Math.ceilDiv(Clock.system().nowMs(), 1_000) + seal.deltaS() + signingS;
    return draw.look(ledger, file -> new Drafts(file, ledger.blobs()).press(notBeforeS))
        .text(header);
  }
}
