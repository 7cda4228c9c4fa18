package twoseal.server.list;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import twoseal.draw.CaseNumber;
import twoseal.intake.rules.RulesFile;
import twoseal.server.auth.AuditLog;
import twoseal.server.http.Call;
import twoseal.server.http.Reply;
import twoseal.server.http.Route;
import twoseal.server.list.Commitments.NewCommitment;
import twoseal.server.list.Objections.Answer;
import twoseal.server.list.Objections.NewObjection;
import twoseal.server.list.Preparations.NewPreparation;
import twoseal.server.list.Uploads.Confirmation;
import twoseal.server.words.Names;

/** The routes of what comes before the seal. */
public final class ListRoutes {
  private static final String OFFICIALS = "organiser notary administrator";

  private final Preparations preparations;
  private final Uploads uploads;
  private final CodesHandout codes;
  private final Objections objections;
  private final Commitments commitments;
  private final Parties parties;
  private final Names names;
  private final AuditLog audit;

  /** Several of something, as the contract has it. */
  public record Items<T>(List<T> items) {}

  public ListRoutes(
      Preparations preparations,
      Uploads uploads,
      Objections objections,
      Commitments commitments,
      Parties parties,
      Names names,
      AuditLog audit) {
    this.preparations = preparations;
    this.uploads = uploads;
    this.codes = new CodesHandout(uploads, audit);
    this.objections = objections;
    this.commitments = commitments;
    this.parties = parties;
    this.names = names;
    this.audit = audit;
  }

  /** Lines for the table of routes. */
  public List<Route> routes() {
    var list = "/draws/{draw}/lists/{id}";
    return List.of(
        Route.of("POST", "/rules/check", "signed-in", this::check),
        Route.of("GET", "/preparations", OFFICIALS, this::preparations),
        Route.of("POST", "/preparations", "organiser notary", this::prepare),
        Route.of("GET", "/preparations/{id}", OFFICIALS + " own", this::preparation),
        Route.of("PUT", "/preparations/{id}", "organiser notary own", this::changePreparation),
        Route.of("DELETE", "/preparations/{id}", "organiser notary own", this::dropPreparation),
        Route.of("GET", "/draws/{draw}/lists", OFFICIALS + " own", this::lists),
        Route.of("POST", "/draws/{draw}/lists", "organiser own", this::beginList),
        Route.of("GET", list, OFFICIALS + " own", this::list),
        Route.of("DELETE", list, "organiser own", this::dropList),
        Route.of("PUT", list + "/content", "organiser own", this::sendList),
        Route.of("GET", list + "/errors.csv", "organiser notary own", this::listErrors),
        Route.of("POST", list + "/confirm", "organiser notary own", this::confirmList),
        Route.of("POST", list + "/codes", "organiser own", this::listCodes),
        Route.of("GET", "/draws/{draw}/objections", OFFICIALS + " own", this::objections),
        Route.of("POST", "/draws/{draw}/objections", "organiser notary own", this::object),
        Route.of(
            "PUT",
            "/draws/{draw}/objections/{id}/answer",
            "organiser notary own",
            this::answerObjection),
        Route.of(
            "PUT",
            "/draws/{draw}/commitment",
            "contributor organiser notary witness operator observer own",
            this::commit));
  }

  private Reply check(Call call) {
    var file = Preparations.requireText(call.text(RulesFile.FILE_BYTES_MAX));
    return Reply.json(RulesCheck.of(file, Optional.empty(), names));
  }

  private Reply preparations(Call call) {
    return Reply.json(new Items<>(preparations.list(call.signedIn())));
  }

  private Reply prepare(Call call) {
    return Reply.json(201, preparations.begin(call.json(NewPreparation.class), call.signedIn()));
  }

  private Reply preparation(Call call) {
    return Reply.json(preparations.get(call.path("id"), call.signedIn()));
  }

  private Reply changePreparation(Call call) {
    return Reply.json(
        preparations.change(call.path("id"), call.json(NewPreparation.class), call.signedIn()));
  }

  private Reply dropPreparation(Call call) {
    preparations.drop(call.path("id"), call.signedIn());
    return Reply.empty(204);
  }

  private Reply lists(Call call) {
    return Reply.json(new Items<>(uploads.list(hosted(call))));
  }

  private Reply beginList(Call call) throws IOException {
    return Reply.json(
        201, uploads.begin(organised(call), call.json(NewList.class), call.signedIn()));
  }

  private Reply list(Call call) {
    return Reply.json(uploads.get(hosted(call), call.path("id")));
  }

  private Reply dropList(Call call) throws IOException {
    var draw = organised(call);
    var id = call.path("id");
    uploads.drop(draw, id);
    audit.record(call, "list.dropped", draw.toString(), id);
    return Reply.empty(204);
  }

  private Reply sendList(Call call) throws IOException {
    return Reply.json(
        202, uploads.receive(organised(call), call.path("id"), call.stream(), call.length()));
  }

  private Reply listErrors(Call call) throws IOException {
    var file = uploads.errors(hosted(call), call.path("id"));
    return Reply.stream("text/csv; charset=utf-8", Files.size(file), Files.newInputStream(file))
        .named("errors.csv");
  }

  private Reply confirmList(Call call) {
    return Reply.json(
        uploads.confirm(
            hosted(call), call.path("id"), call.json(Confirmation.class), call.signedIn()));
  }

  private Reply listCodes(Call call) throws IOException {
    return codes.of(
        call, organised(call), call.path("id"), call.json(CodesHandout.Passphrase.class));
  }

  private Reply objections(Call call) {
    return Reply.json(new Items<>(objections.of(hosted(call))));
  }

  private Reply object(Call call) {
    return Reply.json(
        201, objections.enter(hosted(call), call.json(NewObjection.class), call.signedIn()));
  }

  private Reply answerObjection(Call call) {
    return Reply.json(
        objections.answer(hosted(call), call.path("id"), call.json(Answer.class), call.signedIn()));
  }

  private Reply commit(Call call) {
    var draw = parties.draw(call.path("draw"));
    parties.requireParty(call.signedIn(), draw);
    commitments.put(draw, call.json(NewCommitment.class), call.signedIn());
    return Reply.empty(204);
  }

  private CaseNumber hosted(Call call) {
    var draw = parties.draw(call.path("draw"));
    parties.requireHost(call.signedIn(), draw);
    return draw;
  }

  private CaseNumber organised(Call call) {
    var draw = parties.draw(call.path("draw"));
    parties.requireOrganisers(call.signedIn(), draw);
    return draw;
  }
}
