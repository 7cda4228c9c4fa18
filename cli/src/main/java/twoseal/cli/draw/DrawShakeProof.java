package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.cli.ledger.LedgerFolder;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.desk.NewFile;
import twoseal.draw.CaseFile;
import twoseal.draw.ShakeBatch;
import twoseal.draw.ShakeProof;
import twoseal.draw.Shakes;
import twoseal.ledger.LedgerView;

/** {@code draw shake-proof}: the proof that one shake is in the seed. */
@Command(name = "shake-proof")
public final class DrawShakeProof extends Task {
  @Option(names = "--shake", required = true, paramLabel = "HEX")
  private String shake = "";

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out = Path.of("");

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private LedgerFolder ledger = new LedgerFolder();
  @Mixin private Json json = new Json();

  public DrawShakeProof(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    try (var reader = ledger.read()) {
      if (draw.look(reader, CaseFile::closed).isEmpty()) {
        throw Complaint.refused("complaint.draw.not-closed", draw.number());
      }
      var proof = proof(reader, draw.look(reader, CaseFile::shakes));
      NewFile.write(out, Bytes.utf8(proof.text()), NewFile.Access.ANYONE);
      if (json.asked()) {
        console()
            .json(fields ->
                fields
                    .text("shake", proof.shake().hex())
                    .number("batch", proof.batch())
                    .number("index", proof.index())
                    .text("root", proof.root().hex())
                    .text("file", out.toString()));
      } else {
        console().say("say.draw.shake-proof", proof.batch(), proof.index() + 1, out);
      }
    }
    return Exit.OK;
  }

  private ShakeProof proof(LedgerView view, List<ShakeBatch> batches) {
    var wanted = wanted();
    for (var batch : batches) {
      var shakes = Shakes.read(view.blobs().read(batch.fileHash()));
      var index = shakes.shakes().indexOf(wanted);
      if (index >= 0) {
        var origin = Checkpoint.parse(view.checkpoint().text()).origin();
        return ShakeProof.of(origin, batches, (int) batch.batch(), shakes, index);
      }
    }
    throw Complaint.refused("complaint.draw.no-shake", draw.number());
  }

  private Digest wanted() {
    try {
      return Digest.ofHex(shake);
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.draw.shake", malformed.expected()).because(malformed);
    }
  }
}
