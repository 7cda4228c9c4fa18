package twoseal.server.list;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import twoseal.draw.CaseNumber;
import twoseal.intake.EntryCodes;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;
import twoseal.intake.PrivateListException;
import twoseal.server.auth.AuditLog;
import twoseal.server.http.Call;
import twoseal.server.http.Mistake;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;

/**
 * Hands the entry codes of a list ([LIST-11]) to its organiser: from the private file straight into
 * the answer, a block at a time, and into no file here. One at a time in the whole service, so that
 * passphrases are tried one after the other; who does not take what they asked for gives way.
 */
final class CodesHandout {
  private static final int PASSPHRASE_MAX = 200;
  private static final long STALLED_NS = TimeUnit.SECONDS.toNanos(30);
  private static final int RETRY_S = 5;

  private final Uploads uploads;
  private final AuditLog audit;
  private final long stalledNs;

  /** Whose turn it is now; guarded by this. */
  private Optional<Turn> turn = Optional.empty();

  private volatile long movedNs;

  /** A request that has the only place, as long as it moves. */
  private static final class Turn {
    private final Thread thread = Thread.currentThread();
  }

  /** What opens the private file; the members are the contract's. */
  record Passphrase(String passphrase) {}

  CodesHandout(Uploads uploads, AuditLog audit) {
    this(uploads, audit, STALLED_NS);
  }

  /**
   * The same.
   *
   * @param stalledNs after which one that moves no more gives way to another
   */
  CodesHandout(Uploads uploads, AuditLog audit, long stalledNs) {
    this.uploads = uploads;
    this.audit = audit;
    this.stalledNs = stalledNs;
  }

  /**
   * The codes, as CSV.
   *
   * @throws Problem 404 if there is no such list, 409 if it is not finished or codes are being
   *     handed out already, 422 if the passphrase is another
   */
  Reply of(Call call, CaseNumber draw, String id, Passphrase typed) throws IOException {
    if (typed.passphrase().isEmpty() || typed.passphrase().length() > PASSPHRASE_MAX) {
      throw Problem.unreadable("passphrase");
    }
    var list = uploads.publishable(draw, id, false);
    var mine = take();
    var isOpen = false;
    try {
      var opened = open(list, typed.passphrase().toCharArray());
      audit.record(call, "codes.taken", draw.toString(), id);
      isOpen = true;
      return Reply.written("text/csv; charset=utf-8", out -> write(opened, out, mine))
          .named(draw + "-codes.csv");
    } catch (PrivateListException wrong) {
      if (wrong.kind() != PrivateListException.Kind.PASSPHRASE) {
        throw wrong;
      }
      audit.record(call, "codes.refused", draw.toString(), id);
      throw new Problem(422, "list.passphrase").because(wrong);
    } finally {
      if (!isOpen) {
        release(mine);
      }
    }
  }

  private static PrivateList open(ListFolder list, char[] passphrase) throws IOException {
    try {
      return PrivateList.open(list, passphrase);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private void write(PrivateList list, OutputStream out, Turn mine) throws IOException {
    try {
      EntryCodes.write(list, new Moving(out));
    } catch (PrivateListException changed) {
      Mistake.log("codes", changed);
      throw changed;
    } finally {
      release(mine);
    }
  }

  /** The place of one that stalled is taken over: its connection may be gone without a word. */
  private synchronized Turn take() {
    if (turn.isPresent()) {
      if (System.nanoTime() - movedNs <= stalledNs) {
        throw new Problem(409, "list.codes-busy").retryAfter(RETRY_S);
      }
      turn.get().thread.interrupt();
    }
    var mine = new Turn();
    turn = Optional.of(mine);
    movedNs = System.nanoTime();
    return mine;
  }

  private synchronized void release(Turn over) {
    if (turn.filter(now -> now == over).isPresent()) {
      turn = Optional.empty();
    }
    // Meant for what is over now.
    var _ = Thread.interrupted();
  }

  /** Tells that bytes were taken. */
  private final class Moving extends FilterOutputStream {
    Moving(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      movedNs = System.nanoTime();
    }
  }
}
