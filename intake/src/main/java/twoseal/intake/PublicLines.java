package twoseal.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twoseal.core.MalformedException;
import twoseal.list.Label;
import twoseal.list.PublicLine;
import twoseal.list.SumHash;
import twoseal.list.SumRun;
import twoseal.list.WeightsFile;

/** Whole public lines of one chunk, read and hashed by one worker. Reused. */
final class PublicLines {
  private static final int LINE_BYTES_MIN = 72;
  private static final int DIGITS_MAX = 18;
  private static final int HEX_DIGITS = 64;

  private final SumHash hash = new SumHash();
  private final List<Run> pool = new ArrayList<>();
  private byte[] text = {};
  private byte[] weights = {};
  private int length;
  private int weightsLength;
  private int runs;
  private int at;

  /** Lines of one group in a row. */
  static final class Run {
    final SumRun sums;
    Label label = new Label("?");
    byte[] labelBytes = {};
    int from;
    long next;
    boolean uniform;
    int[] blockStarts = new int[8];
    int blocks;

    Run(SumHash hash) {
      sums = new SumRun(hash);
    }
  }

  /** Copies the chunk; one byte before it is the hasher's. */
  void take(byte[] bytes, int ofLength) {
    if (text.length < ofLength + 1) {
      text = new byte[bytes.length + 1];
      weights = new byte[WeightsFile.ENTRY_BYTES_MAX * (bytes.length / LINE_BYTES_MIN + 1)];
    }
    System.arraycopy(bytes, 0, text, 1, ofLength);
    length = ofLength;
  }

  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }

  byte[] weights() {
    return weights;
  }

  int weightsLength() {
    return weightsLength;
  }

  List<Run> runs() {
    return pool.subList(0, runs);
  }

  /**
   * Reads and hashes all lines.
   *
   * @throws MalformedException at a line that is not in its one form
   */
  void read() {
    runs = 0;
    weightsLength = 0;
    at = 1;
    while (at <= length) {
      line();
    }
    for (var run : runs()) {
      run.sums.reduce();
    }
  }

  private void line() {
    var from = at;
    var number = number(Long.MAX_VALUE, ',');
    var labelFrom = at;
    while (text[at] != ',' && text[at] != '\n') {
      at++;
    }
    var run = run(from, labelFrom, number);
    expect(',');
    var weight = number(PublicLine.WEIGHT_MAX, ',');
    var seats = (int) number(PublicLine.SEATS_MAX, ',');
    hex();
    var lineLength = at - from;
    expect('\n');
    if (((number - 1) & (SumRun.BLOCK_LEAVES - 1)) == 0) {
      if (run.blocks == run.blockStarts.length) {
        run.blockStarts = Arrays.copyOf(run.blockStarts, 2 * run.blocks);
      }
      run.blockStarts[run.blocks++] = from;
    }
    var before = text[from - 1];
    run.sums.add(text, from, lineLength, weight);
    text[from - 1] = before;
    run.uniform &= weight == 1 && seats == 1;
    run.next++;
    weightsLength = WeightsFile.write(weight, seats, weights, weightsLength);
  }

  /** The run that the line goes on with, or a new one. */
  private Run run(int from, int labelFrom, long number) {
    if (runs > 0) {
      var last = pool.get(runs - 1);
      if (Arrays.equals(last.labelBytes, 0, last.labelBytes.length, text, labelFrom, at)) {
        if (number != last.next) {
          throw new MalformedException("numbers from 1 without gaps in " + last.label);
        }
        return last;
      }
    }
    if (runs == pool.size()) {
      pool.add(new Run(hash));
    }
    var run = pool.get(runs++);
    run.labelBytes = Arrays.copyOfRange(text, labelFrom, at);
    run.label = new Label(strict(run.labelBytes));
    run.from = from;
    run.next = number;
    run.uniform = true;
    run.blocks = 0;
    run.sums.begin(number - 1);
    return run;
  }

  private static String strict(byte[] label) {
    var text = new String(label, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), label)) {
      throw new MalformedException("labels in UTF-8");
    }
    return text;
  }

  private long number(long max, char end) {
    var first = at;
    var value = 0L;
    while (text[at] >= '0' && text[at] <= '9' && at - first < DIGITS_MAX) {
      value = 10 * value + text[at++] - '0';
    }
    if (at == first || text[first] == '0' || value > max) {
      throw new MalformedException("a number from 1 to " + max);
    }
    expect(end);
    return value;
  }

  private void hex() {
    for (var i = 0; i < HEX_DIGITS; i++, at++) {
      var c = text[at];
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        throw new MalformedException("a commitment of 64 lowercase hexadecimal digits");
      }
    }
  }

  private void expect(char c) {
    if (text[at] != c) {
      throw new MalformedException(PublicLine.HEADER);
    }
    at++;
  }
}
