package twoseal.server.act;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import twoseal.machine.Command;
import twoseal.server.act.Acts.NewSignature;
import twoseal.server.act.Acts.Reason;
import twoseal.server.act.Numbers.NewNumber;
import twoseal.server.act.Shaking.NewShake;
import twoseal.server.http.Call;
import twoseal.server.http.Problem;
import twoseal.server.http.Reply;
import twoseal.server.http.Route;
import twoseal.server.list.Parties;
import twoseal.server.view.Shapes.Show;

/** The routes of acts, commands, numbers and shakes. */
public final class ActRoutes {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;

  private final ActDesk desk;
  private final Shows shows;
  private final Parties parties;

  public ActRoutes(ActDesk desk, Shows shows, Parties parties) {
    this.desk = desk;
    this.shows = shows;
    this.parties = parties;
  }

  /** Lines for the table of routes. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/acts", "signed-in", this::acts),
        Route.of("POST", "/acts", "signed-in", this::beginAct),
        Route.of("GET", "/acts/{id}", "signed-in own", this::act),
        Route.of("DELETE", "/acts/{id}", "signed-in own", this::withdrawAct),
        Route.of("POST", "/acts/{id}/signatures", "signed-in own", this::signAct),
        Route.of("POST", "/commands", "public", this::submitCommand),
        Route.of(
            "POST", "/draws/{draw}/beacon", "organiser notary operator own", this::bringNumber),
        Route.of("PUT", "/draws/{draw}/show", "notary organiser own", this::changeShow),
        Route.of("POST", "/draws/{draw}/shakes", "public", this::shake),
        Route.of("GET", "/draws/{draw}/shakes/{shake}", "public", this::shakeProof));
  }

  private Reply acts(Call call) {
    var limit = (int) call.number("limit", 1, LIMIT_MAX).orElse(LIMIT_DEFAULT);
    var query =
        new Acts.Query(
            call.query("state").map(ActRoutes::state),
            call.query("draw"),
            call.query("cursor"),
            limit);
    var caller = call.signedIn();
    var page = desk.acts().list(query, caller);
    var shown = page.items().stream().filter(act -> OwnKeyFirst.shows(act, caller)).toList();
    return Reply.json(new Acts.Page(shown, page.next()));
  }

  private Reply beginAct(Call call) {
    var asked = call.json(NewAct.class);
    OwnKeyFirst.require(asked, call.signedIn());
    return Reply.json(201, desk.acts().begin(asked, call.signedIn()));
  }

  private Reply act(Call call) {
    return Reply.json(required(call));
  }

  private Reply withdrawAct(Call call) {
    var id = required(call).id();
    return Reply.json(desk.acts().withdraw(id, call.json(Reason.class), call.signedIn()));
  }

  private Reply signAct(Call call) {
    var id = required(call).id();
    return Reply.json(desk.acts().sign(id, call.json(NewSignature.class), call.signedIn()));
  }

  private Act required(Call call) {
    var act = desk.acts().get(call.path("id"), call.signedIn());
    OwnKeyFirst.require(act, call.signedIn());
    return act;
  }

  private Reply submitCommand(Call call) {
    return Reply.json(desk.acts().submit(call.bytes(Command.BYTES_MAX)));
  }

  private Reply bringNumber(Call call) throws IOException {
    var draw = parties.draw(call.path("draw"));
    parties.requireHost(call.signedIn(), draw);
    desk.operator().bring(draw, call.json(NewNumber.class), call.signedIn());
    return Reply.empty(202);
  }

  private Reply changeShow(Call call) {
    var draw = parties.draw(call.path("draw"));
    parties.requireHost(call.signedIn(), draw);
    return Reply.json(shows.change(draw, call.json(Show.class)));
  }

  private Reply shake(Call call) {
    desk.shaking().take(parties.draw(call.path("draw")), call.json(NewShake.class));
    return Reply.empty(202);
  }

  private Reply shakeProof(Call call) {
    return switch (desk.shaking().find(parties.draw(call.path("draw")), call.path("shake"))) {
      case ShakeRoom.Answer.Proved(var proof) -> Reply.text("text/plain", proof.text());
      case ShakeRoom.Answer.Waits(var batch) -> Reply.json(202, new Shaking.Waits(batch));
      case ShakeRoom.Answer.Unknown() -> throw new IllegalStateException("found and unknown");
    };
  }

  private static String state(String word) {
    if (Arrays.stream(KeptAct.State.values()).noneMatch(state -> state.word().equals(word))) {
      throw Problem.unreadable("state");
    }
    return word;
  }
}
