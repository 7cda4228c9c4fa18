package twoseal.server.act;

import java.io.IOException;
import java.nio.file.Path;
import twoseal.core.Signer;
import twoseal.draw.CaseNumber;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.server.kept.JsonFolder;
import twoseal.server.list.Commitments;
import twoseal.server.list.Objections;
import twoseal.server.list.Parties;
import twoseal.server.list.Preparations;
import twoseal.server.list.Uploads;
import twoseal.server.words.Names;
import twoseal.server.words.PlaceWords;
import twoseal.server.words.Sentences;

/** Everything by which commands come to the ledger: acts, shakes, the operator. */
public final class ActDesk implements AutoCloseable {
  private final Acts acts;
  private final Shaking shaking;
  private final Operator operator;

  private ActDesk(Acts acts, Shaking shaking, Operator operator) {
    this.acts = acts;
    this.shaking = shaking;
    this.operator = operator;
  }

  /** What acts are made of. */
  public record Sources(
      Preparations preparations,
      Uploads uploads,
      Objections objections,
      Commitments commitments,
      Parties parties,
      Names names,
      Sentences sentences) {}

  /**
   * Opens what is kept, and goes on with it.
   *
   * @param folder of the service, with one for each kind
   * @param serviceKey of a person who is registered as an operator
   */
  public static ActDesk open(
      Engine engine, Path folder, Signer serviceKey, Numbers numbers, Sources from, Clock clock)
      throws IOException {
    var desk = new ServiceDesk(engine, serviceKey);
    var assumed = new Assumed(engine, clock);
    var shaking = Shaking.open(folder.resolve("shakes"), desk, clock);
    var draws =
        new DrawDrafting(
            desk,
            from,
            new SealDrafting(from.commitments(), numbers, clock),
            Reasons.open(folder.resolve("reasons")),
            shaking,
            assumed,
            clock);
    var acts =
        new Acts(
            JsonFolder.open(folder.resolve("acts"), KeptAct.class),
            engine,
            new Drafting(draws),
            assumed,
            new Summary(
                from.sentences(), from.names(), new PlaceWords(from.sentences(), engine), engine),
            from.preparations(),
            from.parties(),
            shaking,
            from.names(),
            clock);
    var operator = new Operator(desk, numbers, shaking, from.preparations(), clock);
    acts.start();
    operator.start();
    return new ActDesk(acts, shaking, operator);
  }

  /** Whether the ledger has given a case number. */
  public boolean isAnnounced(CaseNumber draw) {
    return operator.isAnnounced(draw);
  }

  public Acts acts() {
    return acts;
  }

  public Shaking shaking() {
    return shaking;
  }

  public Operator operator() {
    return operator;
  }

  /** Ends; what is under way goes on after the next start. */
  @Override
  public void close() throws IOException {
    operator.close();
    shaking.close();
  }
}
