package twoseal.server.view;

import java.util.List;
import java.util.Optional;
import twoseal.core.Position;
import twoseal.draw.DrawCommand;

/**
 * An accepted entry of a draw.
 *
 * @param attempt the one it is of; a remark is of the one that was current
 * @param text of the command, as it was signed
 * @param command empty for a remark
 */
record Event(
    Position position,
    String kind,
    int attempt,
    String text,
    List<Shapes.Signer> signers,
    Optional<DrawCommand> command) {
  Shapes.Place place() {
    return new Shapes.Place(position.index(), position.timeMs(), signers);
  }

  /** Whether it is a command of a kind. */
  <T extends DrawCommand> Optional<T> as(Class<T> type) {
    return command.filter(type::isInstance).map(type::cast);
  }
}
