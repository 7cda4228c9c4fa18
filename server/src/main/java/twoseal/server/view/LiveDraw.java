package twoseal.server.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.desk.draw.AttemptState;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.draw.DrawCommand;
import twoseal.intake.rules.SealSettings;
import twoseal.registry.RegistryCommand;
import twoseal.server.http.JsonText;

/**
 * A draw with what everybody is told of it: a frame for each entry, made once and shared by all who
 * listen, and looks at its attempts, made anew when something changed or time went on.
 */
final class LiveDraw {
  /** For so long the state of an attempt, which follows the clock, is told as it was. */
  private static final long LOOK_MS = 500;

  /** Of a stage's rolls so many come with its entry; further ones are asked for. */
  private static final int ROLLS_MAX = 1_000;

  private final Chronicle chronicle;
  private final Lists lists;
  private final Backstage backstage;
  private final JsonText json;
  private DrawStory story;
  private final List<Frame> frames = new ArrayList<>();
  private final Map<Integer, Made> looks = new HashMap<>();
  private final Map<Integer, List<RollIndex>> rolled = new HashMap<>();

  /** The files of names, by attempt, as they were when frames were made of them. */
  private final Map<Integer, Optional<Object>> named = new HashMap<>();

  /** An entry as it is sent. */
  static final class Frame {
    private final long index;
    private final byte[] bytes;

    Frame(long index, byte[] bytes) {
      this.index = index;
      this.bytes = bytes;
    }

