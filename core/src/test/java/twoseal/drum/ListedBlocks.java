package twoseal.drum;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Blocks from a list of numbers of up to 256 bits, by counter. */
record ListedBlocks(List<BigInteger> numbers) implements BlockSource {
  static final BigInteger MAX = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  static ListedBlocks of(long... numbers) {
    return new ListedBlocks(Arrays.stream(numbers).mapToObj(BigInteger::valueOf).toList());
  }

  @Override
  public void block(long counter, byte[] into) {
    byte[] bytes = numbers.get(Math.toIntExact(counter)).toByteArray();
    Arrays.fill(into, 0, BLOCK_BYTES, (byte) 0);
    int length = Math.min(bytes.length, BLOCK_BYTES);
    System.arraycopy(bytes, bytes.length - length, into, BLOCK_BYTES - length, length);
  }
}
