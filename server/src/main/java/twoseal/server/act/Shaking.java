package twoseal.server.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.draw.CaseFile;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Clock;
import twoseal.ledger.LedgerStoppedException;
import twoseal.server.http.Problem;

/** The audience's shakes of all draws: taken, batched every second, proved. */
public final class Shaking implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Shaking.class.getName());
  private static final Pattern FILE = Pattern.compile("([DR]-\\d+)-(\\d+)\\.shakes");
  private static final long TICK_MS = 250;

  private final Path folder;
  private final ServiceDesk desk;
  private final Clock clock;
  private final Map<String, ShakeRoom> rooms = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("shakes").factory());

  /** What a phone sends; the members are the contract's. */
  public record NewShake(String shake) {}

  /**
   * What a phone hears of a shake whose proof is not there yet.
   *
   * @param batch that has it, once one has
   */
  public record Waits(Optional<Long> batch) {}

  private Shaking(Path folder, ServiceDesk desk, Clock clock) {
    this.folder = folder;
    this.desk = desk;
    this.clock = clock;
  }

  /** Opens what is kept; shakes that wait for a batch go on waiting. */
  static Shaking open(Path folder, ServiceDesk desk, Clock clock) throws IOException {
    Files.createDirectories(folder);
    var opened = new Shaking(folder, desk, clock);
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = FILE.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          var draw = CaseNumber.parse(name.group(1));
          var isOpen = desk.look(draw, CaseFile::attempt);
          isOpen
              .filter(attempt -> attempt == Integer.parseInt(name.group(2)))
              .ifPresent(attempt -> opened.room(draw, attempt));
        }
      }
    }
    var _ =
        opened.ticks.scheduleWithFixedDelay(opened::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    return opened;
  }

  /**
   * Takes a shake; when this returns it is on the disk.
   *
   * @throws Problem 404 for an unknown draw, 409 with the rules' reason where shakes cannot enter
   */
  public void take(CaseNumber draw, NewShake shake) {
    var digest = digest(shake.shake());
    refuse(taking(draw).take(digest));
  }

  /** The room of the current attempt; none is made where no shake can enter. */
  private ShakeRoom taking(CaseNumber draw) {
    var attempt = desk.look(draw, CaseFile::attempt).orElseThrow(Problem::notFound);
    var there = Optional.ofNullable(rooms.get(name(draw, attempt)));
    if (there.isEmpty()) {
      refuse(desk.look(draw, ShakeRoom::closed).flatMap(reason -> reason));
    }
    return there.orElseGet(() -> room(draw, attempt));
  }

  private static void refuse(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw problem(refusal.get());
    }
  }

  private static Problem problem(String reason) {
    return switch (reason) {
      case ShakeRoom.HELD -> new Problem(409, "act.shakes-held");
      case ShakeRoom.FULL -> new Problem(409, "act.shakes-full");
      case ShakeRoom.DISK -> new Problem(503, "act.shakes-disk");
      default -> Problem.refused(reason);
    };
  }

  /**
   * What is to be said of a shake, of the current attempt or one before.
   *
   * @throws Problem 404 if nobody brought it
   */
  ShakeRoom.Answer find(CaseNumber draw, String hex) {
    var shake = digest(hex);
    var current = desk.look(draw, CaseFile::attempt).orElseThrow(Problem::notFound);
    for (var attempt = current; attempt >= 1; attempt--) {
      if (hasShakes(draw, attempt)) {
        var answer = room(draw, attempt).find(shake);
        if (!(answer instanceof ShakeRoom.Answer.Unknown)) {
          return answer;
        }
      }
    }
    throw Problem.notFound();
  }

  /** How many shakes of a draw wait for their batch. */
  public int waiting(CaseNumber draw) {
    return desk.look(draw, CaseFile::attempt)
        .flatMap(attempt -> Optional.ofNullable(rooms.get(name(draw, attempt))))
        .map(ShakeRoom::waiting)
        .orElse(0);
  }

  /** The ledger has more of a draw. */
  void changed(CaseNumber draw) {
    rooms.forEach((name, room) -> {
      if (name.startsWith(draw + "-")) {
        room.look();
      }
    });
  }

  /** Lets no shake of a draw in until then, and enters those that wait. */
  void hold(CaseNumber draw, long untilMs) {
    var room = room(draw);
    room.hold(untilMs);
    room.flush();
  }

  /** Lets shakes in again. */
  void release(CaseNumber draw) {
    room(draw).hold(0);
  }

  /**
   * Ends a draw's shakes with the service's key, if there are any.
   *
   * @throws Problem 409 with the rules' reason if they refuse it
   */
  void finish(CaseNumber draw) {
    refuse(room(draw).finish());
  }

  private boolean hasShakes(CaseNumber draw, int attempt) {
    return rooms.containsKey(name(draw, attempt))
        || Files.exists(file(draw, attempt))
        || desk.look(draw, attempt, CaseFile::batches).filter(n -> n > 0).isPresent();
  }

  private ShakeRoom room(CaseNumber draw) {
    return room(draw, desk.look(draw, CaseFile::attempt).orElseThrow(Problem::notFound));
  }

  private ShakeRoom room(CaseNumber draw, int attempt) {
    return rooms.computeIfAbsent(
        name(draw, attempt),
        _ -> {
          try {
            return ShakeRoom.open(draw, attempt, file(draw, attempt), desk, clock);
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }

  private Path file(CaseNumber draw, int attempt) {
    return folder.resolve(name(draw, attempt) + ".shakes");
  }

  private static String name(CaseNumber draw, int attempt) {
    return draw + "-" + attempt;
  }

  private void tick() {
    for (var room : rooms.values()) {
      try {
        room.tick();
      } catch (LedgerStoppedException ended) {
        return;
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "shakes", failed);
      }
    }
  }

  private static Digest digest(String hex) {
    try {
      return Digest.ofHex(hex);
    } catch (MalformedException malformed) {
      throw Problem.unreadable("shake").because(malformed);
    }
  }

  /** Ends; what waits is entered after the next start. */
  @Override
  public void close() throws IOException {
    // Not interrupted: that would close the ledger's files under whoever else reads them.
    ticks.shutdown();
    ticks.close();
    for (var room : rooms.values()) {
      room.close();
    }
  }
}
