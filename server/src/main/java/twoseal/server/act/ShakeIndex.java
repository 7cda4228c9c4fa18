package twoseal.server.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twoseal.core.Digest;

/**
 * Shakes in the order they came, each once, found by themselves: 32 bytes and some 8 more each. Not
 * for several threads at once.
 */
final class ShakeIndex {
  private static final int CHUNK = 1 << 12;
  private static final int SLOTS_BEGIN = 1 << 10;
  private static final int FREE = -1;

  private final List<byte[]> chunks = new ArrayList<>();
  private int[] slots = empty(SLOTS_BEGIN);
  private int size;

  int size() {
    return size;
  }

  /** Where a shake stands, from 0; -1 where it does not. */
  int find(Digest shake) {
    return slots[slot(slots, shake)];
  }

  /** Appends one; false if it is here already. */
  boolean add(Digest shake) {
    var slot = slot(slots, shake);
    if (slots[slot] != FREE) {
      return false;
    }
    if (size % CHUNK == 0) {
      chunks.add(new byte[CHUNK * Digest.BYTES]);
    }
    shake.writeTo(chunks.getLast(), size % CHUNK * Digest.BYTES);
    slots[slot] = size;
    size++;
    if (size > slots.length / 2) {
      grow();
    }
    return true;
  }

  Digest get(int place) {
    return Digest.at(chunks.get(place / CHUNK), place % CHUNK * Digest.BYTES);
  }

  /** Those from a place on, at most so many. */
  List<Digest> from(int place, int max) {
    var found = new ArrayList<Digest>();
    for (var i = place; i < size && found.size() < max; i++) {
      found.add(get(i));
    }
    return found;
  }

  private void grow() {
    var larger = empty(slots.length * 2);
    for (var place = 0; place < size; place++) {
      larger[slot(larger, get(place))] = place;
    }
    slots = larger;
  }

  /** The slot of a shake, or the free one where it would stand. */
  private int slot(int[] table, Digest shake) {
    var slot = shake.hashCode() & (table.length - 1);
    while (table[slot] != FREE && !get(table[slot]).equals(shake)) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private static int[] empty(int length) {
    var slots = new int[length];
    Arrays.fill(slots, FREE);
    return slots;
  }
}
