package twoseal.witness;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.MalformedException;
import twoseal.core.SignedNote;
import twoseal.ledger.CosignedCheckpoints;

/** What a witness answers over HTTP ([WIT-2], [WIT-11]). */
final class WitnessSite implements Site {
  private static final String SIZE_TYPE = "text/x.tlog.size";
  private static final Pattern LATEST =
      Pattern.compile("/(?:checkpoint/([0-9a-f]{64})|([0-9a-f]{64})/checkpoint)");
  private static final Pattern EARLIER = Pattern.compile("/([0-9a-f]{64})/cosigned/([0-9]{1,12})");

  private final Witness witness;
  private final List<LogWitness> logs;

  WitnessSite(Witness witness, List<LogWitness> logs) {
    this.witness = witness;
    this.logs = logs;
  }

  @Override
  public int bodyBytesMax() {
    return AddCheckpoint.BYTES_MAX;
  }

  @Override
  public Answer answer(String method, String path, byte[] body) {
    var isAdding = path.equals("/add-checkpoint");
    if (!method.equals(isAdding ? "POST" : "GET")) {
      return Answer.say(Answer.NOT_ALLOWED, isAdding ? "POST only" : "GET only");
    }
    if (isAdding) {
      return add(body);
    }
    return path.equals("/") ? page() : published(path);
  }

  private Answer add(byte[] body) {
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (MalformedException malformed) {
      return Answer.say(Answer.BAD_REQUEST, "expected " + malformed.expected());
    }
    var origin = request.checkpoint().origin();
    var log = logs.stream().filter(l -> l.log().origin().equals(origin)).findFirst();
    if (log.isEmpty()) {
      return Answer.say(Answer.NOT_FOUND, "unknown log");
    }
    return switch (log.get().cosign(request)) {
      case LogWitness.Said.Cosigned(var line) ->
          Answer.text(Answer.OK, Answer.NOT_CACHED, line.format() + "\n");
      case LogWitness.Said.Conflict(var size) ->
          Answer.text(SIZE_TYPE, Answer.CONFLICT, size + "\n");
      case LogWitness.Said.Forbidden(var why) -> Answer.say(Answer.FORBIDDEN, why);
      case LogWitness.Said.Unproven(var why) -> Answer.say(Answer.UNPROCESSABLE, why);
      case LogWitness.Said.Unavailable(var why) -> Answer.say(Answer.UNAVAILABLE, why);
    };
  }

  private Answer published(String path) {
    var latest = LATEST.matcher(path);
    if (latest.matches()) {
      var hash = latest.group(1) == null ? latest.group(2) : latest.group(1);
      return note(log(hash).flatMap(LogWitness::published));
    }
    var earlier = EARLIER.matcher(path);
    if (earlier.matches()) {
      try {
        var size = Bytes.parseDecimal(earlier.group(2), CosignedCheckpoints.SIZE_MAX);
        return note(log(earlier.group(1)).flatMap(log -> log.published(size)));
      } catch (MalformedException malformed) {
        return note(Optional.empty());
      }
    }
    return note(Optional.empty());
  }

  private Optional<LogWitness> log(String hash) {
    return logs.stream().filter(log -> log.log().hash().equals(hash)).findFirst();
  }

  private static Answer note(Optional<SignedNote> note) {
    return note.map(n -> Answer.text(Answer.OK, Answer.A_SECOND, n.format()))
        .orElseGet(() -> Answer.say(Answer.NOT_FOUND, "not here"));
  }

  /** For people, in both languages. */
  private Answer page() {
    var text = new StringBuilder("Twoseal 见证方 witness\n\n");
    text.append("cosign-key: ").append(witness.key().format()).append('\n');
    for (var log : logs) {
      text.append("\nlog: ").append(log.log().origin());
      text.append("\nlog-key: ").append(log.log().key().format());
      text.append(log.log().replays() ? "\n逐条重演规则 replays every entry" : "\n只核对只增不减 follows");
      text.append("\n已联署 cosigned: ");
      text.append(log.published().map(n -> "" + Checkpoint.parse(n.text()).size()).orElse("-"));
      for (var index : log.accepted()) {
        text.append("\n由见证方人员放行 let pass by its keeper: entry ").append(index);
      }
      log.hold()
          .ifPresent(hold ->
              text.append("\n暂停联署 HOLDS BACK: ")
                  .append(hold.kind().word())
                  .append(": ")
                  .append(hold.why()));
      log.trouble().ifPresent(why -> text.append("\n暂不能读 trouble: ").append(why));
      text.append("\ncheckpoint/").append(log.log().hash()).append('\n');
    }
    return Answer.text(Answer.OK, Answer.NOT_CACHED, text.toString());
  }
}
