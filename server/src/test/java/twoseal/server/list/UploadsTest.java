package twoseal.server.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.OBSERVER;
import static twoseal.server.Hall.ORGANISER;
import static twoseal.server.Hall.caller;
import static twoseal.server.Hall.refusal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import twoseal.core.Digest;
import twoseal.draw.CaseNumber;
import twoseal.intake.ListFolder;
import twoseal.intake.PrivateList;
import twoseal.ledger.Clock;
import twoseal.list.EntryCode;
import twoseal.server.Hall;
import twoseal.server.InAHall;
import twoseal.server.Proceedings;
import twoseal.server.view.CodeIndex;
import twoseal.server.words.Sentences;

/** A list file is taken whole or not at all, and says what is wrong with it. */
class UploadsTest extends InAHall {
  private CaseNumber draw;

  @BeforeEach
  void announce() {
    draw = hall.announce(Hall.RULES);
  }

  @Test
  void aGoodListIsTakenConfirmedAndFoundByItsCodes() throws Exception {
    var csv = Hall.entries(300);
    var list = hall.upload(draw, csv);
    assertThat(list.state()).isEqualTo("taken");
    assertThat(list.sourceHash()).contains(Digest.sha256(bytes(csv)).hex());
    assertThat(list.list().orElseThrow().entries()).isEqualTo(300);
    assertThat(list.changes()).isEmpty();
    assertThat(refusal(() -> confirm(list, "00000000"))).isEqualTo("422 list.root-differs");
    hall.confirm(draw, list);
    hall.confirm(draw, list);
    assertThat(uploads().get(draw, list.id()).confirmed())
        .extracting(ListUpload.Confirmed::role)
        .containsExactly("organiser", "notary");
    assertThat(hall.kept("lists")).noneMatch(file -> file.endsWith("source"));
    for (var file : hall.kept("lists")) {
      var kept = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertThat(kept)
          .as(file.toString())
          .doesNotContain(Hall.PASSPHRASE)
          .doesNotContain("T1000001");
    }
    requireCodes(uploads().find(draw, root(list)).orElseThrow());
    hall.restart();
    assertThat(uploads().get(draw, list.id()).state()).isEqualTo("taken");
    assertThat(uploads().find(draw, root(list))).isPresent();
  }

  @Test
  void aFinalListIsConfirmedByOrganiserAndNotary() throws Exception {
    var list = hall.upload(draw, Hall.entries(5));
    for (var side : List.of(ORGANISER, NOTARY)) {
      assertThat(refusal(() -> uploads().publishable(draw, list.id(), true)))
          .isEqualTo("409 list.not-confirmed");
      assertThat(uploads().publishable(draw, list.id(), false)).isNotNull();
      hall.confirm(draw, list, side);
      hall.confirm(draw, list, side);
      hall.restart();
    }
    assertThat(uploads().publishable(draw, list.id(), true)).isNotNull();
  }

  @Test
  void nothingIsUploadedOnceItIsSealed() throws Exception {
    hall.publish(draw, 12);
    hall.commit(draw, 1, OBSERVER);
    hall.seal(draw);
    assertThat(refusal(() -> hall.upload(draw, Hall.entries(5)))).isEqualTo("409 draw.sealed");
    assertThat(uploads().list(draw)).hasSize(1);
  }

  @Test
  void whatWasNotPublishedCanBeDeletedForGood() throws Exception {
    var refused = hall.upload(draw, "姓名,证件号码\n,A1\n");
    var superseded = hall.upload(draw, Hall.entries(5));
    var act =
        hall.begin(
            ORGANISER,
            "draw.list",
            "draw",
            draw.toString(),
            "list",
            superseded.id(),
            "listState",
            "draft");
    var waiting = begin(1_000);
    for (var list : List.of(refused, superseded, waiting)) {
      uploads().drop(draw, list.id());
      assertThat(refusal(() -> uploads().drop(draw, list.id()))).isEqualTo("404 not-found");
    }
    assertThat(refusal(() -> hall.sign(act, ORGANISER)))
        .as("no list is published whose files are gone")
        .isEqualTo("409 list.dropped");
    assertThat(hall.kept("lists")).isEmpty();
    hall.restart();
    assertThat(uploads().list(draw)).isEmpty();
  }

