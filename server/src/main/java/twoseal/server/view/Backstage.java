package twoseal.server.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.draw.CaseNumber;
import twoseal.intake.rules.SealSettings;

/**
 * What the service knows of a draw beside the ledger: who has signed the open press, whether the
 * number is late, the show's pace. None of it counts; all of it may be gone tomorrow.
 */
@FunctionalInterface
public interface Backstage {
  /** Where nothing is known. */
  Backstage EMPTY = _ -> Aside.NONE;

  /** What is known now; asked often, from any thread. */
  Aside of(CaseNumber draw);

  /** What is to be sealed, where the draw was prepared here; asked until an attempt is sealed. */
  default Optional<SealSettings> proposed(CaseNumber draw) {
    return Optional.empty();
  }

  /**
   * A commitment that was handed in for the coming seal.
   *
   * @param person of the contributor
   */
  record Commitment(PersonName person, Digest commitment) {}

  /**
   * What is known of a draw.
   *
   * @param isLate the round is past and its number is not here
   * @param shakesWaiting for their batch
   * @param commitments for the coming seal
   */
  record Aside(
      Shapes.Hands hands,
      boolean isLate,
      OptionalLong shakesWaiting,
      Optional<Shapes.Show> show,
      List<Commitment> commitments) {
    /** Nothing. */
    public static final Aside NONE =
        new Aside(
            new Shapes.Hands(false, false, OptionalLong.empty()),
            false,
            OptionalLong.empty(),
            Optional.empty(),
            List.of());

    /** Keeps a copy. */
    public Aside {
      commitments = List.copyOf(commitments);
    }
  }
}
