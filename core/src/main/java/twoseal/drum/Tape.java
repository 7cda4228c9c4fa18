package twoseal.drum;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A list of unsigned 32-bit numbers that only grows, in chunks, so that 100 million take 400 MB and
 * are never copied.
 */
final class Tape {
  private static final int CHUNK = 1 << 10;

  private final List<int[]> chunks = new ArrayList<>();
  private long size;

  void add(long number) {
    if (number < 0 || number > 0xffff_ffffL) {
      throw new IllegalArgumentException(number + " has more than 32 bits");
    }
    int at = (int) (size % CHUNK);
    if (at == 0) {
      chunks.add(new int[CHUNK]);
    }
    chunks.getLast()[at] = (int) number;
    size++;
  }

  long get(long index) {
    Objects.checkIndex(index, size);
    return Integer.toUnsignedLong(chunks.get((int) (index / CHUNK))[(int) (index % CHUNK)]);
  }

  long size() {
    return size;
  }
}
