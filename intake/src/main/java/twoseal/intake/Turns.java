package twoseal.intake;

/**
 * Lets workers through one by one in the order of their chunks. When a worker fails, nobody waits
 * for it: the others fail too.
 */
final class Turns {
  private long next;
  private boolean broken;

  /**
   * Waits until all chunks before this one have passed.
   *
   * @throws IntakeStop if one of them never will
   */
  synchronized void await(long chunk) throws IntakeStop, InterruptedException {
    while (next != chunk && !broken) {
      wait();
    }
    if (broken) {
      throw new IntakeStop();
    }
  }

  /** The chunk whose turn it is has passed. */
  synchronized void pass() {
    next++;
    notifyAll();
  }

  /** Nobody passes any more. */
  synchronized void breakUp() {
    broken = true;
    notifyAll();
  }
}
