package twoseal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.SignatureLine;

/**
 * What a ledger says that goes on after another's loss ([SUC-1]): which one, what is kept of it,
 * what is known to be gone, and from where the case numbers run.
 *
 * @param predecessor the log key of the ledger that lost entries
 * @param kept up to where its entries are kept
 * @param witnessed the largest checkpoint anybody showed
 * @param cosignatures of the witnessed checkpoint
 * @param unwitnessed why a registered witness was not asked or not heard
 * @param openDraws numbers of draws that were announced and not complete
 */
public record Succession(
    NoteKey predecessor,
    Head kept,
    Head witnessed,
    List<Cosigned> cosignatures,
    Optional<String> unwitnessed,
    Numbers draws,
    Numbers rehearsals,
    List<Long> openDraws,
    String reason)
    implements RegistryCommand {
  /** The most cosignatures it carries. */
  public static final int COSIGNATURES_MAX = 16;

  /** The most open draws it names. */
  public static final int OPEN_DRAWS_MAX = 1_000;

  /** The highest case number with which a successor begins. */
  public static final long NEXT_MAX = 100_000_000_000L;

  static final String KIND = "ledger.succession";
  private static final String DRAW_PREFIX = "D-";
  private static final int COSIGNATURE_BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

  public Succession {
    cosignatures = List.copyOf(cosignatures);
    openDraws = List.copyOf(openDraws);
  }

  /**
   * A checkpoint of the predecessor, signed by its log key.
   *
   * @param signature in hexadecimal
   */
  public record Head(long size, Digest root, String signature) {
    public Head {
      Bytes.parseHex(signature, Ed25519.SIGNATURE_BYTES);
    }
  }

  /**
   * A witness's cosignature.
   *
   * @param key of type 0x04
   * @param hex of time and signature, 72 bytes
   */
  public record Cosigned(NoteKey key, String hex) {
    public Cosigned {
      Bytes.parseHex(hex, COSIGNATURE_BYTES);
    }

    String value() {
      return key.format() + " " + hex;
    }

    static Cosigned parse(String value) {
      var space = value.indexOf(' ');
      if (space < 0) {
        throw new MalformedException("a key and a cosignature");
      }
      return new Cosigned(NoteKey.parse(value.substring(0, space)), value.substring(space + 1));
    }
  }

  /**
   * Case numbers of a kind.
   *
   * @param last given among the kept entries; 0 if none was
   * @param next the successor's first
   */
  public record Numbers(long last, long next) {}

  @Override
  public String kind() {
    return KIND;
  }

  /** How many entries are known to be gone. */
  public long lost() {
    return witnessed.size - kept.size;
  }

  /**
   * Whether it holds in itself and on a ledger of this origin ([SUC-1] to [SUC-3]).
   *
   * @param origin of the ledger that it is an entry of
   */
  boolean holds(String origin) {
    return predecessor.type() == NoteKey.Type.ED25519
        && !predecessor.name().equals(origin)
        && kept.size >= 1
        && witnessed.size >= kept.size
        && (witnessed.size > kept.size || witnessed.root.equals(kept.root))
        && isSigned(kept)
        && isSigned(witnessed)
        && areCosigned()
        && (!cosignatures.isEmpty() || unwitnessed.isPresent())
        && isBeyond(draws)
        && isBeyond(rehearsals)
        && areOpen();
  }

  private boolean isSigned(Head signed) {
    return holds(predecessor, signed, signed.signature);
  }

  private boolean areCosigned() {
    for (var i = 0; i < cosignatures.size(); i++) {
      var one = cosignatures.get(i);
      if (one.key.type() != NoteKey.Type.COSIGNATURE
          || !holds(one.key, witnessed, one.hex)
          || (i > 0 && order(cosignatures.get(i - 1).key, one.key) >= 0)) {
        return false;
      }
    }
    return true;
  }

  /** The order of cosignatures: by the bytes of their vkeys. */
  public static int order(NoteKey left, NoteKey right) {
    return java.util.Arrays.compareUnsigned(Bytes.utf8(left.format()), Bytes.utf8(right.format()));
  }

  private boolean holds(NoteKey key, Head head, String hex) {
    var text = new Checkpoint(predecessor.name(), head.size, head.root).text();
    var line = SignatureLine.of(key, Bytes.parseHex(hex, hex.length() / 2));
    return key.holds(text, line, Ed25519.STRICT);
  }

  private boolean isBeyond(Numbers numbers) {
    // Both are at most NEXT_MAX: no overflow.
    return numbers.next > numbers.last && numbers.next - numbers.last > lost();
  }

  private boolean areOpen() {
    var before = 0L;
    for (var open : openDraws) {
      if (open <= before || open > draws.last) {
        return false;
      }
      before = open;
    }
    return true;
  }

  @Override
  public String text(Header header) {
    var out = header.begin(KIND).line("predecessor", predecessor.format());
    write(out, "kept", kept);
    write(out, "witnessed", witnessed);
    out.number("cosignatures", cosignatures.size());
    cosignatures.forEach(cosigned -> out.line("cosignature", cosigned.value()));
    out.optional("unwitnessed", unwitnessed)
        .number("last-draw", draws.last)
        .number("last-rehearsal", rehearsals.last)
        .number("next-draw", draws.next)
        .number("next-rehearsal", rehearsals.next)
        .number("open-draws", openDraws.size());
    openDraws.forEach(number -> out.line("open-draw", DRAW_PREFIX + number));
    return out.line("reason", reason).text();
  }

  private static void write(Fields.Writer out, String name, Head head) {
    out.number(name + "-size", head.size)
        .digest(name + "-root", head.root)
        .line(name + "-signature", head.signature);
  }

  static Succession read(Fields.Reader in) {
    var predecessor = NoteKey.parse(in.text("predecessor"));
    var kept = head(in, "kept");
    var witnessed = head(in, "witnessed");
    var cosignatures = new ArrayList<Cosigned>();
    for (var left = in.count("cosignatures", COSIGNATURES_MAX); left > 0; left--) {
      cosignatures.add(Cosigned.parse(in.text("cosignature")));
    }
    var unwitnessed = in.optional("unwitnessed", n -> RegistryCommand.name(in, n));
    var lastDraw = in.number("last-draw", 0, NEXT_MAX);
    var lastRehearsal = in.number("last-rehearsal", 0, NEXT_MAX);
    var draws = new Numbers(lastDraw, in.number("next-draw", 1, NEXT_MAX));
    var rehearsals = new Numbers(lastRehearsal, in.number("next-rehearsal", 1, NEXT_MAX));
    var open = new ArrayList<Long>();
    for (var left = in.count("open-draws", OPEN_DRAWS_MAX); left > 0; left--) {
      open.add(openDraw(in.text("open-draw")));
    }
    return new Succession(
        predecessor,
        kept,
        witnessed,
        cosignatures,
        unwitnessed,
        draws,
        rehearsals,
        open,
        RegistryCommand.name(in, "reason"));
  }

  private static Head head(Fields.Reader in, String name) {
    return new Head(
        in.number(name + "-size", 0, Long.MAX_VALUE),
        in.digest(name + "-root"),
        Bytes.hex(in.hex(name + "-signature", Ed25519.SIGNATURE_BYTES)));
  }

  private static long openDraw(String value) {
    if (!value.startsWith(DRAW_PREFIX)) {
      throw new MalformedException("a draw D-<n>");
    }
    return Bytes.parseDecimal(value.substring(DRAW_PREFIX.length()), NEXT_MAX);
  }
}
