package twoseal.server.act;

import java.util.Optional;
import twoseal.draw.CaseNumber;
import twoseal.server.http.Problem;
import twoseal.server.kept.JsonFolder;
import twoseal.server.view.Shapes.Show;

/** The pace of each draw's show, or its pause: how results are told, never what they are. */
public final class Shows {
  private static final int REASON_MAX = 200;

  private final JsonFolder<Show> folder;

  public Shows(JsonFolder<Show> folder) {
    this.folder = folder;
  }

  /** A draw's; empty where nobody changed it. */
  public Optional<Show> of(CaseNumber draw) {
    return folder.get(draw.toString());
  }

  /**
   * Changes it.
   *
   * @throws Problem 422 if it is none, or a pause without its reason
   */
  public Show change(CaseNumber draw, Show show) {
    var isPaused =
        switch (show.state()) {
          case "paused" -> true;
          case "running" -> false;
          default -> throw Problem.unreadable("state");
        };
    switch (show.pace()) {
      case "slow", "normal", "fast" -> {}
      default -> throw Problem.unreadable("pace");
    }
    var reason = show.reason().filter(r -> !r.isBlank() && r.length() <= REASON_MAX);
    if (isPaused && reason.isEmpty()) {
      throw Problem.unreadable("reason");
    }
    folder.put(draw.toString(), show);
    return show;
  }
}