  @Test
  void whatWasPublishedStaysAndSoDoesWhatIsUnderWay() throws Exception {
    var draft = hall.upload(draw, Hall.entries(4));
    hall.done(
        List.of(ORGANISER),
        "draw.list",
        "draw",
        draw.toString(),
        "list",
        draft.id(),
        "listState",
        "draft");
    var last = hall.publish(draw, 5);
    for (var list : List.of(draft, last)) {
      assertThat(refusal(() -> uploads().drop(draw, list.id()))).isEqualTo("409 list.published");
    }
    var file = bytes(Hall.entries(3_000));
    var begun = begin(file.length);
    var busy =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int read(byte[] into, int from, int max) {
            assertThat(refusal(() -> uploads().drop(draw, begun.id())))
                .isEqualTo("409 list.under-way");
            return super.read(into, from, max);
          }
        };
    receive(begun, busy, length(file));
    Hall.await(() -> !uploads().get(draw, begun.id()).state().equals("reading"));
    uploads().drop(draw, begun.id());
    assertThat(uploads().list(draw)).extracting(ListUpload::id).contains(draft.id(), last.id());
  }

  @Test
  void whatWasHalfDeletedIsGoneAfterAStart() throws Exception {
    var list = hall.upload(draw, Hall.entries(5));
    hall.close();
    var of = folder.resolve("server/lists").resolve(draw.toString());
    Files.move(of.resolve(list.id()), of.resolve(list.id() + ".dropped"));
    hall.restart();
    assertThat(uploads().list(draw)).isEmpty();
    assertThat(of).isEmptyDirectory();
  }

  @Test
  void aListMadeElsewhereIsAdoptedOnceWithItsCodes() throws Exception {
    var taken = hall.upload(draw, Hall.entries(300));
    var made = Files.createDirectory(folder.resolve("made"));
    var from = uploads().find(draw, root(taken)).orElseThrow();
    Folders.copy(from.path(), made);
    Files.delete(made.resolve(CodeIndex.FILE));
    var other = hall.announce(Hall.RULES);
    for (var i = 0; i < 2; i++) {
      uploads().adopt(other, new ListFolder(made), Hall.PASSPHRASE.toCharArray(), ORGANISER);
    }
    hall.restart();
    assertThat(uploads().list(other))
        .singleElement()
        .satisfies(adopted -> {
          assertThat(adopted.state()).isEqualTo("taken");
          assertThat(adopted.list()).isEqualTo(taken.list());
        });
    requireCodes(uploads().find(other, root(taken)).orElseThrow());
  }

  @Test
  void aPassphraseIsAsHardToGuessAsTheHouseSays() throws Exception {
    hall.close();
    var service =
        new Proceedings.Service(Hall.signer(Hall.SERVICE), Optional.empty(), java.util.List.of());
    try (var ledger = Hall.openLedger(folder, hall.clock());
        var house = Proceedings.open(ledger, folder.resolve("server"), service, hall.clock())) {
      var file = bytes(Hall.entries(3));
      var asked =
          new NewList("a.csv", file.length, Hall.PASSPHRASE, Optional.empty(), Optional.empty());
      var id = house.uploads().begin(draw, asked, caller(ORGANISER)).id();
      house.uploads().receive(draw, id, new ByteArrayInputStream(file), OptionalLong.empty());
      Hall.await(() -> house.uploads().get(draw, id).state().equals("taken"));
      var list = house.uploads().find(draw, root(house.uploads().get(draw, id))).orElseThrow();
      var keys = ByteBuffer.wrap(Files.readAllBytes(list.privateKeys()));
      assertThat(keys.getInt("twoseal-list-keys-1\n".length() + 16)).isEqualTo(600_000);
    }
  }

  private static void requireCodes(ListFolder list) throws IOException {
    var root = Uploads.summary(list).root();
    var index = CodeIndex.open(list, root).orElseThrow();
    var found = new java.util.ArrayList<EntryCode>();
    PrivateList.open(list, Hall.PASSPHRASE.toCharArray()).forEach(entry -> found.add(entry.code()));
    assertThat(found).hasSize(300);
    for (var i = 0; i < found.size(); i++) {
      var entry = index.find(found.get(i)).orElseThrow();
      assertThat(entry.number()).isEqualTo(i + 1);
      assertThat(entry.group()).isEqualTo(root.groups().getFirst().label());
    }
    assertThat(index.find(new EntryCode(1, 2))).isEmpty();
  }

  @Test
  void everyKindOfBadLineIsNamedWithItsPlace() throws Exception {
    var csv =
        """
        姓名,证件号码
        王一,A1000001
        ,A1000002
        李二,A1000001
        张三,A1000003,多一列
        赵四"引号,A1000004
        孙五,A10\u0000005
        钱六,
        """;
    var list = hall.upload(draw, csv);
    assertThat(list.state()).isEqualTo("refused");
    assertThat(list.report())
        .extracting(ListUpload.Kind::reason)
        .contains("empty-value", "duplicate", "ragged-row", "quote-misplaced", "control-character");
    for (var kind : list.report()) {
      assertThat(kind.what().zh()).isNotBlank();
      assertThat(kind.what().en()).isNotBlank();
      assertThat(kind.first()).isNotEmpty();
      assertThat(kind.first()).extracting(ListUpload.At::line).allMatch(line -> line >= 2);
    }
    var errors = Files.readString(uploads().errors(draw, list.id()));
    assertThat(errors).contains("DUPLICATE").doesNotContain("A1000001");
    assertThat(refusal(() -> confirm(list, "00000000"))).isEqualTo("409 list.not-taken");
    assertThat(
            refusal(() ->
                hall.begin(
                    ORGANISER,
                    "draw.list",
                    "draw",
                    "R-1",
                    "list",
                    list.id(),
                    "listState",
                    "draft")))
        .isEqualTo("409 list.not-taken");
    assertThat(hall.kept("lists")).noneMatch(file -> file.endsWith("source"));
  }

  @Test
  void aLineOfTenMebibytesAndAZipBombAreRefused() throws Exception {
    var line = hall.upload(draw, "姓名,证件号码\n" + "长".repeat(3_500_000) + ",A1\n");
    assertThat(line.state()).isEqualTo("refused");
    assertThat(line.report()).extracting(ListUpload.Kind::reason).containsExactly("line-too-long");
    var bomb = hall.upload(draw, bomb());
    assertThat(bomb.state()).isEqualTo("refused");
    assertThat(bomb.report()).extracting(ListUpload.Kind::reason).containsExactly("xlsx-limit");
    var noise = hall.upload(draw, new byte[] {'P', 'K', 3, 4, 9, 9, 9});
    assertThat(noise.state()).isEqualTo("refused");
    var utf16 = hall.upload(draw, "\ufeff姓名,证件号码\n王,A1\n".getBytes(StandardCharsets.UTF_16LE));
    assertThat(utf16.report()).extracting(ListUpload.Kind::reason).containsExactly("utf16");
  }

  private static byte[] bomb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      var zeros = new byte[1 << 20];
      for (var i = 0; i < 64; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void whatDoesNotComeWholeIsForgottenAndMayBeSentAgain() throws Exception {
    var file = bytes(Hall.entries(50));
    var begun = begin(file.length);
    var cut = new ByteArrayInputStream(file, 0, 100);
    assertThat(refusal(() -> receive(begun, cut, OptionalLong.empty())))
        .isEqualTo("422 list.shorter");
    assertThat(refusal(() -> receive(begun, new ByteArrayInputStream(file), OptionalLong.of(7))))
        .isEqualTo("422 list.shorter");
    assertThat(catchThrowable(() -> receive(begun, new Broken(file), OptionalLong.empty())))
        .isInstanceOf(IOException.class);
    var longer = java.util.Arrays.copyOf(file, file.length + 1);
    assertThat(
            refusal(() -> receive(begun, new ByteArrayInputStream(longer), OptionalLong.empty())))
        .isEqualTo("413 list.longer");
    assertThat(uploads().get(draw, begun.id()).state()).isEqualTo("receiving");
    assertThat(uploads().get(draw, begun.id()).received()).contains(0L);
    assertThat(hall.kept("lists")).noneMatch(kept -> kept.endsWith("source"));
    receive(begun, new ByteArrayInputStream(file), OptionalLong.of(file.length));
    Hall.await(() -> uploads().get(draw, begun.id()).state().equals("taken"));
    assertThat(refusal(() -> receive(begun, new ByteArrayInputStream(file), OptionalLong.empty())))
        .isEqualTo("409 list.not-awaited");
  }

  @Test
  void aServiceThatEndedBeforeAFileWasReadSaysSo() throws Exception {
    var waiting = begin(1_000);
    hall.restart();
    var failed = uploads().get(draw, waiting.id());
    assertThat(failed.state()).isEqualTo("failed");
    assertThat(failed.failure().orElseThrow().en()).contains("send it again");
    assertThat(failed.failure().orElseThrow().zh()).contains("重新上传");
    assertThat(
            refusal(() ->
                receive(waiting, new ByteArrayInputStream(new byte[1_000]), OptionalLong.empty())))
        .isEqualTo("409 list.not-awaited");
    // In the middle of reading, too.
    var file = bytes(Hall.entries(20_000));
    var begun = begin(file.length);
    receive(begun, new ByteArrayInputStream(file), OptionalLong.of(file.length));
    hall.restart();
    assertThat(uploads().get(draw, begun.id()).state()).isIn("failed", "taken");
    assertThat(hall.kept("lists")).noneMatch(kept -> kept.endsWith("source"));
    assertThat(hall.upload(draw, Hall.entries(5)).state()).isEqualTo("taken");
  }

  @Test
  void filesAreReadOneAfterTheOther() throws Exception {
    var file = bytes(Hall.entries(3_000));
    var many = new java.util.ArrayList<ListUpload>();
    for (var i = 0; i < 3; i++) {
      var begun = begin(file.length);
      many.add(receive(begun, new ByteArrayInputStream(file), OptionalLong.of(file.length)));
    }
    Hall.await(() -> uploads().get(draw, many.getLast().id()).state().equals("taken"));
    assertThat(uploads().list(draw))
        .as("whoever came before was read before")
        .hasSize(3)
        .extracting(ListUpload::state)
        .containsOnly("taken");
  }

  @Test
  void aListLeavesTheReserveToTheLedger() throws Exception {
    var left = new AtomicLong(Room.RESERVE_BYTES + 12_000_000);
    try (var uploads = withRoom(left)) {
      var file = bytes(Hall.entries(3_000));
      assertThat(refusal(() -> uploads.begin(draw, asked("a.csv", 1_000_001), caller(ORGANISER))))
          .isEqualTo("409 list.no-room");
      assertThat(refusal(() -> uploads.begin(draw, asked("a.XLSX", 300_001), caller(ORGANISER))))
          .isEqualTo("409 list.no-room");
      var begun = uploads.begin(draw, asked("a.csv", file.length), caller(ORGANISER));
      left.set(Room.RESERVE_BYTES - 1);
      assertThatThrownBy(() -> uploads.receive(draw, begun.id(), stream(file), length(file)))
          .isInstanceOf(Room.FullException.class);
      assertThat(uploads.get(draw, begun.id()).state()).isEqualTo("receiving");
      left.set(Room.RESERVE_BYTES);
      uploads.receive(draw, begun.id(), runningOut(file, left), length(file));
      Hall.await(() -> !uploads.get(draw, begun.id()).state().equals("reading"));
      var failed = uploads.get(draw, begun.id());
      assertThat(failed.state()).isEqualTo("failed");
      assertThat(failed.failure().orElseThrow().en()).contains("nearly full");
      assertThat(hall.folder().resolve("roomy/" + draw + "/" + begun.id()))
          .isDirectoryContaining("glob:**upload.json")
          .isDirectoryNotContaining("glob:**{list,source}");
    }
  }

  private Uploads withRoom(AtomicLong left) throws IOException {
    return Uploads.open(
        Files.createDirectory(hall.folder().resolve("roomy")),
        new Room(left::get),
        hall.proceedings().preparations(),
        hall.ledger(),
        new Sentences(),
        options -> options.withIterations(1_000),
        Clock.system());
  }

  /** At its end the disk is full. */
  private static InputStream runningOut(byte[] file, AtomicLong left) {
    return new ByteArrayInputStream(file) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        var count = super.read(target, offset, length);
        if (count < 0) {
          left.set(Room.RESERVE_BYTES - 1);
        }
        return count;
      }
    };
  }

  private static InputStream stream(byte[] file) {
    return new ByteArrayInputStream(file);
  }

  private static OptionalLong length(byte[] file) {
    return OptionalLong.of(file.length);
  }

  @Test
  void whatIsAnnouncedMustBePossible() {
    assertThat(refusal(() -> begin(0))).isEqualTo("422 unreadable");
    assertThat(refusal(() -> begin(Uploads.FILE_BYTES_MAX + 1))).isEqualTo("413 list.too-large");
    assertThat(refusal(() -> begin(Uploads.FILE_BYTES_MAX)))
        .as("the disk of a test has less room")
        .isIn("409 list.no-room", "nothing");
    var weak = new NewList("a.csv", 1, "short", Optional.empty(), Optional.empty());
    assertThat(refusal(() -> uploads().begin(draw, weak, caller(ORGANISER))))
        .isEqualTo("422 unreadable");
    assertThat(refusal(() -> uploads().get(draw, "nothere"))).isEqualTo("404 not-found");
  }

  private Uploads uploads() {
    return hall.proceedings().uploads();
  }

  private ListUpload begin(long length) throws IOException {
    return uploads().begin(draw, asked("entries.csv", length), caller(ORGANISER));
  }

  private static NewList asked(String name, long length) {
    return new NewList(name, length, Hall.PASSPHRASE, Optional.empty(), Optional.empty());
  }

  private ListUpload receive(ListUpload begun, InputStream body, OptionalLong length)
      throws IOException {
    return uploads().receive(draw, begun.id(), body, length);
  }

  private void confirm(ListUpload list, String digits) {
    uploads().confirm(draw, list.id(), new Uploads.Confirmation(digits), caller(ORGANISER));
  }

  private static Digest root(ListUpload list) {
    return Digest.ofHex(list.list().orElseThrow().root());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A connection that breaks in the middle. */
  private static final class Broken extends InputStream {
    private final InputStream in;

    Broken(byte[] bytes) {
      this.in = new ByteArrayInputStream(bytes, 0, bytes.length / 2);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int max) throws IOException {
      var count = in.read(into, from, max);
      if (count < 0) {
        throw new IOException("connection reset");
      }
      return count;
    }
  }
}
