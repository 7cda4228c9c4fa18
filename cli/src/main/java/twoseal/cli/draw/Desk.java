package twoseal.cli.draw;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import twoseal.cli.console.Complaint;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Header;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.State;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerView;
import twoseal.ledger.Receipt;
import twoseal.machine.Command;

/** Where commands are written, signed and handed to a ledger. */
final class Desk {
  private static final int ID_BYTES = 16;

  private final Engine engine;
  private final String origin;
  private final SecureRandom random = new SecureRandom();

  Desk(Engine engine) {
    this.engine = engine;
    this.origin = Checkpoint.parse(engine.checkpoint().text()).origin();
  }

  Engine engine() {
    return engine;
  }

  /** A fresh command's first fields. */
  Header header() {
    return header(origin, random);
  }

  /** A fresh command's first fields, for a ledger that is not there yet. */
  static Header header(String origin, SecureRandom random) {
    var id = new byte[ID_BYTES];
    random.nextBytes(id);
    return new Header(Bytes.hex(id), origin);
  }

  /** Looks at the state as of now. */
  <T> T look(Function<State, T> question) {
    return look(engine, question);
  }

  /** Looks at the state of a ledger as of now. */
  static <T> T look(LedgerView ledger, Function<State, T> question) {
    try (var state = ledger.state()) {
      return question.apply(state);
    }
  }

  /**
   * Looks at a case as of now.
   *
   * @throws Complaint if there is no such case
   */
  <T> T look(CaseNumber draw, Function<CaseFile, T> question) {
    return look(engine, draw, question);
  }

  /**
   * Looks at a case of a ledger as of now.
   *
   * @throws Complaint if there is no such case
   */
  static <T> T look(LedgerView ledger, CaseNumber draw, Function<CaseFile, T> question) {
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
  Receipt enter(String text, Signer... signers) {
    return enter(sign(text, List.of(signers)));
  }

  /**
   * Enters a signed note.
   *
   * @throws Complaint if the rules refuse it
   */
  Receipt enter(SignedNote note) {
    var receipt = engine.submit(note.bytes());
    if (!receipt.accepted()) {
      throw Complaint.refused(
          "complaint.draw.refused", receipt.reason().orElseThrow(), receipt.position().index());
    }
    return receipt;
  }

  /** A note with its signature lines in the one order ([NOTE-6]). */
  static SignedNote sign(String text, List<Signer> signers) {
    var lines =
        signers.stream()
            .map(signer -> signer.sign(text))
            .sorted(Comparator.comparing(line -> line, Command::compare))
            .toList();
    return new SignedNote(text, lines);
  }
}
