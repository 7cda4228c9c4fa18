package twoseal.desk.draw;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import twoseal.core.Checkpoint;
import twoseal.core.Header;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.State;
import twoseal.desk.Complaint;
import twoseal.desk.note.FreshHeader;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerView;
import twoseal.ledger.Receipt;
import twoseal.machine.Command;

/** Where commands are written, signed and handed to a ledger. */
public final class Desk {
  private final Engine engine;
  private final String origin;

  /** A desk before a ledger, which stays its owner's to close. */
  public Desk(Engine engine) {
    this.engine = engine;
    this.origin = Checkpoint.parse(engine.checkpoint().text()).origin();
  }

  /** The ledger. */
  public Engine engine() {
    return engine;
  }

  /** A fresh command's first fields. */
  public Header header() {
    return FreshHeader.of(origin);
  }

  /** Looks at the state as of now; it is closed when the question is answered. */
  public <T> T look(Function<State, T> question) {
    return look(engine, question);
  }

  /** Looks at the state of a ledger as of now; it is closed when the question is answered. */
  public static <T> T look(LedgerView ledger, Function<State, T> question) {
    try (var state = ledger.state()) {
      return question.apply(state);
    }
  }

  /**
   * Looks at a case as of now.
   *
   * @throws Complaint if there is no such case
   */
  public <T> T look(CaseNumber draw, Function<CaseFile, T> question) {
    return look(engine, draw, question);
  }

  /**
   * Looks at a case of a ledger as of now.
   *
   * @throws Complaint if there is no such case
   */
  public static <T> T look(LedgerView ledger, CaseNumber draw, Function<CaseFile, T> question) {
    return look(
        ledger,
        state ->
            question.apply(
                CaseFile.find(state, draw)
                    .orElseThrow(() -> Complaint.input("complaint.draw.unknown", draw))));
  }

  /**
   * Signs a text and enters it.
   *
   * @throws Complaint if the rules refuse it
   */
  public Receipt enter(String text, Signer... signers) {
    return enter(sign(text, List.of(signers)));
  }

  /**
   * Enters a signed note.
   *
   * @throws Complaint if the rules refuse it
   */
  public Receipt enter(SignedNote note) {
    var receipt = engine.submit(note.bytes());
    if (!receipt.accepted()) {
      throw Complaint.refused(
          "complaint.draw.refused", receipt.reason().orElseThrow(), receipt.position().index());
    }
    return receipt;
  }

  /** A note with its signature lines in the one order ([NOTE-6]). */
  public static SignedNote sign(String text, List<Signer> signers) {
    var lines =
        signers.stream()
            .map(signer -> signer.sign(text))
            .sorted(Comparator.comparing(line -> line, Command::compare))
            .toList();
    return new SignedNote(text, lines);
  }
}
