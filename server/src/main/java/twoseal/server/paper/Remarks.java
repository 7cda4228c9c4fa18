package twoseal.server.paper;

import java.util.List;
import java.util.stream.Stream;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Position;
import twoseal.core.SignedNote;
import twoseal.draw.CaseNumber;
import twoseal.ledger.LedgerEntry;
import twoseal.registry.RegistryCommand;
import twoseal.server.view.Chronicle;

/** Accepted remarks about each draw. The state does not hold them; the chronicle has where. */
public final class Remarks {
  private static final String KIND = "twoseal/ledger.remark/";

  private final Chronicle chronicle;

  /** A remark, by whom and where. */
  public record Remark(
      Position position, PersonName by, RegistryCommand.Remark remark, String text) {}

  /** The remarks that a chronicle has. */
  public Remarks(Chronicle chronicle) {
    this.chronicle = chronicle;
  }

  /** Those about a draw, in order. */
  public List<Remark> about(CaseNumber draw) {
    return chronicle.entries(draw).stream()
        .map(chronicle.engine()::read)
        .flatMap(Remarks::remark)
        .toList();
  }

  private static Stream<Remark> remark(LedgerEntry entry) {
    var note = SignedNote.parse(entry.command());
    if (!note.text().startsWith(KIND)) {
      return Stream.empty();
    }
    var in = new Fields.Reader(note.text());
    Header.read(in);
    if (!(RegistryCommand.read(in) instanceof RegistryCommand.Remark remark)) {
      return Stream.empty();
    }
    var by = PersonName.parse(note.signatures().getFirst().name());
    return Stream.of(new Remark(entry.position(), by, remark, note.text()));
  }
}
