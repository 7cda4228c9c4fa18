package twoseal.server.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.desk.NewFile;
import twoseal.server.http.Call;
import twoseal.server.http.Handler;
import twoseal.server.http.JsonText;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;
import twoseal.server.kept.DurableName;

/**
 * The same {@code Idempotency-Key} of the same account on the same route gets the first answer
 * again for 24 hours, also after a restart. Answers are kept encrypted, for some hold a one-time
 * password. What was refused is not kept: it may be asked again.
 */
public final class Idempotency {
  /** The header. */
  public static final String HEADER = "Idempotency-Key";

  static final Duration KEPT = Duration.ofHours(24);

  private static final int KEY_CHARACTERS_MIN = 8;
  private static final int KEY_CHARACTERS_MAX = 100;
  private static final String USE = "first answers";
  private static final String NAMES = "[0-9a-f]*";
  private static final long SWEEP_MS = 3_600_000;

  private final Path folder;
  private final Secrets secrets;
  private final InstantSource clock;
  private final JsonText json = new JsonText();
  private final Set<String> running = new HashSet<>();
  private long sweptMs;

  private record Answer(long untilMs, int status, String body) {}

  /**
   * Keeps first answers in a folder, which is made if it is not there.
   *
   * @throws IOException if it cannot be made
   */
  public Idempotency(Path folder, Secrets secrets, InstantSource clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The same handler, answering a repeated key with the first answer. */
  public Handler once(Handler handler) {
    return call -> {
      var key = call.header(HEADER);
      return key.isEmpty() ? handler.handle(call) : once(handler, call, key.get());
    };
  }

  private Reply once(Handler handler, Call call, String key) throws Exception {
    if (key.length() < KEY_CHARACTERS_MIN || key.length() > KEY_CHARACTERS_MAX) {
      throw new Problem(422, "idempotency.key", KEY_CHARACTERS_MIN, KEY_CHARACTERS_MAX);
    }
    var name = name(call, key);
    begin(name);
    try {
      var first = find(name);
      if (first.isPresent()) {
        return answer(first.get());
      }
      var reply = handler.handle(call);
      if (reply instanceof Reply.Json document) {
        keep(name, document);
      }
      return reply;
    } finally {
      end(name);
    }
  }

  private static String name(Call call, String key) {
    var of = List.of(call.signedIn().username(), call.method(), call.path(), key);
    return Digest.sha256(Bytes.utf8(String.join("\n", of))).hex();
  }

  private synchronized void begin(String name) {
    if (!running.add(name)) {
      throw new Problem(409, "idempotency.running").retryAfter(1);
    }
  }

  private synchronized void end(String name) {
    running.remove(name);
  }

  private Optional<Answer> find(String name) {
    return read(folder.resolve(name)).filter(answer -> clock.millis() < answer.untilMs());
  }

  private Optional<Answer> read(Path file) {
    try {
      return secrets
          .unseal(USE, Files.readAllBytes(file))
          .map(bytes -> json.read(bytes, Answer.class));
    } catch (NoSuchFileException | MalformedException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void keep(String name, Reply.Json reply) throws IOException {
    sweep();
    var body = Base64.getEncoder().encodeToString(json.write(reply.value()));
    var answer = new Answer(clock.millis() + KEPT.toMillis(), reply.status(), body);
    var file = folder.resolve(name);
    NewFile.replace(file, secrets.seal(USE, json.write(answer)), NewFile.Access.OWNER);
    DurableName.force(file);
  }

  private static Reply answer(Answer first) {
    var body = Base64.getDecoder().decode(first.body());
    return new Reply.Content(
        first.status(), List.of(), "application/json", body.length, new ByteArrayInputStream(body));
  }

  /** Takes away what is over; those who answer do it now and then. */
  private void sweep() throws IOException {
    synchronized (this) {
      if (clock.millis() - sweptMs < SWEEP_MS) {
        return;
      }
      sweptMs = clock.millis();
    }
    var files = new ArrayList<Path>();
    try (var listed = Files.newDirectoryStream(folder, NAMES)) {
      listed.forEach(files::add);
    }
    for (var file : files) {
      if (read(file).filter(answer -> clock.millis() < answer.untilMs()).isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
