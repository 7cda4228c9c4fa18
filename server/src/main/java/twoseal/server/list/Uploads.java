package twoseal.server.list;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.desk.draw.CaseHistory;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.PublishList;
import twoseal.intake.IntakeOptions;
import twoseal.intake.ListFolder;
import twoseal.intake.ListSummary;
import twoseal.intake.PrivateList;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerView;
import twoseal.server.http.Caller;
import twoseal.server.http.Problem;
import twoseal.server.kept.Ids;
import twoseal.server.view.CodeIndex;
import twoseal.server.words.Sentences;

/**
 * List files that are sent, read and confirmed. A file goes to the disk as it comes, is read by an
 * {@link IntakeQueue} and deleted; what stays is the finished list or the report of what is wrong.
 */
public final class Uploads implements AutoCloseable {
  /** The most bytes of a list file. */
  public static final long FILE_BYTES_MAX = 32L << 30;

  private static final int NAME_MAX = 200;
  private static final int SHEET_MAX = 100;
  private static final int PASSPHRASE_MIN = 8;
  private static final int PASSPHRASE_MAX = 200;
  private static final int ROOT_DIGITS = 8;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ROOM_EVERY_BYTES = 1 << 20;

  private final Path root;
  private final Preparations preparations;
  private final LedgerView ledger;
  private final Room room;
  private final IntakeQueue queue;
  private final Clock clock;

  /** Held while a list is deleted, and while one must not be. */
  private final Object dropping = new Object();

  private final Map<CaseNumber, Map<String, Upload>> uploads = new ConcurrentHashMap<>();

  /** Digits that were typed; the members are the contract's. */
  public record Confirmation(String root) {}

