package twoseal.intake.rules;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column in code points, from 1
 */
record Place(int line, int column) {
  static final Place START = new Place(1, 1);
}
