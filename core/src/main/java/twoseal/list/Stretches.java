package twoseal.list;

/** Where the texts of a batch stand in an array of bytes. Reused from batch to batch. */
public final class Stretches {
  private final int[] at;
  private final int[] length;
  private int count;

  /** With room for so many. */
  public Stretches(int max) {
    at = new int[max];
    length = new int[max];
  }

  /** Forgets all. */
  public void clear() {
    count = 0;
  }

  /** Appends one. */
  public void add(int start, int bytes) {
    at[count] = start;
    length[count] = bytes;
    count++;
  }

  public int count() {
    return count;
  }

  /** Where the i-th begins. */
  public int at(int i) {
    return at[i];
  }

  /** Bytes of the i-th. */
  public int length(int i) {
    return length[i];
  }
}
