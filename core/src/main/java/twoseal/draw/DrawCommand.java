package twoseal.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twoseal.beacon.BeaconChain;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Fields;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.list.Label;

/** What can be asked of a draw ([DRAW-4] to [DRAW-15], [DRAW-18] to [DRAW-20]). */
public sealed interface DrawCommand {
  /** The most attempts of a draw ([DRAW-18]). */
  int ATTEMPT_MAX = 1_000;

  /** The first line's kind. */
  String kind();

  /** The text that is signed. */
  String text(Header header);

  /**
   * Reads the fields after the header.
   *
   * @throws MalformedException on an unknown kind or another form
   */
  static DrawCommand read(Fields.Reader in) {
    var command =
        switch (in.kind()) {
          case Announce.KIND -> Announce.read(in);
          case PublishList.KIND -> PublishList.read(in);
          case CheckList.KIND -> CheckList.read(in);
          case Seal.KIND -> Seal.read(in);
          case Reveal.KIND -> Reveal.read(in);
          case Skip.KIND -> Skip.read(in);
          case ShakeBatch.KIND -> ShakeBatch.read(in);
          case CloseShakes.KIND -> CloseShakes.read(in);
          case Press.KIND -> Press.read(in);
          case PublishResult.KIND -> PublishResult.read(in);
          case Complete.KIND -> Complete.read(in);
          case GiveUp.DECLINE, GiveUp.DISQUALIFY -> GiveUp.read(in);
          case Promote.KIND -> Promote.read(in);
          case OpenAttempt.KIND -> OpenAttempt.read(in);
          default -> throw new MalformedException(1, "a kind of command");
        };
    in.end();
    return command;
  }

  /** Opens a case. */
  record Announce(DrawKind drawKind, Rules rules) implements DrawCommand {
    static final String KIND = "draw.announce";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public String text(Header header) {
      var out = header.begin(KIND).line("kind", drawKind.word());
      rules.write(out);
      return out.text();
    }

    static Announce read(Fields.Reader in) {
      return new Announce(DrawKind.of(in.text("kind")), Rules.read(in));
    }
  }

  /** A command about a case that was opened. */
  sealed interface InDraw extends DrawCommand
      permits PublishList,
          CheckList,
          Seal,
          Reveal,
          Skip,
          ShakeBatch,
          CloseShakes,
          Press,
          PublishResult,
          Complete,
          GiveUp,
          Promote,
          OpenAttempt {
    CaseNumber draw();

    /** From 1. */
    int attempt();

    /** Writes the fields after draw and attempt. */
    void write(Fields.Writer out);

    @Override
    default String text(Header header) {
      var out = header.begin(kind()).line("draw", draw().toString()).number("attempt", attempt());
      write(out);
      return out.text();
    }
  }

  static CaseNumber readDraw(Fields.Reader in) {
    return CaseNumber.parse(in.text("draw"));
  }

  static int readAttempt(Fields.Reader in) {
    return (int) in.number("attempt", 1, ATTEMPT_MAX);
  }

  /** A witness recomputed the list and keeps a copy. */
  record CheckList(CaseNumber draw, int attempt, ListBlock list) implements InDraw {
    static final String KIND = "draw.list-checked";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void write(Fields.Writer out) {
      list.write(out);
    }

    static CheckList read(Fields.Reader in) {
      return new CheckList(readDraw(in), readAttempt(in), ListBlock.read(in));
    }
  }

  /** Opens a commitment or gives a live value; the value is in hexadecimal. */
  record Reveal(
      CaseNumber draw, int attempt, PersonName contributor, String value, Optional<String> nonce)
      implements InDraw {
    static final String KIND = "draw.reveal";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void write(Fields.Writer out) {
      out.line("contributor", contributor.toString()).line("value", value).optional("nonce", nonce);
    }

    static Reveal read(Fields.Reader in) {
      return new Reveal(
          readDraw(in),
          readAttempt(in),
          PersonName.parse(in.text("contributor")),
          Bytes.hex(Contributor.requireValue(in.text("value"), 1)),
          in.optional("nonce", n -> Bytes.hex(in.hex(n, Contributor.NONCE_BYTES))));
    }
  }

  /**
   * Marks an entry as found invalid since the seal.
   *
   * @param number in its group, from 1
   * @param reason salted commitment of the words
   */
  record Skip(
      CaseNumber draw, int attempt, long number, Label group, String code, Optional<Digest> reason)
      implements InDraw {
    static final String KIND = "draw.skip";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void write(Fields.Writer out) {
      out.line("entry", number + " " + group)
          .line("code", code)
          .optional("reason", reason.map(Digest::hex));
    }

    static Skip read(Fields.Reader in) {
      var draw = readDraw(in);
      var attempt = readAttempt(in);
      var entry = in.text("entry").split(" ", 2);
      if (entry.length != 2) {
        throw new MalformedException("<number> <group>");
      }
      return new Skip(
          draw,
          attempt,
          Bytes.parseDecimal(entry[0], Long.MAX_VALUE),
          new Label(entry[1]),
          in.oneOf("code", "ineligible", "duplicate", "deceased", "withdrawn", "other"),
          in.optional("reason", in::digest));
    }
  }

