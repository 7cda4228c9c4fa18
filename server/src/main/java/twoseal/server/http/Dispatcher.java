package twoseal.server.http;

import java.io.ByteArrayInputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import twoseal.desk.Language;

/**
 * From a call to its reply: finds the route, lets the caller in or not, asks the handler, and tells
 * every problem in the one form. Nothing gets past the table: what is not in it is not found.
 */
final class Dispatcher {
  private final Router router;
  private final Doorkeeper doorkeeper;
  private final JsonText json;
  private final RateLimit writes;
  private final Map<Language, ProblemTexts> texts = new EnumMap<>(Language.class);

  /**
   * A reply and what it is the reply to.
   *
   * @param name of the route, or of the site's part
   */
  record Answered(String name, Reply reply) {}

  /** RFC 9457. */
  private record ProblemDocument(
      String type, String title, int status, String detail, String next) {}

  Dispatcher(Router router, Doorkeeper doorkeeper, JsonText json, RateLimit writes) {
    this.router = router;
    this.writes = writes;
    this.doorkeeper = doorkeeper;
    this.json = json;
    for (var language : Language.values()) {
      texts.put(language, ProblemTexts.of(language));
    }
  }

  /** Answers a call; never throws. */
  Answered answer(HelidonCall call) {
    var found = router.find(call.method(), call.path(), call.segments());
    if (found.isEmpty()) {
      return new Answered("none", problem(Problem.notFound(), call.language()));
    }
    var name =
        switch (found.get()) {
          case Router.Found.Line(var route, var _) -> route.name();
          case Router.Found.Part(var mount) -> mount.prefix();
          case Router.Found.OtherMethod(var _) -> "none";
        };
    try {
      return new Answered(name, handle(found.get(), call));
    } catch (Problem problem) {
      return new Answered(name, problem(problem, call.language()));
    } catch (Exception failed) {
      return new Answered(name, problem(mistake(name, failed), call.language()));
    }
  }

  private Reply handle(Router.Found found, HelidonCall call) throws Exception {
    return switch (found) {
      case Router.Found.Line(var route, var parts) -> {
        call.matched(parts);
        if (route.access() instanceof Access.Public && !route.method().equals("GET")) {
          writes.take(call.remote());
        }
        call.isBy(doorkeeper.caller(call));
        requireAccess(route.access(), call);
        if (call.caller().isPresent()) {
          doorkeeper.admit(route, call, call.caller().get());
        }
        yield route.handler().handle(call);
      }
      case Router.Found.Part(var mount) -> mount.handler().handle(call);
      case Router.Found.OtherMethod(var allowed) ->
          problem(new Problem(405, "no-such-method", call.method()), call.language())
              .with("Allow", allow(allowed));
    };
  }

  private static void requireAccess(Access access, Call call) {
    switch (access) {
      case Access.Public() -> {}
      case Access.SignedIn(var _) -> call.signedIn();
      case Access.Roles(var roles, var _) -> {
        if (!roles.contains(call.signedIn().role())) {
          var words = roles.stream().map(role -> role.word()).collect(Collectors.joining(", "));
          throw new Problem(403, "not-your-role", words);
        }
      }
    }
  }

  /** A problem as it is told. */
  Reply.Content problem(Problem problem, Language language) {
    var words = Optional.ofNullable(texts.get(language)).orElseThrow().tell(problem);
    var document =
        new ProblemDocument(
            Problem.TYPE + problem.reason(),
            words.title(),
            problem.status(),
            words.detail(),
            words.next());
    var bytes = json.write(document);
    var reply =
        new Reply.Content(
            problem.status(),
            List.of(),
            "application/problem+json",
            bytes.length,
            new ByteArrayInputStream(bytes));
    return problem.retryS().isPresent()
        ? reply.with("Retry-After", Integer.toString(problem.retryS().getAsInt()))
        : reply;
  }

  private static Problem mistake(String name, Exception failed) {
    return new Problem(500, "mistake", Mistake.log(name, failed).reference());
  }

  private static String allow(Set<String> methods) {
    var allowed = new TreeSet<>(methods);
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    return String.join(", ", List.copyOf(allowed));
  }
}