    long index() {
      return index;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private record Made(Look look, long atMs, int events) {}

  LiveDraw(Chronicle chronicle, Lists lists, Backstage backstage, JsonText json, CaseNumber draw) {
    this.chronicle = chronicle;
    this.lists = lists;
    this.backstage = backstage;
    this.json = json;
    this.story = new DrawStory(chronicle, draw);
  }

  CaseNumber draw() {
    return story.draw();
  }

  /**
   * Takes what the ledger has of it by now. Where a frame cannot be made, the story is past its
   * entry already; so it is begun anew, and whoever asks next has that frame made before any later
   * one: none is ever left out. Frames that were made stay as they are.
   */
  synchronized void catchUp() {
    if (chronicle.entries(draw()).size() == frames.size()) {
      return;
    }
    try {
      story.upTo(chronicle.size() - 1, this::take);
    } catch (RuntimeException failed) {
      story = new DrawStory(chronicle, draw());
      throw failed;
    }
  }

  /**
   * Makes the frames anew, each in its place, where a name that they tell may have been erased
   * since ([LIST-12]): whoever comes from now on is not told it.
   */
  synchronized void forgetErased() {
    if (named.entrySet().stream().allMatch(told -> told.getValue().equals(names(told.getKey())))) {
      return;
    }
    named.clear();
    frames.clear();
    story = new DrawStory(chronicle, draw());
    catchUp();
  }

  private Optional<Object> names(int attempt) {
    var open = story.file().at(attempt).flatMap(this::list);
    try {
      return open.isEmpty() ? Optional.empty() : open.get().namesFile();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void take(Event event) {
    if (frames.isEmpty() || frames.getLast().index() < event.position().index()) {
      frames.add(frame(event));
    }
  }

  /** The frames from a place on; a copy. */
  synchronized List<Frame> frames(int from) {
    return List.copyOf(frames.subList(Math.min(from, frames.size()), frames.size()));
  }

  /** The place of the first frame after an entry. */
  synchronized int after(long index) {
    var place = 0;
    while (place < frames.size() && frames.get(place).index() <= index) {
      place++;
    }
    return place;
  }

  /**
   * An attempt as of now.
   *
   * @param attempt the current one if empty
   */
  synchronized Optional<Look> look(Optional<Integer> attempt, long nowMs) {
    catchUp();
    var current = story.file();
    var file = attempt.isEmpty() ? Optional.of(current) : current.at(attempt.get());
    return file.map(f -> look(f, nowMs));
  }

  /** The state of the current attempt, and what decides it. */
  synchronized Now now(long nowMs) {
    catchUp();
    var file = story.file();
    return new Now(
        AttemptState.of(file, nowMs).word(),
        file.sealText().isEmpty() ? Optional.empty() : DrawPicture.fixed(file, nowMs));
  }

  /** What follows the clock. */
  record Now(String state, Optional<Shapes.Fixed> fixed) {}

  /** A question about the case as of its last entry. */
  synchronized <T> T ask(Question<T> question) throws IOException, InterruptedException {
    catchUp();
    return question.of(story.file(), List.copyOf(story.events()));
  }

  /** What is asked of a case. */
  @FunctionalInterface
  interface Question<T> {
    T of(CaseFile current, List<Event> events) throws IOException, InterruptedException;
  }

  private Look look(CaseFile file, long nowMs) {
    var known = looks.get(file.attempt());
    if (known != null
        && known.events == story.events().size()
        && Math.abs(nowMs - known.atMs) < LOOK_MS) {
      return known.look;
    }
    var look = made(file, nowMs, true);
    looks.put(file.attempt(), new Made(look, nowMs, story.events().size()));
    return look;
  }

  private Look made(CaseFile file, long nowMs, boolean withTimeline) {
    var picture = new DrawPicture(chronicle.names(), file, story.events(), nowMs);
    var aside = withTimeline ? backstage.of(draw()) : Backstage.Aside.NONE;
    var isProposed = withTimeline && file.seal().isEmpty();
    var proposed = isProposed ? backstage.proposed(draw()) : Optional.<SealSettings>empty();
    var draw = picture.draw(withTimeline, aside, proposed);
    var afterwards = new HashMap<Look.RankedPlace, String>();
    for (var after : draw.afterwards()) {
      picture
          .afterwards(after.stage(), after.order())
          .ifPresent(
              words -> afterwards.put(new Look.RankedPlace(after.stage(), after.order()), words));
    }
    return new Look(draw, new Look.Json(json.write(draw)), list(file), stages(file), afterwards);
  }

  private Optional<OpenList> list(CaseFile file) {
    try {
      return lists.open(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private List<RollIndex> stages(CaseFile file) {
    var known = rolled.computeIfAbsent(file.attempt(), _ -> new ArrayList<>());
    for (var stage = known.size() + 1; stage <= file.results(); stage++) {
      known.add(new RollIndex(story.outcome(file.attempt(), stage).orElseThrow()));
    }
    return known;
  }

  private Frame frame(Event event) {
    if (event.as(DrawCommand.PublishResult.class).isPresent()) {
      named.putIfAbsent(event.attempt(), names(event.attempt()));
    }
    var index = event.position().index();
    var look = made(story.file(), event.position().timeMs(), false);
    var entry =
        new Shapes.Entry(
            index,
            event.position().timeMs(),
            event.kind(),
            event.attempt(),
            chronicle.engine().root(index + 1).hex(),
            event.signers(),
            look.draw(),
            event.as(DrawCommand.PublishResult.class).map(result -> rolls(look, result.stage())),
            remark(event),
            DrawPicture.skip(event));
    var data = json.write(entry);
    return new Frame(
        index,
        Bytes.concat(
            Bytes.utf8("event: entry\nid: " + index + "\ndata: "), data, Bytes.utf8("\n\n")));
  }

  private static List<Shapes.Roll> rolls(Look look, int stage) {
    try {
      return look.rolls(stage, 0, ROLLS_MAX);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Optional<String> remark(Event event) {
    if (event.command().isPresent()) {
      return Optional.empty();
    }
    var in = new Fields.Reader(event.text());
    var _ = Header.read(in);
    return RegistryCommand.read(in) instanceof RegistryCommand.Remark remark
        ? Optional.of(remark.remark())
        : Optional.empty();
  }
}
