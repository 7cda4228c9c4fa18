package twoseal.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import twoseal.list.Label;
import twoseal.registry.RegistryCommand;

/**
 * A rehearsal with a published list in a folder of the service's form, for the service to serve.
 */
final class ServedDraw {
  private static final CaseNumber DRAW = new CaseNumber(DrawKind.REHEARSAL, 1);
  private static final Label GROUP = new Label("全体");

  private final BenchOffice office;

  /** Announces it and publishes its list. */
  ServedDraw(BenchOffice office, long entries) throws IOException, InterruptedException {
    this.office = office;
    office.enter(
        new DrawCommand.Announce(DrawKind.REHEARSAL, rules(System.currentTimeMillis() / 1_000))
            .text(office.header()),
        office.organiser());
    publish(take(office.data(), entries));
  }

  /** One more entry of the draw. */
  void remark(String words) {
    office.enter(
        new RegistryCommand.Remark(Optional.of(DRAW.toString()), Optional.empty(), words)
            .text(office.header()),
        office.organiser());
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
    office.enter(
        new PublishList(DRAW, 1, true, block, Optional.empty(), 0, 0, 0, root.groups())
            .text(office.header()),
        office.organiser());
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
        BenchOffice.ORGANISER.organisation(),
        "prize-draw",
        Rules.BEACON,
        nowS,
        List.of(new Label("姓名"), new Label("证件号码")),
        "surname",
        List.of(GROUP),
        List.of(stage));
  }
}