  private Uploads(
      Path root,
      Room room,
      Preparations preparations,
      LedgerView ledger,
      IntakeQueue queue,
      Clock clock) {
    this.root = root;
    this.room = room;
    this.preparations = preparations;
    this.ledger = ledger;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Opens what is kept. What was not read to its end when the service ended has failed.
   *
   * @param root has a folder for each draw, and in it one for each file
   * @param options from the house's own to those by which lists are made
   */
  public static Uploads open(
      Path root,
      Preparations preparations,
      LedgerView ledger,
      Sentences sentences,
      UnaryOperator<IntakeOptions> options,
      Clock clock)
      throws IOException {
    Files.createDirectories(root);
    return open(root, Room.around(root), preparations, ledger, sentences, options, clock);
  }

  /** The same where somebody else says how much room there is. */
  static Uploads open(
      Path root,
      Room room,
      Preparations preparations,
      LedgerView ledger,
      Sentences sentences,
      UnaryOperator<IntakeOptions> options,
      Clock clock)
      throws IOException {
    var queue = new IntakeQueue(sentences, room, options);
    var opened = new Uploads(root, room, preparations, ledger, queue, clock);
    try (var draws = Files.list(root)) {
      for (var folder : draws.toList()) {
        opened.read(CaseNumber.parse(String.valueOf(folder.getFileName())), folder, sentences);
      }
    }
    return opened;
  }

  private void read(CaseNumber draw, Path folder, Sentences sentences) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Upload.open(draw, file, sentences.of("say.list.cut-short"))
            .ifPresent(upload -> of(draw).put(upload.id(), upload));
      }
    }
  }

  /** Those of a draw, newest first. */
  public List<ListUpload> list(CaseNumber draw) {
    return of(draw).values().stream()
        .sorted(Comparator.comparingLong(Upload::begunMs).reversed().thenComparing(Upload::id))
        .map(this::told)
        .toList();
  }

  /**
   * One of them.
   *
   * @throws Problem 404 if there is none
   */
  public ListUpload get(CaseNumber draw, String id) {
    return told(require(draw, id));
  }

  /** How many are being received or read, of all draws. */
  public long underWay() {
    return uploads.values().stream()
        .flatMap(ofDraw -> ofDraw.values().stream())
        .filter(Upload::isUnderWay)
        .count();
  }

  /**
   * Makes room for a file.
   *
   * @throws Problem 409 if the draw is sealed, its rules are not known here, or the disk has no
   *     room
   */
  public ListUpload begin(CaseNumber draw, NewList asked, Caller caller) throws IOException {
    requireForm(asked);
    requireUnsealed(draw);
    var _ = preparations.ofDraw(draw);
    room.requireFor(asked.fileName(), asked.bytes());
    var id = Ids.fresh();
    var folder = root.resolve(draw.toString()).resolve(id);
    var upload = Upload.begin(draw, folder, asked, caller.person().toString(), clock.nowMs());
    of(draw).put(id, upload);
    return told(upload);
  }

  /**
   * Takes the file; when it is here whole its reading waits for its turn. A file that did not come
   * whole is forgotten and may be sent again.
   *
   * @param length as the request says it
   * @throws Problem 409 if it is not awaited, 413 or 422 if it is longer or shorter than announced
   * @throws IOException if the connection broke
   */
  public ListUpload receive(CaseNumber draw, String id, InputStream body, OptionalLong length)
      throws IOException {
    var upload = require(draw, id);
    var rules = preparations.ofDraw(draw);
    requireLength(upload, length.orElse(upload.asked().bytes()));
    if (!upload.occupy()) {
      throw new Problem(409, "list.not-awaited", upload.state().word());
    }
    var isWhole = false;
    try {
      var hash = copy(body, upload);
      upload.hasCome(hash);
      isWhole = true;
    } finally {
      if (!isWhole) {
        upload.vacate();
        Files.deleteIfExists(upload.source());
      }
    }
    queue.add(upload, rules, draft(draw));
    return told(upload);
  }

  /**
   * The errors of a refused list, as CSV.
   *
   * @throws Problem 404 if there are none
   */
  public Path errors(CaseNumber draw, String id) {
    var file = require(draw, id).errorsFile();
    if (!Files.exists(file)) {
      throw Problem.notFound();
    }
    return file;
  }

  /**
   * Somebody says that this is the correct file.
   *
   * @throws Problem 409 if it is not a finished list, 422 if the digits are not its root's
   */
  public ListUpload confirm(CaseNumber draw, String id, Confirmation typed, Caller caller) {
    var upload = require(draw, id);
    var listRoot =
        upload.root().orElseThrow(() -> new Problem(409, "list.not-taken", upload.state().word()));
    if (!typed.root().equals(listRoot.hex().substring(0, ROOT_DIGITS))) {
      throw new Problem(422, "list.root-differs");
    }
    upload.confirm(caller.person().toString(), caller.role(), look(draw).attempt(), clock.nowMs());
    return told(upload);
  }

  /**
   * A finished list that is to be published.
   *
   * @throws Problem 404 if there is none, 409 if it is not finished or, for a final list, not
   *     confirmed by an organiser and by a notary for the current attempt
   */
  public ListFolder publishable(CaseNumber draw, String id, boolean isFinal) {
    var upload = require(draw, id);
    if (upload.state() != Upload.State.TAKEN) {
      throw new Problem(409, "list.not-taken", upload.state().word());
    }
    if (isFinal && !upload.isConfirmed(look(draw).attempt())) {
      throw new Problem(409, "list.not-confirmed");
    }
    return upload.list();
  }

  /**
   * Takes over a finished list that was made on this machine without the service, such as by {@code
   * list commit}: its files are copied, and its codes can be looked up from then on.
   *
   * @param passphrase of its private file; its caller's to wipe
   * @throws twoseal.core.MalformedException if the folder's summary is none
   * @throws IOException if a file cannot be read or written
   */
  public void adopt(CaseNumber draw, ListFolder made, char[] passphrase, String who)
      throws IOException {
    var root = summary(made).root();
    if (find(draw, root.digest()).isPresent()) {
      return;
    }
    var id = Ids.fresh();
    var asked =
        new NewList(
            String.valueOf(made.path().getFileName()),
            Files.size(made.publicLines()),
            "",
            Optional.empty(),
            Optional.empty());
    var upload =
        Upload.begin(
            draw, this.root.resolve(draw.toString()).resolve(id), asked, who, clock.nowMs());
    Folders.copy(made.path(), upload.list().path());
    CodeIndex.write(upload.list(), PrivateList.open(upload.list(), passphrase), root);
    upload.take(
        ListUpload.Block.of(ListUpload.block(summary(made)), root.groups()),
        Optional.empty(),
        List.of());
    of(draw).put(id, upload);
  }

  /**
   * Deletes an upload and its files, for good.
   *
   * @throws Problem 404 if there is none, 409 if its list is on the ledger, or it is under way
   */
  public void drop(CaseNumber draw, String id) throws IOException {
    var upload = require(draw, id);
    synchronized (dropping) {
      if (upload.root().isPresent() && wasPublished(draw, upload.root().get())) {
        throw new Problem(409, "list.published");
      }
      if (!upload.drop()) {
        throw new Problem(409, "list.under-way");
      }
      of(draw).remove(id);
    }
  }

  /**
   * Does something with a list that must stay meanwhile, such as entering its publication.
   *
   * @throws Problem 409 if the list is not here any more
   */
  public <T> T keeping(CaseNumber draw, Digest listRoot, Supplier<T> what) {
    synchronized (dropping) {
      if (find(draw, listRoot).isEmpty()) {
        throw new Problem(409, "list.dropped");
      }
      return what.get();
    }
  }

  /** Whether the list was published by any attempt, as a draft that was replaced since, too. */
  private boolean wasPublished(CaseNumber draw, Digest listRoot) {
    return CaseHistory.of(ledger, draw).events().stream()
        .map(CaseHistory.Event::command)
        .anyMatch(command ->
            command instanceof PublishList published && published.list().root().equals(listRoot));
  }

  /** The folder of a draw's finished list with this root, if it was sent here. */
  public Optional<ListFolder> find(CaseNumber draw, Digest listRoot) {
    return of(draw).values().stream()
        .filter(upload -> upload.state() == Upload.State.TAKEN)
        .filter(upload -> upload.root().equals(Optional.of(listRoot)))
        .map(Upload::list)
        .findFirst();
  }

  /** What a finished list's folder says of it. */
  public static ListSummary summary(ListFolder list) {
    try {
      return ListSummary.parse(Bytes.parseUtf8(Files.readAllBytes(list.summary())));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The folder of the draft that is published now. */
  private Optional<ListFolder> draft(CaseNumber draw) {
    return look(draw).draft().flatMap(listRoot -> find(draw, listRoot));
  }

  /** No other list can come into a sealed attempt. */
  private void requireUnsealed(CaseNumber draw) {
    try (var state = ledger.state()) {
      if (CaseFile.find(state, draw).flatMap(CaseFile::sealText).isPresent()) {
        throw Problem.refused("draw.sealed");
      }
    }
  }

  /** A draw's current attempt, and the roots that it has published. */
  private record Current(int attempt, Optional<Digest> draft, Optional<Digest> last) {
    /** Uploads are of draws that were announced. */
    static final Current NONE = new Current(1, Optional.empty(), Optional.empty());

    /** What it published a list as. */
    Optional<String> published(Optional<Digest> listRoot) {
      if (listRoot.isEmpty()) {
        return Optional.empty();
      }
      return last.equals(listRoot)
          ? Optional.of("final")
          : Optional.of("draft").filter(_ -> draft.equals(listRoot));
    }
  }

  private Current look(CaseNumber draw) {
    try (var state = ledger.state()) {
      return CaseFile.find(state, draw)
          .map(file ->
              new Current(file.attempt(), file.draft(), file.list().map(l -> l.list().root())))
          .orElse(Current.NONE);
    }
  }

  private ListUpload told(Upload upload) {
    var now = look(upload.draw());
    return upload.told(now.published(upload.root()), now.attempt());
  }

  private Upload require(CaseNumber draw, String id) {
    return Optional.ofNullable(of(draw).get(id)).orElseThrow(Problem::notFound);
  }

  private Map<String, Upload> of(CaseNumber draw) {
    return uploads.computeIfAbsent(draw, _ -> new ConcurrentHashMap<>());
  }

  private Digest copy(InputStream body, Upload upload) throws IOException {
    var hash = sha256();
    var expected = upload.asked().bytes();
    var received = 0L;
    var buffer = new byte[BUFFER_BYTES];
    try (var file =
            Files.newOutputStream(
                upload.source(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        var out = new DigestOutputStream(file, hash)) {
      for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        received += count;
        requireNotLonger(received, expected);
        if ((received - count) % ROOM_EVERY_BYTES < count) {
          room.requireReserve();
        }
        out.write(buffer, 0, count);
        upload.received(received);
      }
    }
    requireLength(upload, received);
    return Digest.of(hash.digest());
  }

  private static void requireNotLonger(long received, long expected) {
    if (received > expected) {
      throw new Problem(413, "list.longer", expected);
    }
  }

  private static void requireLength(Upload upload, long length) {
    requireNotLonger(length, upload.asked().bytes());
    if (length < upload.asked().bytes()) {
      throw new Problem(422, "list.shorter", upload.asked().bytes(), length);
    }
  }

  private static void requireForm(NewList asked) {
    requireText("fileName", asked.fileName(), 1, NAME_MAX);
    requireText("passphrase", asked.passphrase(), PASSPHRASE_MIN, PASSPHRASE_MAX);
    asked.sheet().ifPresent(sheet -> requireText("sheet", sheet, 1, SHEET_MAX));
    if (asked.encoding().filter(e -> !e.equals("utf-8") && !e.equals("gb18030")).isPresent()) {
      throw Problem.unreadable("encoding");
    }
    if (asked.bytes() < 1) {
      throw Problem.unreadable("bytes");
    }
    if (asked.bytes() > FILE_BYTES_MAX) {
      throw new Problem(413, "list.too-large", FILE_BYTES_MAX);
    }
  }

  private static void requireText(String member, String text, int min, int max) {
    if (text.length() < min || text.length() > max) {
      throw Problem.unreadable(member);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Ends the reading that goes on; what waits fails when the service starts again. */
  @Override
  public void close() {
    queue.close();
  }
}
