package twoseal.server.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import twoseal.core.Digest;
import twoseal.core.Role;
import twoseal.desk.NewFile;
import twoseal.draw.CaseNumber;
import twoseal.intake.ListFolder;
import twoseal.server.http.JsonText;
import twoseal.server.words.Words;

/**
 * One list file and what has become of it. The passphrase is in memory alone, from the announcement
 * of the file to the end of its reading; so a service that was ended in between cannot go on with
 * the file, and says so.
 */
final class Upload {
  private static final String KEPT = "upload.json";

  /** What a folder's name ends with that is being deleted: a crash does not leave half of it. */
  private static final String DROPPED = ".dropped";

  private final CaseNumber draw;
  private final Path folder;
  private final JsonText json = new JsonText();
  private final NewList asked;
  private final String begunBy;
  private final long begunMs;
  private char[] passphrase;
  private State state = State.RECEIVING;
  private boolean isBusy;
  private long received;
  private long read;
  private long lines;
  private long errors;
  private Optional<Digest> sourceHash = Optional.empty();
  private Optional<ListUpload.Block> list = Optional.empty();
  private Optional<ListUpload.Changes> changes = Optional.empty();
  private List<Words> advice = List.of();
  private List<ListUpload.Kind> report = List.of();
  private Optional<Words> failure = Optional.empty();
  private final List<ListUpload.Confirmed> confirmed = new ArrayList<>();

  /** How far it is. */
  enum State {
    RECEIVING,
    READING,
    TAKEN,
    REFUSED,
    FAILED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  private Upload(CaseNumber draw, Path folder, NewList asked, String begunBy, long begunMs) {
    this.draw = draw;
    this.folder = folder;
    this.asked = asked;
    this.begunBy = begunBy;
    this.begunMs = begunMs;
    this.passphrase = asked.passphrase().toCharArray();
  }

  /** Makes room. */
  static Upload begin(CaseNumber draw, Path folder, NewList asked, String begunBy, long begunMs)
      throws IOException {
    Files.createDirectories(folder);
    var upload = new Upload(draw, folder, asked, begunBy, begunMs);
    upload.keep();
    return upload;
  }

  /**
   * Reads what is kept.
   *
   * @param cutShort what to say of one that was not read to its end
   * @return empty where nothing was kept yet
   */
  static Optional<Upload> open(CaseNumber draw, Path folder, Words cutShort) throws IOException {
    if (folder.toString().endsWith(DROPPED)) {
      Folders.delete(folder);
      return Optional.empty();
    }
    if (!Files.exists(folder.resolve(KEPT))) {
      // Begun and killed before it was kept; a finished list is never what was left of that.
      if (!Files.exists(new ListFolder(folder.resolve("list")).summary())) {
        Folders.delete(folder);
      }
      return Optional.empty();
    }
    var kept = new JsonText().read(Files.readAllBytes(folder.resolve(KEPT)), ListUpload.class);
    var asked = new NewList(kept.fileName(), kept.bytes(), "", Optional.empty(), Optional.empty());
    var upload = new Upload(draw, folder, asked, kept.begunBy(), kept.begunMs());
    upload.state = State.of(kept.state());
    upload.received = kept.received().orElse(0L);
    upload.read = kept.read().orElse(0L);
    upload.lines = kept.lines().orElse(0L);
    upload.errors = kept.errors().orElse(0L);
    upload.sourceHash = kept.sourceHash().map(Digest::ofHex);
    upload.list = kept.list();
    upload.changes = kept.changes();
    upload.advice = kept.advice();
    upload.report = kept.report();
    upload.failure = kept.failure();
    upload.confirmed.addAll(kept.confirmed());
    if (upload.state == State.RECEIVING || upload.state == State.READING) {
      upload.fail(cutShort);
    }
    return Optional.of(upload);
  }

  String id() {
    return String.valueOf(folder.getFileName());
  }

  CaseNumber draw() {
    return draw;
  }

  NewList asked() {
    return asked;
  }

  long begunMs() {
    return begunMs;
  }

  /** The file as it was sent; gone once it was read, for it holds everybody's record in clear. */
  Path source() {
    return folder.resolve("source");
  }

  /** Where the finished list stands. */
  ListFolder list() {
    return new ListFolder(folder.resolve("list"));
  }

  Path errorsFile() {
    return folder.resolve("errors.csv");
  }

