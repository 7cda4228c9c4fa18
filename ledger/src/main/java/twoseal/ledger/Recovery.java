package twoseal.ledger;

/**
 * What opening a ledger found and did.
 *
 * @param entries on the log
 * @param tailCut whether the log ended in a write that a crash had torn; never acknowledged
 * @param uncovered entries that were durable though no checkpoint covered them yet
 * @param replayed entries that the state had not taken
 * @param stateRebuilt whether the state was missing, unreadable or not of this log
 * @param tilesMissing full tiles that were not on disk and are written
 */
public record Recovery(
    long entries,
    boolean tailCut,
    long uncovered,
    long replayed,
    boolean stateRebuilt,
    int tilesMissing) {}
