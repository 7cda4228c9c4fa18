package twoseal.network;

import com.hedera.hapi.platform.event.StateSignatureTransaction;
import com.hedera.pbj.runtime.ParseException;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import java.util.Optional;
import twoseal.core.ByteReader;
import twoseal.core.ByteWriter;
import twoseal.core.MalformedException;
import twoseal.core.SignatureLine;

/**
 * What nodes tell each other in the platform's transactions: a byte for the kind, then the content.
 * Of what another node sends nothing is taken on trust.
 */
sealed interface Message {
  int COMMAND = 0;
  int STATE_SIGNATURE = 1;
  int CHECKPOINT_LINE = 2;
  int LINES_WANTED = 3;

  /** A command to be ordered: the bytes of its note. */
  record Command(Bytes note) implements Message {}

  /** The platform's own: a node's signature of its state, which holds the tip. */
  record StateSignature(StateSignatureTransaction signature) implements Message {}

  /** A node's signature of the checkpoint over so many entries. */
  record CheckpointLine(long size, SignatureLine line) implements Message {}

  /** A node lacks lines for the checkpoint over so many entries. */
  record LinesWanted(long size) implements Message {}

  /** The transaction's bytes. */
  default Bytes bytes() {
    return switch (this) {
      case Command(var note) -> kind(COMMAND, note.toByteArray());
      case StateSignature(var signature) ->
          kind(
              STATE_SIGNATURE, StateSignatureTransaction.PROTOBUF.toBytes(signature).toByteArray());
      case CheckpointLine(var size, var line) ->
          kind(CHECKPOINT_LINE, new ByteWriter().be64(size).lengthPrefixed(line.format()).bytes());
      case LinesWanted(var size) -> kind(LINES_WANTED, new ByteWriter().be64(size).bytes());
    };
  }

  /** Reads a transaction; empty on anything that a node of this release does not write. */
  static Optional<Message> parse(Bytes transaction) {
    if (transaction.length() == 0) {
      return Optional.empty();
    }
    var content = transaction.slice(1, transaction.length() - 1);
    try {
      return switch (transaction.getByte(0)) {
        case COMMAND -> Optional.of(new Command(content));
        case STATE_SIGNATURE ->
            Optional.of(new StateSignature(StateSignatureTransaction.PROTOBUF.parse(content)));
        case CHECKPOINT_LINE -> Optional.of(line(new ByteReader(content.toByteArray())));
        case LINES_WANTED -> Optional.of(wanted(new ByteReader(content.toByteArray())));
        default -> Optional.empty();
      };
    } catch (ParseException | MalformedException _) {
      return Optional.empty();
    }
  }

  private static Message line(ByteReader reader) {
    var line = new CheckpointLine(reader.be64(), SignatureLine.parse(reader.lengthPrefixedText()));
    reader.end();
    return line;
  }

  private static Message wanted(ByteReader reader) {
    var wanted = new LinesWanted(reader.be64());
    reader.end();
    return wanted;
  }

  private static Bytes kind(int kind, byte[] content) {
    return Bytes.wrap(new ByteWriter().u8(kind).raw(content).bytes());
  }
}
