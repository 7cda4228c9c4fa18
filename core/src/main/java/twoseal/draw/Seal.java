package twoseal.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.beacon.BeaconChain;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.MalformedException;

/**
 * Fixes rules, list and sources of randomness.
 *
 * @param listNote note digest of the final draw.list
 * @param listChecked note digest of a witness's check
 * @param deltaS seconds from the press to its round, at least
 * @param marginS seconds by which witnesses must have seen the press before its round
 * @param pressByS seconds since 1970
 * @param skipNoticeS seconds for which a skip is public before the press
 */
public record Seal(
    CaseNumber draw,
    int attempt,
    Rules rules,
    ListBlock list,
    Digest listNote,
    Optional<Digest> listChecked,
    List<Contributor> contributors,
    Optional<BeaconChain> chain,
    long deltaS,
    long marginS,
    long pressByS,
    long skipNoticeS,
    long skipsMax)
    implements DrawCommand.InDraw {
  /** The longest time from the seal to press-by ([DRAW-16], times; so the others). */
  public static final long PRESS_BY_MAX_S = 366L * 86_400;

  public static final long DELTA_MAX_S = 86_400;
  public static final long SKIP_NOTICE_MAX_S = 30L * 86_400;
  public static final long SKIPS_MAX = 1_000;

  static final String KIND = "draw.seal";

  public Seal {
    contributors = List.copyOf(contributors);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void write(Fields.Writer out) {
    rules.write(out);
    list.write(out);
    out.digest("list-note", listNote)
        .optional("list-checked", listChecked.map(Digest::hex))
        .number("contributors", contributors.size());
    contributors.forEach(c -> out.line("contributor", c.text()));
    out.optional("chain", chain.map(BeaconChain::text))
        .number("delta", deltaS)
        .number("margin", marginS)
        .time("press-by", pressByS)
        .number("skip-notice", skipNoticeS)
        .number("skips-max", skipsMax);
  }

  static Seal read(Fields.Reader in) {
    var draw = DrawCommand.readDraw(in);
    var attempt = DrawCommand.readAttempt(in);
    var rules = Rules.read(in);
    var list = ListBlock.read(in);
    var listNote = in.digest("list-note");
    var checked = in.optional("list-checked", in::digest);
    var contributors = new ArrayList<Contributor>();
    for (var n = in.count("contributors", Integer.MAX_VALUE); n > 0; n--) {
      contributors.add(Contributor.parse(in.text("contributor")));
    }
    return new Seal(
        draw,
        attempt,
        rules,
        list,
        listNote,
        checked,
        contributors,
        in.optional("chain", n -> readChain(in.text(n))),
        in.number("delta", 0, Integer.MAX_VALUE),
        in.number("margin", 0, Integer.MAX_VALUE),
        in.time("press-by"),
        in.number("skip-notice", 0, Integer.MAX_VALUE),
        in.number("skips-max", 0, Integer.MAX_VALUE));
  }

  private static BeaconChain readChain(String text) {
    try {
      return BeaconChain.parse(text);
    } catch (IllegalArgumentException notOne) {
      throw new MalformedException("quicknet or test <public key> <genesis> <period>");
    }
  }
}
