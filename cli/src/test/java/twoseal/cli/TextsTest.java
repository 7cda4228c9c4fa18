package twoseal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import twoseal.beacon.BeaconCheck;
import twoseal.desk.Language;
import twoseal.desk.Texts;
import twoseal.draw.DrawReason;
import twoseal.registry.RegistryReason;

/** Nothing is said that nobody says, nothing is missing. */
class TextsTest {
  /** Of these texts it has the complaints alone; its other sentences stand with it. */
  private static final Path SERVER = Path.of("../server/src/main/java");

  /** Whose code says what the texts are. */
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../desk/src/main/java"), SERVER);

  private static final Pattern OURS =
      Pattern.compile("\"((?:say|ask|complaint|reason)\\.[a-z0-9.-]*[a-z0-9])\"");

  private static final int EXIT_CODES_MAX = 7;

  private final Texts english = Texts.of(Language.EN);

  @Test
  void everyKeyInTheCodeHasATextAndEveryTextIsInTheCode() throws IOException {
    var used = new TreeSet<>(literals());
    used.stream()
        .filter(key -> key.startsWith("complaint."))
        .toList()
        .forEach(key -> used.add(key + ".next"));
    used.addAll(reasons());
    var ours =
        keys(english).stream()
            .filter(key -> key.matches("(say|ask|complaint|reason)\\..*"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ours).isEqualTo(used);
  }

  @Test
  void everyHelpTextBelongsToACommandAndEveryCommandHasItsTexts() {
    var known = new TreeSet<String>();
    var missing = new ArrayList<String>();
    Tree.commands(Tree.all()).forEach(command -> look(command, known, missing));
    assertThat(missing).isEmpty();
    var help =
        keys(english).stream()
            .filter(key -> !key.matches("(say|ask|complaint|reason|usage|act|field|word)\\..*"))
            .collect(Collectors.toCollection(TreeSet::new));
    help.removeAll(known);
    assertThat(help).as("texts that no help shows").isEmpty();
  }

  private void look(CommandLine command, Set<String> known, List<String> missing) {
    var spec = command.getCommandSpec();
    var name = spec.qualifiedName(".");
    for (var part : List.of(".usage.header", ".usage.footer")) {
      need(known, missing, name + part);
    }
    known.add(name + ".usage.description");
    for (int i = 0; i < EXIT_CODES_MAX; i++) {
      known.add(name + ".usage.exitCodeList." + i);
    }
    spec.options()
        .forEach(option ->
            need(known, missing, keysOf(spec, option.longestName().replaceFirst("^-+", ""))));
    spec.positionalParameters()
        .forEach(p -> need(known, missing, keysOf(spec, p.paramLabel() + "[" + p.index() + "]")));
  }

  private static String[] keysOf(CommandSpec spec, String key) {
    return new String[] {spec.qualifiedName(".") + "." + key, key};
  }

  private void need(Set<String> known, List<String> missing, String... either) {
    known.addAll(List.of(either));
    if (Stream.of(either).noneMatch(english::has)) {
      missing.add(either[0]);
    }
  }

  /** Texts whose key the code puts together: the reasons of the rules. */
  private static Set<String> reasons() {
    var beacon =
        Stream.of(BeaconCheck.Reason.values())
            .map(reason -> "beacon." + reason.name().toLowerCase(Locale.ROOT));
    var registry = Stream.of(RegistryReason.values()).map(RegistryReason::code);
    var draw = Stream.of(DrawReason.values()).map(DrawReason::code);
    return Stream.concat(beacon, Stream.concat(registry, draw))
        .map("reason."::concat)
        .collect(Collectors.toSet());
  }

  private static Set<String> literals() throws IOException {
    var found = new TreeSet<String>();
    for (var folder : SOURCES) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          var matcher = OURS.matcher(Files.readString(file));
          while (matcher.find()) {
            if (!folder.equals(SERVER) || matcher.group(1).startsWith("complaint.")) {
              found.add(matcher.group(1));
            }
          }
        }
      }
    }
    return found;
  }

  private static Set<String> keys(Texts texts) {
    return new TreeSet<>(Collections.list(texts.getKeys()));
  }
}
