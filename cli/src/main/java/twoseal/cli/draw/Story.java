package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import twoseal.cli.console.Console;
import twoseal.cli.console.Progress;
import twoseal.core.Digest;
import twoseal.core.PersonName;
import twoseal.desk.draw.Fingerprint;
import twoseal.desk.draw.NamesFile;
import twoseal.desk.draw.RunFolder;
import twoseal.draw.CaseNumber;
import twoseal.draw.Contributor;
import twoseal.draw.DrawCommand;
import twoseal.draw.DrawKind;
import twoseal.draw.EntryNumber;
import twoseal.draw.Fixed;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.StageOutcome;
import twoseal.drum.Kind;
import twoseal.intake.ListSummary;
import twoseal.ledger.Receipt;
import twoseal.witness.Witness;

/** Tells a draw as it happens: every sentence follows an entry that is on the ledger. */
final class Story {
  /** Longer lists of rolls are shortened on the screen; the file has them all. */
  private static final int ROLLS_SHOWN_MAX = 40;

  private final Console console;

  Story(Console console) {
    this.console = console;
  }

  void begins(Rules rules, DrawKind kind) {
    console.line(console.bold(rules.title() + rules.titleEn().map(t -> "  " + t).orElse("")));
    if (kind == DrawKind.REHEARSAL) {
      console.line(console.bad(console.text("say.draw.rehearsal")));
    }
  }

  void goesOn(CaseNumber draw) {
    console.say("say.draw.goes-on", draw);
  }

  void announced(CaseNumber draw, Receipt receipt) {
    step("say.draw.announced", receipt, draw);
  }

  void listed(ListSummary summary, Receipt receipt) {
    var root = summary.root();
    step("say.draw.listed", receipt, root.entries(), root.weight(), root.groups().size());
    detail("say.draw.list-root", root.digest().grouped());
  }

  void sealed(Seal seal, Digest c, Receipt receipt) {
    step("say.draw.sealed", receipt);
    detail("say.draw.fingerprint", Fingerprint.of(c));
    for (var contributor : seal.contributors()) {
      switch (contributor) {
        case Contributor.Committed(var person, var commitment, var _) ->
            detail("say.draw.committed", person, commitment.hex());
        case Contributor.Live(var person, var value) -> detail("say.draw.live", person, value);
      }
    }
  }

  void revealed(PersonName contributor, Receipt receipt) {
    step("say.draw.revealed", receipt, contributor);
  }

  void pressed(DrawCommand.Press press, Seal seal, Receipt receipt) {
    if (press.round().isEmpty()) {
      step("say.draw.pressed-ceremony", receipt, seal.marginS(), seal.deltaS());
      return;
    }
    var due = Instant.ofEpochSecond(seal.chain().orElseThrow().timeOf(press.round().get()));
    step("say.draw.pressed", receipt, press.round().get(), due);
  }

  /** What people call a step that they are asked about. */
  String step(String name) {
    return switch (name) {
      case "announce" -> console.text("say.draw.step-announce");
      case "list" -> console.text("say.draw.step-list");
      case "seal" -> console.text("say.draw.step-seal");
      case "press" -> console.text("say.draw.step-press");
      default -> throw new IllegalStateException("a step without a name: " + name);
    };
  }

  /** Said of a witness that has looked. */
  void witnessed(PersonName witness, Witness.Standing at) {
    if (at.outcome() == Witness.Outcome.WELL) {
      console.line(console.good("● ") + console.text("say.draw.cosigned", witness, at.size()));
    } else {
      console.line(
          console.bad("● ") + console.text("say.draw.not-cosigned", witness, at.why().orElse("")));
    }
  }

  /**
   * Counts down to the time from which results are taken: the wait is the true one.
   *
   * @param isTest the beacon is a rehearsal's, whose numbers somebody can know
   */
  void waits(Fixed fixed, boolean isTest) throws InterruptedException {
    var due = Instant.ofEpochMilli(fixed.dueMs());
    var left = Duration.between(Instant.now(), due);
    if (left.isPositive()) {
      if (fixed.round().isPresent()) {
        console.say(isTest ? "say.draw.waits-test" : "say.draw.waits", fixed.round().get());
      } else {
        console.say("say.draw.waits-reveals", due);
      }
    }
    try (var progress =
        console.progress(
            "say.draw.countdown", Math.max(1, left.toSeconds()), Progress.Unit.SECONDS)) {
      var total = left.toSeconds();
      while (left.isPositive()) {
        progress.at(total - left.toSeconds());
        Thread.sleep(Math.min(1_000, left.toMillis() + 1));
        left = Duration.between(Instant.now(), due);
      }
    }
  }

  void seeded(Fixed fixed, Optional<byte[]> signature, Digest seed) {
    if (fixed.byDefault()) {
      console.say("say.draw.by-default");
    }
    fixed.round().ifPresent(round -> console.say("say.draw.number", round));
    signature.ifPresent(bytes -> detail("say.draw.signature", HexFormat.of().formatHex(bytes)));
    detail("say.draw.seed", seed.grouped());
  }

  void drawn(StageOutcome outcome, NamesFile names, Receipt receipt) throws IOException {
    var stage = outcome.stage();
    console.line("");
    console.line(console.bold(stage.title() + stage.titleEn().map(t -> "  " + t).orElse("")));
    var shown = new ArrayList<EntryNumber>();
    for (var i = 0L; i < Math.min(outcome.rolled(), ROLLS_SHOWN_MAX); i++) {
      shown.add(EntryNumber.at(outcome.index(i), outcome.list()));
    }
    var picked = names.pick(shown);
    for (var i = 0; i < shown.size(); i++) {
      var name = picked.get(shown.get(i));
      var order = outcome.order(i) == 0 ? "-" : Long.toString(outcome.order(i));
      console.line(
          "  %5s  %-6s  %s  %s"
              .formatted(
                  order, kind(outcome.kind(i)), name == null ? "" : name.masked(), shown.get(i)));
    }
    if (outcome.rolled() > ROLLS_SHOWN_MAX) {
      console.say("say.draw.more", outcome.rolled() - ROLLS_SHOWN_MAX);
    }
    if (outcome.unfilled() > 0) {
      console.say("say.draw.unfilled", outcome.unfilled());
    }
    step("say.draw.drawn", receipt, outcome.rolled());
  }

  void completed(Receipt receipt) {
    console.line("");
    step("say.draw.completed", receipt);
  }

  void delivered(RunFolder folder, Digest bundle) {
    file("say.draw.bundle", folder.bundle());
    detail("say.draw.bundle-hash", bundle.hex());
    file("say.draw.result", folder.result());
    file("say.draw.public-list", folder.publicList());
  }

  private String kind(Kind kind) {
    return switch (kind) {
      case WINNER -> console.text("say.draw.winner");
      case ALTERNATE -> console.text("say.draw.alternate");
      case SKIPPED -> console.text("say.draw.skipped");
      case NOT_PLACED -> console.text("say.draw.not-placed");
    };
  }

  private void step(String key, Receipt receipt, Object... args) {
    console.line(
        console.good("● ")
            + console.text(key, args)
            + console.faint("  " + console.text("say.draw.entry", receipt.position().index())));
  }

  private void detail(String key, Object... args) {
    console.line("    " + console.faint(console.text(key, args)));
  }

  private void file(String key, Path file) {
    console.line(console.text(key, file));
  }
}
