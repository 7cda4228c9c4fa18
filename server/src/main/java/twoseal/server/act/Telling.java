package twoseal.server.act;

import java.util.ArrayList;
import java.util.Optional;
import twoseal.core.PersonName;
import twoseal.draw.Seed;
import twoseal.ledger.Clock;
import twoseal.ledger.Engine;
import twoseal.server.http.Caller;
import twoseal.server.words.Names;

/** Tells an act as the contract has it: who signs, who has, and what that leaves to who asks. */
final class Telling {
  private final Engine engine;
  private final Names names;
  private final Clock clock;

  Telling(Engine engine, Names names, Clock clock) {
    this.engine = engine;
    this.names = names;
    this.clock = clock;
  }

  /** As the caller sees it. */
  Act told(KeptAct kept, Caller caller) {
    var signers = new ArrayList<Act.Signer>();
    for (var i = 0; i < kept.places().size(); i++) {
      signers.add(signer(kept.places().get(i), kept.signature(i)));
    }
    return new Act(
        kept.id(),
        kept.kind(),
        kept.draw(),
        kept.attempt(),
        kept.text(),
        Seed.noteDigest(kept.text()).hex(),
        kept.summary(),
        signers,
        mine(kept, caller),
        kept.state(clock.nowMs()).word(),
        kept.begunBy(),
        kept.begunMs(),
        kept.expiresMs(),
        kept.ended(),
        kept.index().map(index -> ReceiptView.of(engine.receipt(index), kept.text())));
  }

  private Act.Signer signer(Place place, Optional<KeptAct.Signature> signature) {
    var person = signature.map(KeptAct.Signature::person).or(place::person);
    return new Act.Signer(
        place.word(),
        place.organisation(),
        person,
        person.map(name -> names.person(PersonName.parse(name))),
        signature.map(KeptAct.Signature::signedMs));
  }

  private String mine(KeptAct kept, Caller caller) {
    for (var i = 0; i < kept.places().size(); i++) {
      var place = kept.places().get(i);
      var fits = place.isFor(caller.person()) || place.fits(caller.person(), caller.role());
      if (fits && kept.signature(i).isEmpty() && kept.state(clock.nowMs()) == KeptAct.State.OPEN) {
        return "needed";
      }
    }
    return kept.isSignedBy(caller.person().toString()) ? "given" : "none";
  }
}
