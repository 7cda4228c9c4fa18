package twoseal.machine;

import java.util.List;
import java.util.Optional;
import twoseal.beacon.BeaconChain;
import twoseal.core.Digest;
import twoseal.draw.Contributor;
import twoseal.draw.ListBlock;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.StagePlaces;

/** Seals that differ from the good one in one thing. */
abstract class SealTown extends DrawTown {
  static Seal listBlock(Seal s, ListBlock block) {
    return new Seal(
        s.draw(),
        s.attempt(),
        s.rules(),
        block,
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  static Seal listNote(Seal s, Digest note) {
    return new Seal(
        s.draw(),
        s.attempt(),
        s.rules(),
        s.list(),
        note,
        s.listChecked(),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  static Seal checked(Seal s, Digest check) {
    return new Seal(
        s.draw(),
        s.attempt(),
        s.rules(),
        s.list(),
        s.listNote(),
        Optional.of(check),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  static Seal rules(Seal s, Rules rules) {
    return new Seal(
        s.draw(),
        s.attempt(),
        rules,
        s.list(),
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  static Seal rules(Seal s, StagePlaces places, long alternates) {
    return rules(
        s,
        stages(
            rules(), alternates(stage(1).withPlaces(places), alternates), rules().stages().get(1)));
  }

  static Seal chain(Seal s, Optional<BeaconChain> chain) {
    return new Seal(
        s.draw(),
        s.attempt(),
        s.rules(),
        s.list(),
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        chain,
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  static Seal contributors(Seal s, List<Contributor> contributors) {
    return new Seal(
        s.draw(),
        s.attempt(),
        s.rules(),
        s.list(),
        s.listNote(),
        s.listChecked(),
        contributors,
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        s.skipNoticeS(),
        s.skipsMax());
  }

  static Seal times(Seal s, long deltaS, long marginS, long pressByS) {
    return new Seal(
        s.draw(),
        s.attempt(),
        s.rules(),
        s.list(),
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        s.chain(),
        deltaS,
        marginS,
        pressByS,
        s.skipNoticeS(),
        s.skipsMax());
  }

  static Seal skips(Seal s, long skipNoticeS, long skipsMax) {
    return new Seal(
        s.draw(),
        s.attempt(),
        s.rules(),
        s.list(),
        s.listNote(),
        s.listChecked(),
        s.contributors(),
        s.chain(),
        s.deltaS(),
        s.marginS(),
        s.pressByS(),
        skipNoticeS,
        skipsMax);
  }
}
