package twoseal.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import twoseal.core.Bytes;
import twoseal.core.Header;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.Signer;
import twoseal.desk.draw.Desk;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.ListBlock;
import twoseal.draw.PublishList;
import twoseal.draw.Rules;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.drum.OverfillRule;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeProgress;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListIntake;
import twoseal.intake.ListMapping;
import twoseal.intake.ListSource;
import twoseal.intake.ListSummary;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.list.Label;
import twoseal.registry.RegistryCommand;

/**
 * A rehearsal with a published list in a folder of the service's form, for the service to serve.
 */
final class ServedDraw {
  private static final CaseNumber DRAW = new CaseNumber(DrawKind.REHEARSAL, 1);
  private static final String ORIGIN = "bench.twoseal.example/ledger";
  private static final PersonName ADMINISTRATOR = new PersonName("office", "admin");
  private static final PersonName ORGANISER = new PersonName("shop", "organiser");
  private static final Label GROUP = new Label("全体");

  private final Random seeds = new Random();
  private final Signer administrator = Signer.of(ADMINISTRATOR.toString(), bytes(32));
  private final Signer organiser = Signer.of(ORGANISER.toString(), bytes(32));
  private final EmbeddedLedger engine;
  private final Desk desk;

  ServedDraw(Path data, long entries) throws IOException, InterruptedException {
    var nowS = System.currentTimeMillis() / 1_000;
    var log = Signer.of(ORIGIN, bytes(32));
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            nowS,
            "system",
            "client",
            ADMINISTRATOR.organisation(),
            "Office",
            Optional.empty(),
            ADMINISTRATOR,
            "Admin",
            administrator.key());
    engine =
        EmbeddedLedger.create(
            data.resolve("ledger"),
            Desk.sign(genesis.text(header()), List.of(administrator)).bytes(),
            log,
            Clock.system(),
            LedgerOptions.defaults());
    desk = new Desk(engine);
    desk.enter(
        new RegistryCommand.AdmitOrganisation(ORGANISER.organisation(), "Shop", Optional.empty())
            .text(header()),
        administrator);
    desk.enter(
        new RegistryCommand.AdmitPerson(
                ORGANISER, "Ann", Role.ORGANISER, organiser.key(), Optional.empty())
            .text(header()),
        administrator,
        organiser);
    desk.enter(new DrawCommand.Announce(DrawKind.REHEARSAL, rules(nowS)).text(header()), organiser);
    publish(take(data, entries));
  }

  /** The ledger; whoever serves it closes it. */
  EmbeddedLedger engine() {
    return engine;
  }

  /** One more entry of the draw. */
  void remark(String words) {
    desk.enter(
        new RegistryCommand.Remark(Optional.of(DRAW.toString()), Optional.empty(), words)
            .text(header()),
        organiser);
  }

  private void publish(ListSummary summary) {
    var root = summary.root();
    var block =
        new ListBlock(
            root.digest(),
            root.entries(),
            root.weight(),
            summary.fileHash().orElseThrow(),
            Optional.empty());
    desk.enter(
        new PublishList(DRAW, 1, true, block, Optional.empty(), 0, 0, 0, root.groups())
            .text(header()),
        organiser);
  }

  private static ListSummary take(Path data, long entries)
      throws IOException, InterruptedException {
    var folder = data.resolve("server/lists").resolve(DRAW.toString()).resolve("l1/list");
    Files.createDirectories(folder);
    var taken =
        new ListIntake(
                ListSource.ofStream(new BufferedInputStream(new Rows(entries), 1 << 20)),
                ListMapping.automatic(GROUP, Set.of()),
                IntakeOptions.toFolder(folder, "correct horse".toCharArray())
                    .withSync(false)
                    .withDuplicates(false),
                IntakeProgress.none())
            .run();
    if (taken instanceof IntakeResult.Taken(var summary)) {
      return summary;
    }
    throw new IllegalStateException("refused: " + taken);
  }

  /** A CSV that is made as it is read. */
  private static final class Rows extends InputStream {
    private final long entries;
    private byte[] row = "姓名,证件号码\n".getBytes(StandardCharsets.UTF_8);
    private int at;
    private long made;

    Rows(long entries) {
      this.entries = entries;
    }

    @Override
    public int read() {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (at == row.length && made < entries) {
        row = ("王" + ++made + ",X" + (100_000_000 + made) + "\n").getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      var count = Math.min(length, row.length - at);
      System.arraycopy(row, at, target, offset, count);
      at += count;
      return count == 0 ? -1 : count;
    }
  }

  private static Rules rules(long nowS) {
    var stage =
        new Stage(
            1,
            "Prize",
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            new StagePlaces.Seats(10),
            0,
            OverfillRule.STOP,
            Optional.empty());
    return new Rules(
        "Bench",
        Optional.empty(),
        ORGANISER.organisation(),
        "prize-draw",
        Rules.BEACON,
        nowS,
        List.of(new Label("姓名"), new Label("证件号码")),
        "surname",
        List.of(GROUP),
        List.of(stage));
  }

  private Header header() {
    return new Header(Bytes.hex(bytes(16)), ORIGIN);
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    seeds.nextBytes(bytes);
    return bytes;
  }
}
