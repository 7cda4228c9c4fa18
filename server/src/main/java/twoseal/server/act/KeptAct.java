package twoseal.server.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.SignatureLine;
import twoseal.server.words.Words;

/**
 * An act as it is kept.
 *
 * @param request digest of what was asked for, so that the same question gets the same act
 * @param begunBy a person
 * @param ended why it was withdrawn
 * @param index of its entry, once it has one
 * @param preparation whose announcement it is, with the rules file as it was then
 */
record KeptAct(
    String id,
    String request,
    String kind,
    Optional<String> draw,
    Optional<Integer> attempt,
    String text,
    List<Words> summary,
    List<Place> places,
    List<Signature> signatures,
    String begunBy,
    long begunMs,
    Optional<Long> expiresMs,
    Optional<String> ended,
    Optional<Long> index,
    Optional<Announcing> preparation) {
  KeptAct {
    summary = List.copyOf(summary);
    places = List.copyOf(places);
    signatures = List.copyOf(signatures);
  }

  /**
   * A signature line.
   *
   * @param place it fills, from 0
   */
  record Signature(int place, String person, String line, long signedMs) {}

  /** The preparation of an announcement. */
  record Announcing(String id, String rules) {}

  /** How far an act is. */
  enum State {
    OPEN,
    ENTERED,
    WITHDRAWN,
    EXPIRED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  State state(long nowMs) {
    if (index.isPresent()) {
      return State.ENTERED;
    }
    if (ended.isPresent()) {
      return State.WITHDRAWN;
    }
    return expiresMs.filter(end -> end < nowMs).isPresent() ? State.EXPIRED : State.OPEN;
  }

  Optional<Signature> signature(int place) {
    return signatures.stream().filter(s -> s.place() == place).findFirst();
  }

  boolean isSignedBy(String person) {
    return signatures.stream().anyMatch(s -> s.person().equals(person));
  }

  boolean hasLine(SignatureLine line) {
    return signatures.stream().anyMatch(s -> s.line().equals(line.format()));
  }

  List<SignatureLine> lines() {
    return signatures.stream().map(s -> SignatureLine.parse(s.line())).toList();
  }

  KeptAct with(Signature more) {
    var all = new ArrayList<>(signatures);
    all.add(more);
    return changed(all, ended, index);
  }

  KeptAct entered(List<Signature> all, long at) {
    return changed(all, ended, Optional.of(at));
  }

  KeptAct withdrawn(String reason) {
    return changed(signatures, Optional.of(reason), index);
  }

  private KeptAct changed(List<Signature> lines, Optional<String> why, Optional<Long> at) {
    return new KeptAct(
        id,
        request,
        kind,
        draw,
        attempt,
        text,
        summary,
        places,
        lines,
        begunBy,
        begunMs,
        expiresMs,
        why,
        at,
        preparation);
  }
}