  /** A copy, its reader's to wipe. */
  synchronized char[] passphrase() {
    return passphrase.clone();
  }

  /** Whether it is still coming, or waits for its end. */
  synchronized boolean isUnderWay() {
    return isBusy || state == State.READING;
  }

  synchronized State state() {
    return state;
  }

  synchronized Optional<Digest> root() {
    return list.map(block -> Digest.ofHex(block.root()));
  }

  /** Whether both sides said that this is the correct file of an attempt. */
  synchronized boolean isConfirmed(int attempt) {
    return Stream.of(Role.ORGANISER, Role.NOTARY)
        .allMatch(side -> confirmed(attempt).anyMatch(c -> c.role().equals(side.word())));
  }

  private Stream<ListUpload.Confirmed> confirmed(int attempt) {
    return confirmed.stream().filter(c -> c.attempt() == attempt);
  }

  /** Takes the right to send the file; false while somebody has it, or once the file is here. */
  synchronized boolean occupy() {
    if (isBusy || state != State.RECEIVING) {
      return false;
    }
    isBusy = true;
    received = 0;
    return true;
  }

  /** Gives it back: the file did not come whole. */
  synchronized void vacate() {
    isBusy = false;
    received = 0;
  }

  synchronized void received(long soFar) {
    received = soFar;
  }

  /** The file is here whole. */
  synchronized void hasCome(Digest hash) {
    isBusy = false;
    sourceHash = Optional.of(hash);
    state = State.READING;
    keep();
  }

  synchronized void progress(long linesSoFar, long readSoFar, long errorsSoFar) {
    lines = linesSoFar;
    read = readSoFar;
    errors = errorsSoFar;
  }

  /** Deletes it with all its files, for good; false while it is under way. */
  synchronized boolean drop() throws IOException {
    if (isUnderWay()) {
      return false;
    }
    end(State.FAILED);
    list = Optional.empty();
    var dropped = folder.resolveSibling(id() + DROPPED);
    Files.move(folder, dropped, StandardCopyOption.ATOMIC_MOVE);
    Folders.delete(dropped);
    return true;
  }

  /** The list stands in its folder. */
  synchronized void take(
      ListUpload.Block block, Optional<ListUpload.Changes> against, List<Words> told) {
    end(State.TAKEN);
    read = asked.bytes();
    list = Optional.of(block);
    changes = against;
    advice = List.copyOf(told);
    keep();
  }

  /** The list is not good; nothing of it is left. */
  synchronized void refuse(long linesRead, long found, List<ListUpload.Kind> kinds) {
    end(State.REFUSED);
    lines = linesRead;
    errors = found;
    report = List.copyOf(kinds);
    keep();
  }

  /** It could not be read to the end. */
  synchronized void fail(Words why) {
    end(State.FAILED);
    failure = Optional.of(why);
    try {
      Folders.delete(list().path());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    keep();
  }

  /** Somebody says that this is the correct file of an attempt; once is enough. */
  synchronized void confirm(String who, Role role, int attempt, long timeMs) {
    if (confirmed(attempt).noneMatch(c -> c.who().equals(who))) {
      confirmed.add(new ListUpload.Confirmed(who, role.word(), attempt, timeMs));
      keep();
    }
  }

  /** As it is shown in an attempt: who confirmed it for an earlier one says nothing of this. */
  synchronized ListUpload told(Optional<String> published, int attempt) {
    return told(published, confirmed(attempt).toList());
  }

  private ListUpload told(Optional<String> published, List<ListUpload.Confirmed> confirmations) {
    return new ListUpload(
        id(),
        asked.fileName(),
        asked.bytes(),
        state.word(),
        Optional.of(received),
        Optional.of(read),
        Optional.of(lines),
        Optional.of(errors),
        begunBy,
        begunMs,
        sourceHash.map(Digest::hex),
        list,
        changes,
        advice,
        report,
        failure,
        confirmations,
        published);
  }

  private void end(State last) {
    state = last;
    Arrays.fill(passphrase, '\0');
    passphrase = new char[0];
    try {
      Files.deleteIfExists(source());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void keep() {
    try {
      var bytes = json.write(told(Optional.empty(), List.copyOf(confirmed)));
      NewFile.replace(folder.resolve(KEPT), bytes, NewFile.Access.OWNER);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
