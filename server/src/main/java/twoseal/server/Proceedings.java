package twoseal.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import twoseal.beacon.TestBeacon;
import twoseal.core.Digest;
import twoseal.core.Signer;
import twoseal.draw.CaseNumber;
import twoseal.intake.IntakeOptions;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.SealSettings;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.server.act.ActDesk;
import twoseal.server.act.ActRoutes;
import twoseal.server.act.Numbers;
import twoseal.server.act.Shows;
import twoseal.server.act.Summary;
import twoseal.server.auth.AuditLog;
import twoseal.server.http.Route;
import twoseal.server.kept.JsonFolder;
import twoseal.server.list.Commitments;
import twoseal.server.list.ListRoutes;
import twoseal.server.list.Objections;
import twoseal.server.list.Parties;
import twoseal.server.list.Preparations;
import twoseal.server.list.Uploads;
import twoseal.server.paper.PaperRoutes;
import twoseal.server.paper.Papers;
import twoseal.server.paper.Remarks;
import twoseal.server.paper.SupervisionRecords;
import twoseal.server.view.Backstage;
import twoseal.server.view.Chronicle;
import twoseal.server.view.Shapes;
import twoseal.server.words.Names;
import twoseal.server.words.PlaceWords;
import twoseal.server.words.Sentences;

/** What is done with a draw before, during and after, wired together over a ledger and a folder. */
public final class Proceedings implements AutoCloseable {
  private final Preparations preparations;
  private final Uploads uploads;
  private final Objections objections;
  private final Commitments commitments;
  private final Parties parties;
  private final Names names;
  private final ActDesk desk;
  private final Chronicle chronicle;
  private final SupervisionRecords records;
  private final Papers papers;
  private final Shows shows;

  /**
   * Whom the service enters results as, and where numbers come from.
   *
   * @param key of a person who is registered as an operator
   * @param local the beacon for rehearsals
   * @param relays of the public beacon; empty for the known ones
   */
  public record Service(Signer key, Optional<TestBeacon> local, List<URI> relays) {}

  private Proceedings(
      Preparations preparations,
      Uploads uploads,
      Objections objections,
      Commitments commitments,
      Parties parties,
      Names names,
      ActDesk desk,
      Chronicle chronicle,
      SupervisionRecords records,
      Papers papers,
      Shows shows) {
    this.preparations = preparations;
    this.uploads = uploads;
    this.objections = objections;
    this.commitments = commitments;
    this.parties = parties;
    this.names = names;
    this.desk = desk;
    this.chronicle = chronicle;
    this.records = records;
    this.papers = papers;
    this.shows = shows;
  }

  /**
   * Opens what is kept, and goes on with every draw that is not at its end.
   *
   * @param folder of the service, beside the ledger's
   */
  public static Proceedings open(Engine engine, Path folder, Service service, Clock clock)
      throws IOException {
    return open(engine, folder, service, UnaryOperator.identity(), clock);
  }

  /**
   * The same.
   *
   * @param options from the house's own to those by which lists are made: what a passphrase costs
   *     is not every test's matter
   */
  static Proceedings open(
      Engine engine,
      Path folder,
      Service service,
      UnaryOperator<IntakeOptions> options,
      Clock clock)
      throws IOException {
    var sentences = new Sentences();
    var chronicle = Chronicle.of(engine);
    var names = chronicle.names();
    var preparations =
        new Preparations(
            JsonFolder.open(folder.resolve("preparations"), Preparations.Kept.class),
            engine,
            names,
            clock);
    var lists = folder.resolve("lists");
    var uploads = Uploads.open(lists, preparations, engine, sentences, options, clock);
    var commitments =
        new Commitments(
            JsonFolder.open(folder.resolve("commitments"), Commitments.Kept.class),
            preparations,
            engine,
            clock);
    var parties = new Parties(engine, preparations);
    var objections = new Objections(folder.resolve("objections"), clock);
    var numbers =
        new Numbers(
            JsonFolder.open(folder.resolve("numbers"), Numbers.Brought.class),
            service.local(),
            service.relays(),
            clock);
    var from =
        new ActDesk.Sources(
            preparations, uploads, objections, commitments, parties, names, sentences);
    var records =
        new SupervisionRecords(
            JsonFolder.open(folder.resolve("records"), SupervisionRecords.Kept.class),
            engine,
            new Remarks(chronicle),
            new Summary(sentences, names, new PlaceWords(sentences, engine), engine),
            names,
            clock);
    return new Proceedings(
        preparations,
        uploads,
        objections,
        commitments,
        parties,
        names,
        ActDesk.open(engine, folder, service.key(), numbers, from, clock),
        chronicle,
        records,
        new Papers(engine, names, sentences, uploads),
        new Shows(JsonFolder.open(folder.resolve("shows"), Shapes.Show.class)));
  }

  /**
   * Lines for the table of routes.
   *
   * @param audit hears who took entry codes away or deleted an upload
   */
  public List<Route> routes(AuditLog audit) {
    var lists =
        new ListRoutes(preparations, uploads, objections, commitments, parties, names, audit)
            .routes();
    var acts = new ActRoutes(desk, shows, parties).routes();
    var documents = new PaperRoutes(records, papers, parties).routes();
    return Stream.of(lists, acts, documents).flatMap(List::stream).toList();
  }

  /** What is told of a draw that is not on the ledger. */
  public Backstage backstage() {
    return new Backstage() {
      @Override
      public Aside of(CaseNumber draw) {
        return new Aside(
            desk.acts().hands(draw),
            desk.operator().isLate(draw),
            OptionalLong.of(desk.shaking().waiting(draw)),
            shows.of(draw),
            commitments(draw));
      }

      @Override
      public Optional<SealSettings> proposed(CaseNumber draw) {
        return preparations.find(draw).map(RulesFile::seal);
      }
    };
  }

  private List<Backstage.Commitment> commitments(CaseNumber draw) {
    return commitments.coming(draw).entrySet().stream()
        .map(entry ->
            new Backstage.Commitment(entry.getKey(), Digest.ofHex(entry.getValue().commitment())))
        .toList();
  }

  /** What the ledger has of each draw. */
  public Chronicle chronicle() {
    return chronicle;
  }

  /** Acts, shakes, the operator. */
  public ActDesk desk() {
    return desk;
  }

  /** List files. */
  public Uploads uploads() {
    return uploads;
  }

  /** Rules files. */
  public Preparations preparations() {
    return preparations;
  }

  /** What was handed in for coming seals. */
  public Commitments commitments() {
    return commitments;
  }

  /** Objections to drafts. */
  public Objections objections() {
    return objections;
  }

  /** Supervision records. */
  public SupervisionRecords records() {
    return records;
  }

  /** Pages to print. */
  public Papers papers() {
    return papers;
  }

  /** Ends; everything goes on after the next start. */
  @Override
  public void close() throws IOException {
    chronicle.close();
    desk.close();
    uploads.close();
  }
}
