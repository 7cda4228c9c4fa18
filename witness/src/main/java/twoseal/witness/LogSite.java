package twoseal.witness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.State;
import twoseal.core.TilePath;
import twoseal.ledger.CosignedCheckpoints;
import twoseal.ledger.LedgerReader;
import twoseal.registry.Registry;

/**
 * The log's server ([WIT-10], [WIT-13]): a ledger's folder, read-only, as C2SP tlog-tiles; and a
 * place where witnesses leave cosignatures.
 */
public final class LogSite implements Site {
  private static final int BODY_BYTES_MAX = 65_536;

  private final LedgerReader ledger;
  private final CosignedCheckpoints cosigned;
  private final News news;

  /** Hears what happens. */
  @FunctionalInterface
  public interface News {
    /** A witness's cosignature was kept. */
    void cosigned(String witness, long size);
  }

  private LogSite(LedgerReader ledger, CosignedCheckpoints cosigned, News news) {
    this.ledger = ledger;
    this.cosigned = cosigned;
    this.news = news;
  }

  /**
   * The site of a ledger's folder, for a web server of the caller's.
   *
   * @param ledger of that folder; stays the caller's to close
   */
  public static Site of(Path folder, LedgerReader ledger, News news) {
    return new LogSite(ledger, CosignedCheckpoints.ofLedger(folder), news);
  }

  /**
   * Begins to serve a ledger's folder.
   *
   * @param ledger of that folder; stays the caller's to close
   * @throws IOException if the port is taken
   */
  public static WebServer serve(
      Path folder, LedgerReader ledger, InetSocketAddress address, News news) throws IOException {
    return WebServer.start(address, of(folder, ledger, news));
  }

  @Override
  public int bodyBytesMax() {
    return BODY_BYTES_MAX;
  }

  @Override
  public Answer answer(String method, String path, byte[] body) {
    var isDropOff = path.equals("/cosignatures");
    if (!method.equals(isDropOff ? "POST" : "GET")) {
      return Answer.say(Answer.NOT_ALLOWED, isDropOff ? "POST only" : "GET only");
    }
    try {
      if (isDropOff) {
        return take(body);
      }
      return read(path.substring(1)).orElseGet(() -> Answer.say(Answer.NOT_FOUND, "not here"));
    } catch (MalformedException malformed) {
      return isDropOff
          ? Answer.say(Answer.BAD_REQUEST, "expected " + malformed.expected())
          : Answer.say(Answer.NOT_FOUND, "not here");
    }
  }

  private Optional<Answer> read(String path) {
    if (path.equals("checkpoint")) {
      ledger.refresh();
      return Optional.of(note(Answer.A_SECOND, withCosignatures(ledger.checkpoint())));
    }
    if (path.startsWith("tile/")) {
      return tile(TilePath.parse(path)).map(Answer::bytes);
    }
    if (path.startsWith("blob/")) {
      return ledger
          .blob(Digest.ofHex(path.substring("blob/".length())))
          .map(blob -> Answer.streamed(blob.length(), blob.bytes()));
    }
    if (path.startsWith("cosigned/")) {
      var word = path.substring("cosigned/".length());
      var size =
          word.equals("latest")
              ? cosigned.last()
              : Optional.of(Bytes.parseDecimal(word, CosignedCheckpoints.SIZE_MAX));
      return size.flatMap(cosigned::find).map(note -> note(Answer.A_SECOND, note));
    }
    return Optional.empty();
  }

  private Optional<byte[]> tile(TilePath path) {
    var tile = ledger.tile(path);
    if (tile.isPresent()) {
      return tile;
    }
    ledger.refresh();
    return ledger.tile(path);
  }

  private SignedNote withCosignatures(SignedNote note) {
    var size = Checkpoint.parse(note.text()).size();
    return cosigned.find(size).filter(kept -> kept.text().equals(note.text())).orElse(note);
  }

  /** Keeps cosignatures of a checkpoint of this log ([WIT-10]). */
  private Answer take(byte[] body) {
    var note = SignedNote.parse(body);
    var checkpoint = Checkpoint.parse(note.text());
    var key = ledger.logKey();
    var first = note.signatures().getFirst();
    if (!checkpoint.origin().equals(key.name()) || !key.holds(note.text(), first, Ed25519.STRICT)) {
      return Answer.say(Answer.FORBIDDEN, "the first line is not this log's, or does not hold");
    }
    ledger.refresh();
    if (checkpoint.size() > Checkpoint.parse(ledger.checkpoint().text()).size()) {
      return Answer.say(Answer.CONFLICT, "the log has not come to this size yet");
    }
    if (checkpoint.size() == 0 || !ledger.root(checkpoint.size()).equals(checkpoint.root())) {
      return Answer.say(Answer.UNPROCESSABLE, "not the root of this log at this size");
    }
    return keep(note, checkpoint.size());
  }

  private Answer keep(SignedNote note, long size) {
    var kept = new ArrayList<SignatureLine>();
    kept.add(note.signatures().getFirst());
    try (var state = ledger.state()) {
      for (var line : note.signatures().subList(1, note.signatures().size())) {
        if (isByWitness(state, note.text(), line)) {
          kept.add(line);
        }
      }
    }
    if (kept.size() == 1) {
      return Answer.say(Answer.FORBIDDEN, "no valid cosignature of a registered witness");
    }
    if (cosigned.add(new SignedNote(note.text(), kept))) {
      kept.subList(1, kept.size()).forEach(line -> news.cosigned(line.name(), size));
    }
    return Answer.say(Answer.OK, "kept");
  }

  private static boolean isByWitness(State state, String text, SignatureLine line) {
    var row = state.get(Registry.keyRow(line));
    if (row == null) {
      return false;
    }
    var admitted = Registry.KeyRow.parse(row);
    return admitted.until().isEmpty()
        && admitted.key().type() == NoteKey.Type.COSIGNATURE
        && admitted.key().holds(text, line, Ed25519.STRICT);
  }

  private static Answer note(String caching, SignedNote note) {
    return Answer.text(Answer.OK, caching, note.format());
  }
}
