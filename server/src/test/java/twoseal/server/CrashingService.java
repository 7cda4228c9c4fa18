package twoseal.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.SignedNote;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.ledger.Receipt;
import twoseal.server.act.Acts;
import twoseal.server.act.Shaking;

/** A service in a process of its own, which dies where it is told to. */
final class CrashingService {
  /** Where it dies: at the n-th command of a kind, before the ledger has it or after. */
  enum Point {
    BEFORE_SEAL("draw.seal", 1, true),
    AFTER_SEAL("draw.seal", 1, false),
    BEFORE_RESULT("draw.result", 1, true),
    AFTER_RESULT("draw.result", 1, false),
    AFTER_LAST_RESULT("draw.result", 2, false),
    BEFORE_COMPLETE("draw.complete", 1, true),
    AFTER_COMPLETE("draw.complete", 1, false),
    BEFORE_SHAKE("draw.shake", 2, true),
    AFTER_SHAKE("draw.shake", 2, false);

    private final String kind;
    private final int which;
    private final boolean isBefore;

    Point(String kind, int which, boolean isBefore) {
      this.kind = kind;
      this.which = which;
      this.isBefore = isBefore;
    }

    String kind() {
      return kind;
    }
  }

  private static final int DEAD = 137;

  private CrashingService() {}

  /**
   * Runs until it dies.
   *
   * @param args the folder, the point, and for a seal the act's id
   */
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var point = Point.valueOf(args[1]);
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var engine = new Dying(Hall.openLedger(folder, Clock.system()), point);
    var service = Hall.proceedings(engine, folder, Clock.system(), true);
    switch (point.kind()) {
      case "draw.seal" -> seal(service, args[2]);
      case "draw.shake" -> shake(service, out);
      default -> Thread.currentThread().join();
    }
    out.println("alive");
  }

  private static void seal(Proceedings service, String id) {
    var acts = service.desk().acts();
    var seal = acts.get(id, Hall.caller(Hall.NOTARY));
    var line = new Acts.NewSignature(Hall.signer(Hall.NOTARY).sign(seal.text()).format());
    acts.sign(id, line, Hall.caller(Hall.NOTARY));
  }

  private static void shake(Proceedings service, PrintStream out) {
    for (var i = 0; ; i++) {
      var shake = Digest.sha256(Bytes.be32(i)).hex();
      service.desk().shaking().take(CaseNumber.parse("R-1"), new Shaking.NewShake(shake));
      out.println(i);
    }
  }

  /** A ledger whose process dies. */
  private static final class Dying extends Passing {
    private final Point point;
    private int seen;

    Dying(Engine engine, Point point) {
      super(engine);
      this.point = point;
    }

    @Override
    public Receipt submit(byte[] note) {
      var isIt = isIt(note);
      if (isIt && point.isBefore) {
        Runtime.getRuntime().halt(DEAD);
      }
      var receipt = super.submit(note);
      if (isIt) {
        Runtime.getRuntime().halt(DEAD);
      }
      return receipt;
    }

    private synchronized boolean isIt(byte[] note) {
      var kind = new Fields.Reader(SignedNote.parse(note).text()).kind();
      return kind.equals(point.kind) && ++seen == point.which;
    }
  }
}
