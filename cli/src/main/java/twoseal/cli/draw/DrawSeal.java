package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.beacon.BeaconChain;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.Header;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.desk.rules.RulesSource;
import twoseal.draw.CaseFile;
import twoseal.draw.Contributor;
import twoseal.draw.Rules;
import twoseal.draw.Seal;
import twoseal.draw.Seed;
import twoseal.draw.Stage;
import twoseal.draw.StagePlaces;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.SealSettings;
import twoseal.ledger.Clock;

/**
 * {@code draw seal}: fixes rules, final list and sources of randomness, by organiser and notary.
 */
@Command(name = "seal")
public final class DrawSeal extends Task {
  @Parameters(index = "0", paramLabel = "RULES")
  private Path rulesFile = Path.of("");

  @Option(names = "--commitment", paramLabel = "PERSON=HEX[:N]")
  private Map<String, String> commitments = new LinkedHashMap<>();

  @Option(names = "--places", paramLabel = "STAGE=N")
  private Map<Integer, Long> places = new LinkedHashMap<>();

  @Option(names = "--chain", paramLabel = "CHAIN")
  private Optional<String> chain = Optional.empty();

  @Mixin private DrawOption draw = new DrawOption();
  @Mixin private Signatures signatures = new Signatures();

  public DrawSeal(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var rules = new RulesSource(console().texts(), console().err()::println).read(rulesFile);
    return signatures.completeReading(
        console(),
        signatures.keys(console()),
        2,
        (ledger, header) -> draw.look(ledger, file -> text(rules, file, header)));
  }

  private String text(RulesFile rules, CaseFile file, Header header) {
    var list =
        file.list().orElseThrow(() -> Complaint.refused("complaint.draw.no-list", draw.number()));
    var settings = rules.seal();
    // The last check of a witness, if there is one of this list.
    var checked =
        file.checks().stream()
            .filter(note -> file.check(note).filter(list.list()::equals).isPresent())
            .reduce((_, later) -> later);
    return new Seal(
            draw.number(),
            file.attempt(),
            withPlaces(rules.rules()),
            list.list(),
            Seed.noteDigest(file.listText().orElseThrow()),
            checked,
            contributors(settings),
            file.isCeremony() ? Optional.empty() : Optional.of(chain()),
            settings.deltaS(),
            settings.marginS(),
            settings.pressBy().timeS(Clock.system().nowMs() / 1_000),
            settings.skipNoticeS(),
            settings.skipsMax())
        .text(header);
  }

  /** The rules with the places that were open until now. */
  private Rules withPlaces(Rules rules) {
    var stages = new ArrayList<Stage>();
    for (var stage : rules.stages()) {
      var set = Optional.ofNullable(places.get(stage.id()));
      if (set.isEmpty() && stage.places() instanceof StagePlaces.Open) {
        throw Complaint.usage("complaint.draw.open-places", stage.id());
      }
      stages.add(set.map(n -> stage.withPlaces(new StagePlaces.Seats(n))).orElse(stage));
    }
    return rules.withStages(stages);
  }

  private List<Contributor> contributors(SealSettings settings) {
    var contributors = new ArrayList<Contributor>();
    for (var contribution : settings.contributors()) {
      contributors.add(
          switch (contribution) {
            case SealSettings.Contribution.Live(var person, var value) ->
                new Contributor.Live(person, value);
            case SealSettings.Contribution.Committed(var person) -> committed(person);
          });
    }
    return contributors;
  }

  /** A commitment as it was typed: 64 digits, and after a colon the envelope's number. */
  private Contributor.Committed committed(PersonName person) {
    var typed =
        Optional.ofNullable(commitments.get(person.toString()))
            .orElseThrow(() -> Complaint.usage("complaint.draw.no-commitment", person));
    var parts = typed.split(":", 2);
    return new Contributor.Committed(
        person,
        Digest.ofHex(parts[0]),
        parts.length == 1
            ? Optional.empty()
            : Optional.of((int) Bytes.parseDecimal(parts[1], Contributor.ENVELOPE_MAX)));
  }

  private BeaconChain chain() {
    try {
      return chain.map(BeaconChain::parse).orElse(BeaconChain.QUICKNET);
    } catch (IllegalArgumentException notOne) {
      throw new MalformedException("quicknet or test <public key> <genesis> <period>");
    }
  }
}
