package twoseal.intake;

/** Whole records in a row, as read. Reused by its worker. */
final class Chunk {
  /** One byte more than {@link #length} is always there, for the scanner's sentinel. */
  byte[] bytes = {};

  int length;

  /** Place in the order of chunks, from 0. */
  long number;

  /** The last record is longer than allowed and not all here; nothing is read after it. */
  boolean unending;

  /** Where the chunk begins in the file. */
  long offset;
}
