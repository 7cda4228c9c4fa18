package twoseal.server.act;

import java.util.Optional;
import twoseal.core.Header;
import twoseal.core.Signer;
import twoseal.desk.draw.Desk;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.ledger.Engine;
import twoseal.ledger.Receipt;

/**
 * Where the service enters what follows from what people signed, with its own key: an operator's,
 * which can neither seal nor press.
 */
final class ServiceDesk {
  private final Desk desk;
  private final Signer key;

  ServiceDesk(Engine engine, Signer key) {
    this.desk = new Desk(engine);
    this.key = key;
  }

  Engine engine() {
    return desk.engine();
  }

  /** A fresh command's first fields. */
  Header header() {
    return desk.header();
  }

  /** Enters a command, whatever the rules say. */
  Receipt enter(DrawCommand command) {
    return engine().submit(Desk.sign(command.text(header()), java.util.List.of(key)).bytes());
  }

  /** Looks at the current attempt of a draw; empty if there is no such draw. */
  <T> Optional<T> look(CaseNumber draw, java.util.function.Function<CaseFile, T> question) {
    return desk.look(state -> CaseFile.find(state, draw).map(question));
  }

  /** Looks at an attempt of a draw; empty if there is none. */
  <T> Optional<T> look(
      CaseNumber draw, int attempt, java.util.function.Function<CaseFile, T> question) {
    return desk.look(
        state -> CaseFile.find(state, draw).flatMap(file -> file.at(attempt)).map(question));
  }
}
