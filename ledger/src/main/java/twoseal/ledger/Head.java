package twoseal.ledger;

import twoseal.core.Checkpoint;
import twoseal.core.SignedNote;

/**
 * Where the log ends, for everybody but the sequencer.
 *
 * @param note of the checkpoint
 */
record Head(SignedNote note, Checkpoint checkpoint) {
  static Head of(SignedNote note) {
    return new Head(note, Checkpoint.parse(note.text()));
  }

  long size() {
    return checkpoint.size();
  }
}
