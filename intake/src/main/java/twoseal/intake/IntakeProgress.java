package twoseal.intake;

import java.io.IOException;

/**
 * Hears how an intake gets on, once per mebibyte or so, from any of its threads but never two at
 * once.
 */
@FunctionalInterface
public interface IntakeProgress {
  /**
   * Numbers so far: lines, bytes read, errors.
   *
   * @throws IOException if it cannot go on, such as for want of room; the intake ends with it
   */
  void at(long lines, long bytes, long errors) throws IOException;

  /** Nobody listens. */
  static IntakeProgress none() {
    return (lines, bytes, errors) -> {};
  }
}
