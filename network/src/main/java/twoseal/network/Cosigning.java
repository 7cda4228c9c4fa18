package twoseal.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import twoseal.core.Checkpoint;
import twoseal.core.Ed25519;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.ledger.Clock;
import twoseal.ledger.Replica;
import twoseal.ledger.Tip;

/**
 * How a checkpoint is completed: each node signs the one it computed itself and tells the others
 * its line; whoever has the log key's line and enough cosignatures, all of them over the very text
 * this node computed, publishes it. So the log key alone cannot show two histories, and a node that
 * has parted from the others completes nothing. Any thread may call.
 */
final class Cosigning {
  /** The sizes that lines are kept for while this node has not come so far. */
  private static final int SIZES_MAX = 1_024;

  /** After so many rounds without a complete checkpoint the others are asked for their lines. */
  private static final int PATIENCE_ROUNDS = 20;

  private final Replica replica;
  private final Membership membership;
  private final NodeKeys keys;
  private final Clock clock;
  private final Consumer<Message> tell;
  private final NavigableMap<Long, Map<NoteKey, SignatureLine>> heard = new TreeMap<>();
  private long signedSize;
  private int roundsWaited;

  Cosigning(
      Replica replica, Membership membership, NodeKeys keys, Clock clock, Consumer<Message> tell) {
    this.replica = replica;
    this.membership = membership;
    this.keys = keys;
    this.clock = clock;
    this.tell = tell;
  }

  /** This node has handled a round: signs if there is something new, asks if something lacks. */
  synchronized void handled(Tip tip) {
    var shown = shownSize();
    if (tip.size() <= shown) {
      roundsWaited = 0;
      return;
    }
    roundsWaited++;
    if (tip.size() > signedSize) {
      sign(tip.size());
    } else if (roundsWaited % PATIENCE_ROUNDS == 0) {
      sign(tip.size());
      tell.accept(new Message.LinesWanted(tip.size()));
    }
    heard.headMap(tip.size(), true).descendingMap().keySet().stream()
        .toList()
        .forEach(this::complete);
  }

  /** A node signed the checkpoint over so many entries. */
  synchronized void heard(long size, SignatureLine line) {
    var key = key(line);
    if (size <= shownSize() || key.isEmpty()) {
      return;
    }
    heard.computeIfAbsent(size, _ -> new HashMap<>()).put(key.get(), line);
    while (heard.size() > SIZES_MAX) {
      heard.pollFirstEntry();
    }
    complete(size);
  }

  /** Another node lacks lines: tells it those over the newest, if that is far enough. */
  synchronized void wanted(long size) {
    if (signedSize >= size && shownSize() >= size) {
      sign(signedSize);
    }
  }

  private void sign(long size) {
    var checkpoint = replica.checkpointOf(size);
    signedSize = size;
    for (var line : lines(checkpoint)) {
      heard(size, line);
      tell.accept(new Message.CheckpointLine(size, line));
    }
  }

  private List<SignatureLine> lines(Checkpoint checkpoint) {
    var lines = new ArrayList<SignatureLine>();
    keys.log().ifPresent(log -> lines.add(log.sign(checkpoint.text())));
    lines.add(keys.cosigner().cosign(checkpoint, clock.nowMs() / 1_000));
    return lines;
  }

  private void complete(long size) {
    var lines = heard.get(size);
    if (lines == null || size > replica.size()) {
      return;
    }
    var text = replica.checkpointOf(size).text();
    lines.entrySet().removeIf(e -> !e.getKey().holds(text, e.getValue(), Ed25519.STRICT));
    var log = lines.get(membership.logKey());
    var cosignatures =
        membership.members().stream()
            .map(member -> Optional.ofNullable(lines.get(member.cosigner())))
            .flatMap(Optional::stream)
            .toList();
    if (log == null || cosignatures.size() < membership.cosignaturesMin()) {
      return;
    }
    var all = new ArrayList<>(List.of(log));
    all.addAll(cosignatures);
    replica.publish(new SignedNote(text, all));
    heard.headMap(size, true).clear();
  }

  private long shownSize() {
    return Checkpoint.parse(replica.checkpoint().text()).size();
  }

  private Optional<NoteKey> key(SignatureLine line) {
    if (membership.logKey().isNamedBy(line)) {
      return Optional.of(membership.logKey());
    }
    return membership.members().stream()
        .map(Member::cosigner)
        .filter(key -> key.isNamedBy(line))
        .findFirst();
  }
}
