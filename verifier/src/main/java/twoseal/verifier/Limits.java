package twoseal.verifier;

/**
 * Every limit of the verifier. An archive is at most as long as a Java array, 2^31 - 1 bytes; so
 * its sizes fit the form without ZIP64.
 */
final class Limits {
  /** What a directory without ZIP64 can count. */
  static final int MEMBERS_MAX = 65_534;

  static final int COMMAND_BYTES_MAX = 60_000;

  static final int GROUPS_MAX = 200;
  static final int STAGES_MAX = 32;
  static final long PLACES_MAX = 1_000_000_000;
  static final long ALTERNATES_MAX = 1_000_000;
  static final long WEIGHT_MAX = 1_000_000_000;
  static final long SEATS_MAX = 1_000;
  static final int LABEL_BYTES_MAX = 120;

  /** Entries of a list; a position is an {@code int}. */
  static final long ENTRIES_MAX = 2_000_000_000;

  /** Entries rolled in all stages of all attempts together, about 15 bytes of memory each. */
  static final long ROLLED_MAX = 20_000_000;

  static final int LINES_MAX = 10_000;
  static final int LISTED_MAX = 2_000;

  /** Bytes of the outcome lines of a draw.result together, [DRAW-12]. */
  static final int LISTED_BYTES_MAX = 50_000;

  /** Characters of the registry's names and reasons, [REG-2], [REG-3]. */
  static final int NAME_CHARACTERS_MAX = 200;

  /** Characters of a reason in a succession. */
  static final int SENTENCE_CHARS_MAX = 200;

  static final int COSIGNATURES_MAX = 16;
  static final int OPEN_DRAWS_MAX = 1_000;
  static final long CASES_MAX = 100_000_000_000L;
  static final long ATTEMPTS_MAX = 1_000;
  static final int REASON_CHARS_MAX = 1_000;

  static final int CONTRIBUTORS_MAX = 16;
  static final int CEREMONY_CONTRIBUTORS_MIN = 3;
  static final long ENVELOPE_MAX = 999_999;
  static final int VALUE_BYTES_MAX = 1_024;
  static final int VALUE_BYTES_MIN = 16;

  static final long PRESS_BY_DAYS_MAX = 366;
  static final long DELTA_S_MAX = 86_400;
  static final long SKIP_NOTICE_S_MAX = 30L * 86_400;
  static final long SKIPS_MAX = 1_000;
  static final long PRESS_WINDOW_S = 600;

  /** Shakes of a batch. */
  static final long SHAKES_MAX = 65_536;

  /** Batches of an attempt: those of a bundle are numbered from 1. */
  static final int BATCHES_MAX = 10_000;

  /** How long a number may be late before another attempt may be opened, [DRAW-18]. */
  static final long OVERDUE_MS = 7L * 86_400_000;

  static final long REHEARSAL_OVERDUE_MS = 10_000;

  /** The last moment of the year 9999. */
  static final long TIME_S_MAX = 253_402_300_799L;

  static final long ROUND_MAX = 1L << 40;
  static final long GENESIS_S_MAX = 1L << 40;
  static final long PERIOD_S_MAX = 86_400;

  static final int COLUMNS_MAX = 64;
  static final int PATH_MAX = 63;
  static final int POLICY_KEYS_MAX = 1_000;
  static final int PUBLIC_LINE_BYTES_MAX = 256;

  /** Sentences kept for one check; more would not be read. */
  static final int SENTENCES_MAX = 20;

  private Limits() {}
}
