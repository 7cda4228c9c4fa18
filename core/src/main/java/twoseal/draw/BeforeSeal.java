package twoseal.draw;

import java.util.Optional;
import twoseal.beacon.BeaconChain;
import twoseal.core.Blobs;
import twoseal.core.MalformedException;
import twoseal.core.Writes;
import twoseal.list.GroupRoot;
import twoseal.list.ListRoot;
import twoseal.list.WeightsFile;

/** From the announcement to the seal. */
final class BeforeSeal {
  private final DrawRules.Asked asked;
  private final CaseFile file;
  private final Writes writes;

  BeforeSeal(DrawRules.Asked asked, CaseFile file, Writes writes) {
    this.asked = asked;
    this.file = file;
    this.writes = writes;
  }

  static Optional<DrawReason> refuseAnnouncement(DrawRules.Asked asked, DrawCommand.Announce c) {
    var organiser = c.rules().organiser();
    if (!asked.isByOrganiser(organiser)) {
      return Optional.of(DrawReason.SIGNERS);
    }
    if (!asked.people().hasOrganisation(organiser)) {
      return Optional.of(DrawReason.NO_SUCH_ORGANISATION);
    }
    if (c.rules().contradiction().isPresent()) {
      return Optional.of(DrawReason.RULES);
    }
    if (c.drawKind() == DrawKind.DRAW && asked.people().clockIsSet()) {
      return Optional.of(DrawReason.REHEARSAL_ONLY);
    }
    return Optional.empty();
  }

  Optional<DrawReason> list(PublishList c, Blobs blobs) {
    if (file.isComplete()) {
      return Optional.of(DrawReason.COMPLETE);
    }
    if (file.sealText().isPresent()) {
      return Optional.of(DrawReason.SEALED);
    }
    if (!isWholeList(c, blobs) || !followsDraft(c)) {
      return Optional.of(DrawReason.LIST);
    }
    if (c.isFinal()) {
      writes.put(file.row("list"), asked.text());
    } else {
      writes.put(file.row("draft"), c.list().root().hex());
    }
    return Optional.empty();
  }

  Optional<DrawReason> check(DrawCommand.CheckList c) {
    var refusal = refuseUnlessListed(c.list());
    if (refusal.isEmpty()) {
      writes.put(file.row("checked/" + Seed.noteDigest(asked.text()).hex()), asked.text());
    }
    return refusal;
  }

  Optional<DrawReason> seal(Seal c) {
    if (c.rules().contradiction().isPresent() || c.rules().hasOpenPlaces()) {
      return Optional.of(DrawReason.RULES);
    }
    var kind = c.draw().kind();
    if (kind == DrawKind.DRAW && c.chain().filter(BeaconChain::isTest).isPresent()) {
      return Optional.of(DrawReason.REHEARSAL_ONLY);
    }
    if (c.rules().entropy().equals(Rules.BEACON) != c.chain().isPresent()) {
      return Optional.of(DrawReason.PROFILE);
    }
    var refusal = refuseUnlessListed(c.list());
    if (refusal.isPresent()) {
      return refusal;
    }
    if (!c.listNote().equals(Seed.noteDigest(file.listText().orElseThrow()))
        || !isCheckedAsNamed(c)) {
      return Optional.of(DrawReason.LIST_DIFFERS);
    }
    if (!c.rules().completes(file.announcement().rules())) {
      return Optional.of(DrawReason.RULES_DIFFER);
    }
    if (!contributorsHold(c)) {
      return Optional.of(DrawReason.CONTRIBUTORS);
    }
    if (!timesHold(c, kind)) {
      return Optional.of(DrawReason.TIMES);
    }
    writes.put(file.row("seal"), asked.text());
    return Optional.empty();
  }

  private Optional<DrawReason> refuseUnlessListed(ListBlock block) {
    if (file.isComplete()) {
      return Optional.of(DrawReason.COMPLETE);
    }
    if (file.sealText().isPresent()) {
      return Optional.of(DrawReason.SEALED);
    }
    var list = file.list();
    if (list.isEmpty()) {
      return Optional.of(DrawReason.NO_FINAL_LIST);
    }
    return list.get().list().equals(block)
        ? Optional.empty()
        : Optional.of(DrawReason.LIST_DIFFERS);
  }

  /** Groups and sums give n, W and the root; the weights file is here and of this list. */
  private boolean isWholeList(PublishList c, Blobs blobs) {
    try {
      var root = new ListRoot(c.groups());
      return c.groups().stream()
              .map(GroupRoot::label)
              .toList()
              .equals(file.announcement().rules().groups())
          && root.entries() == c.list().entries()
          && root.weight() == c.list().tickets()
          && root.digest().equals(c.list().root())
          && weightsHold(c, root, blobs);
    } catch (MalformedException notAList) {
      return false;
    }
  }

  private static boolean weightsHold(PublishList c, ListRoot root, Blobs blobs) {
    if (c.list().weights().isEmpty()) {
      return root.entries() == root.weight();
    }
    var digest = c.list().weights().get();
    if (!blobs.has(digest) || root.entries() > Integer.MAX_VALUE) {
      return false;
    }
    var weights = WeightsFile.read(blobs.read(digest), (int) root.entries());
    var index = 0;
    for (var group : root.groups()) {
      var sum = 0L;
      for (var i = 0L; i < group.entries(); i++) {
        sum += weights.weight(index++);
      }
      if (sum != group.weight()) {
        return false;
      }
    }
    return true;
  }

  /** A draft names nothing; a final list names the last draft, if there was one. */
  private boolean followsDraft(PublishList c) {
    var expected = c.isFinal() ? file.draft() : Optional.empty();
    var changes = c.added() > 0 || c.removed() > 0 || c.changed() > 0;
    return c.draft().equals(expected) && (expected.isPresent() || !changes);
  }

  private boolean isCheckedAsNamed(Seal c) {
    return c.listChecked().isEmpty()
        || file.check(c.listChecked().get()).filter(c.list()::equals).isPresent();
  }

  private boolean contributorsHold(Seal c) {
    var parties = new SealedParties(c.contributors(), asked.people());
    return parties.hold() && (!file.isCeremony() || parties.holdInCeremony(c.rules().organiser()));
  }

  private boolean timesHold(Seal c, DrawKind kind) {
    var pressByMs = c.pressByS() * 1_000;
    var nowMs = asked.position().timeMs();
    return pressByMs > nowMs
        && pressByMs <= nowMs + Seal.PRESS_BY_MAX_S * 1_000
        && c.deltaS() >= c.marginS() + kind.waitMinS()
        && c.deltaS() <= Seal.DELTA_MAX_S
        && c.skipNoticeS() <= Seal.SKIP_NOTICE_MAX_S
        && c.skipsMax() <= Seal.SKIPS_MAX
        && (!file.isCeremony() || (c.skipNoticeS() == 0 && c.skipsMax() == 0));
  }
}