  /**
   * Fixes everything that the seed is made of but the beacon's signature; in a ceremony, everything
   * but the reveals.
   *
   * @param shakes X
   * @param reveals Y; empty in a ceremony, and so is the round
   */
  record Press(
      CaseNumber draw,
      int attempt,
      Digest seal,
      Digest shakes,
      Optional<Digest> reveals,
      long skips,
      Digest skipsDigest,
      Optional<Long> round)
      implements InDraw {
    static final String KIND = "draw.press";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void write(Fields.Writer out) {
      out.digest("seal", seal)
          .digest("shakes", shakes)
          .optional("reveals", reveals.map(Digest::hex))
          .number("skips", skips)
          .digest("skips-digest", skipsDigest)
          .optional("round", round.map(String::valueOf));
    }

    static Press read(Fields.Reader in) {
      return new Press(
          readDraw(in),
          readAttempt(in),
          in.digest("seal"),
          in.digest("shakes"),
          in.optional("reveals", in::digest),
          in.number("skips", 0, Integer.MAX_VALUE),
          in.digest("skips-digest"),
          in.optional("round", n -> in.number(n, 1, BeaconChain.ROUND_MAX)));
    }
  }

  /** What the drum rolled in a stage; the rules compute it again. */
  record PublishResult(
      CaseNumber draw,
      int attempt,
      int stage,
      Drawn drawn,
      StageFigures figures,
      List<String> lines)
      implements InDraw {
    static final String KIND = "draw.result";

    public PublishResult {
      lines = List.copyOf(lines);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void write(Fields.Writer out) {
      out.number("stage", stage);
      drawn.write(out);
      figures.write(out);
      out.number("listed", lines.size());
      lines.forEach(line -> out.line("outcome", line));
    }

    static PublishResult read(Fields.Reader in) {
      var draw = readDraw(in);
      var attempt = readAttempt(in);
      var stage = (int) in.number("stage", 1, Stage.STAGES_MAX);
      var drawn = Drawn.read(in);
      var figures = StageFigures.read(in);
      var lines = new ArrayList<String>();
      for (var n = in.count("listed", StageOutcome.LISTED_MAX); n > 0; n--) {
        lines.add(in.text("outcome"));
      }
      return new PublishResult(draw, attempt, stage, drawn, figures, lines);
    }
  }

  /**
   * Ends the drawing.
   *
   * @param results outcomes roots, by stage
   */
  record Complete(CaseNumber draw, int attempt, List<Digest> results) implements InDraw {
    static final String KIND = "draw.complete";

    public Complete {
      results = List.copyOf(results);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void write(Fields.Writer out) {
      out.number("results", results.size());
      for (var i = 0; i < results.size(); i++) {
        out.line("result", (i + 1) + " " + results.get(i).hex());
      }
    }

    static Complete read(Fields.Reader in) {
      var draw = readDraw(in);
      var attempt = readAttempt(in);
      var results = new ArrayList<Digest>();
      var count = in.count("results", Stage.STAGES_MAX);
      for (var i = 1; i <= count; i++) {
        var text = in.text("result");
        var prefix = i + " ";
        if (!text.startsWith(prefix)) {
          throw new MalformedException("the result of stage " + i);
        }
        results.add(Digest.ofHex(text.substring(prefix.length())));
      }
      return new Complete(draw, attempt, results);
    }
  }

  /** A winner or alternate declines, or is disqualified. */
  record GiveUp(
      boolean disqualified,
      CaseNumber draw,
      int attempt,
      int stage,
      long order,
      String code,
      Optional<Digest> reason)
      implements InDraw {
    static final String DECLINE = "draw.decline";
    static final String DISQUALIFY = "draw.disqualify";

    @Override
    public String kind() {
      return disqualified ? DISQUALIFY : DECLINE;
    }

    @Override
    public void write(Fields.Writer out) {
      out.number("stage", stage)
          .number("order", order)
          .line("code", code)
          .optional("reason", reason.map(Digest::hex));
    }

    static GiveUp read(Fields.Reader in) {
      return new GiveUp(
          in.kind().equals(DISQUALIFY),
          readDraw(in),
          readAttempt(in),
          (int) in.number("stage", 1, Stage.STAGES_MAX),
          in.number("order", 1, Long.MAX_VALUE),
          in.oneOf("code", "ineligible", "duplicate", "deceased", "withdrawn", "other", "declined"),
          in.optional("reason", in::digest));
    }
  }

  /**
   * The next alternate takes a place given up.
   *
   * @param order the alternate's order number
   * @param forOrder the order number given up
   */
  record Promote(CaseNumber draw, int attempt, int stage, long order, long forOrder)
      implements InDraw {
    static final String KIND = "draw.promote";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public void write(Fields.Writer out) {
      out.number("stage", stage).number("order", order).number("for", forOrder);
    }

    static Promote read(Fields.Reader in) {
      return new Promote(
          readDraw(in),
          readAttempt(in),
          (int) in.number("stage", 1, Stage.STAGES_MAX),
          in.number("order", 1, Long.MAX_VALUE),
          in.number("for", 1, Long.MAX_VALUE));
    }
  }
}
