package twoseal.draw;

import java.util.Optional;
import twoseal.core.Digest;
import twoseal.core.Fields;

/**
 * An entry list as commands name it ([DRAW-3]).
 *
 * @param entries n
 * @param tickets W
 * @param fileHash of the public list
 * @param weights digest of the weights-and-seats file; empty where all are 1
 */
public record ListBlock(
    Digest root, long entries, long tickets, Digest fileHash, Optional<Digest> weights) {
  private static final String UNIFORM = "uniform";

  void write(Fields.Writer out) {
    out.digest("list-root", root)
        .number("entries", entries)
        .number("tickets", tickets)
        .digest("file-hash", fileHash)
        .line("weights", weights.map(Digest::hex).orElse(UNIFORM));
  }

  static ListBlock read(Fields.Reader in) {
    return new ListBlock(
        in.digest("list-root"),
        in.number("entries", 1, Long.MAX_VALUE),
        in.number("tickets", 1, Long.MAX_VALUE),
        in.digest("file-hash"),
        Optional.of(in.text("weights")).filter(w -> !w.equals(UNIFORM)).map(Digest::ofHex));
  }
}
