package twoseal.intake;

/**
 * Hears how an intake gets on, once per mebibyte or so, from any of its threads but never two at
 * once.
 */
@FunctionalInterface
public interface IntakeProgress {
  /** Numbers so far: lines, bytes read, errors. */
  void at(long lines, long bytes, long errors);

  /** Nobody listens. */
  static IntakeProgress none() {
    return (lines, bytes, errors) -> {};
  }
}
