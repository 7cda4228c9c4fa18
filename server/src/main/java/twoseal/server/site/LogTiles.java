package twoseal.server.site;

import twoseal.server.http.Call;
import twoseal.server.http.Reply;
import twoseal.witness.Site;

/**
 * The log for its witnesses and for everybody's verifier, under {@code /log/}: C2SP tlog-tiles, and
 * the place where witnesses leave cosignatures ([WIT-10], [WIT-13]).
 */
public final class LogTiles {
  /** Where it is. */
  public static final String PREFIX = "/log";

  private final Site site;

  /** The tiles of a log. */
  public LogTiles(Site site) {
    this.site = site;
  }

  /** Answers everything under {@link #PREFIX}. */
  public Reply answer(Call call) {
    var path = call.path().substring(PREFIX.length());
    var body = call.method().equals("GET") ? new byte[0] : call.bytes(site.bodyBytesMax());
    var answer = site.answer(call.method(), path.isEmpty() ? "/" : path, body);
    Reply reply =
        new Reply.Content(
            answer.status(),
            java.util.List.of(),
            answer.type(),
            answer.body().length(),
            answer.body().bytes());
    // Other people's verifier pages read the log too, and there is no secret in it.
    return reply.with("Cache-Control", answer.caching()).with("Access-Control-Allow-Origin", "*");
  }
}
