package twoseal.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may know whom: domains do not see each other, the verifier sees nobody, a library has one
 * owner.
 */
class LayersTest {
  /**
   * Packages of the module core, and the packages of ours each may use; a new one is entered here
   * first.
   */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("core", Set.of()),
          Map.entry("beacon", Set.of("core")),
          Map.entry("list", Set.of("core")),
          Map.entry("drum", Set.of("core")),
          Map.entry("legacy", Set.of("core")),
          Map.entry("registry", Set.of("core")),
          Map.entry("draw", Set.of("core", "beacon", "list", "drum", "legacy")),
          Map.entry("bundle", Set.of("core", "draw", "list")),
          Map.entry("evidence", Set.of("core")),
          Map.entry("bill", Set.of("core")),
          Map.entry("receivable", Set.of("core")),
          Map.entry("certificate", Set.of("core")));

  /** It introduces the domains to each other. */
  private static final String INTRODUCER = "machine";

  /** Packages of libraries, and the modules' packages that own them. */
  private static final Map<String, Set<String>> OWNERS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("picocli", Set.of("cli")),
              Map.entry("java.sql", Set.of("ledger")),
              Map.entry("org.sqlite", Set.of("ledger")),
              Map.entry("com.swirlds", Set.of("network")),
              Map.entry("com.hedera", Set.of("network")),
              Map.entry("org.hiero", Set.of("network")),
              Map.entry("jdk.incubator", Set.of("lanes")),
              Map.entry("org.snakeyaml", Set.of("intake")),
              Map.entry("org.dhatim", Set.of("intake")),
              Map.entry("io.helidon", Set.of("server")),
              Map.entry("com.nimbusds", Set.of("server")),
              Map.entry("tools.jackson", Set.of("desk", "cli", "server"))));

  @TempDir Path folder;

  @Test
  void domainsDoNotSeeEachOther() {
    assertThat(introductions(Classes.in(Classes.folders("core")))).isEmpty();
  }

  @Test
  void aDomainThatSeesAnotherIsFound() throws Exception {
    Javac.compile(
        folder,
        new Source("twoseal/draw/A.java", "package twoseal.draw; public class A {}"),
        new Source(
            "twoseal/core/B.java", "package twoseal.core; public class B { twoseal.draw.A a; }"),
        new Source(
            "twoseal/registry/C.java",
            "package twoseal.registry; public class C { twoseal.draw.A[] a; }"),
        new Source(
            "twoseal/machine/D.java", "package twoseal.machine; class D { twoseal.draw.A a; }"),
        new Source("twoseal/stray/E.java", "package twoseal.stray; class E {}"));
    assertThat(introductions(Classes.in(List.of(folder))))
        .containsExactly(
            "twoseal.core uses twoseal.draw",
            "twoseal.registry uses twoseal.draw",
            "twoseal.stray is not in LayersTest.MAY_USE");
  }

  @Test
  void theVerifierSeesNoOtherPackageOfOurs() {
    assertThat(acquaintances(Classes.in(Classes.folders("verifier")))).isEmpty();
  }

  @Test
  void aVerifierThatLeansOnTheCoreIsFound() throws Exception {
    Javac.compile(
        folder,
        new Source("twoseal/core/A.java", "package twoseal.core; public class A {}"),
        new Source(
            "twoseal/verifier/B.java", "package twoseal.verifier; class B { twoseal.core.A a; }"));
    assertThat(acquaintances(Classes.in(List.of(folder)))).hasSize(1);
  }

  @Test
  void aLibraryHasOneOwner() {
    var shipped = Classes.shipped();
    assertThat(shipped).isNotEmpty();
    assertThat(strangersWithLibraries(shipped)).isEmpty();
  }

  @Test
  void aStrangerWithALibraryIsFound() throws Exception {
    var sql = "package twoseal.intake; class A { java.sql.Connection c; }";
    assertThat(strangersWithLibraries(Classes.of(folder.resolve("a"), "twoseal.intake.A", sql)))
        .hasSize(1);
    var owned = "package twoseal.ledger; class A { java.sql.Connection c; }";
    assertThat(strangersWithLibraries(Classes.of(folder.resolve("b"), "twoseal.ledger.A", owned)))
        .isEmpty();
  }

  @Test
  void packagesDoNotGoInCircles() {
    assertThat(
            Classes.violations(
                com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
                    .matching("twoseal.(*)..")
                    .should()
                    .beFreeOfCycles(),
                Classes.shipped()))
        .isEmpty();
  }

  private static List<String> introductions(JavaClasses classes) {
    var found = new TreeSet<String>();
    for (var type : classes) {
      var from = domain(type);
      if (from.equals(INTRODUCER)) {
        continue;
      }
      if (!MAY_USE.containsKey(from)) {
        found.add("twoseal." + from + " is not in LayersTest.MAY_USE");
        continue;
      }
      type.getDirectDependenciesFromSelf().stream()
          .map(d -> d.getTargetClass().getBaseComponentType())
          .filter(t -> t.getPackageName().startsWith("twoseal."))
          .map(LayersTest::domain)
          .filter(to -> !to.equals(from) && !MAY_USE.getOrDefault(from, Set.of()).contains(to))
          .forEach(to -> found.add("twoseal." + from + " uses twoseal." + to));
    }
    return List.copyOf(found);
  }

  private static List<String> acquaintances(JavaClasses classes) {
    return Classes.violations(
        noClasses()
            .that()
            .resideInAPackage("twoseal.verifier..")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are ours but not the verifier's",
                    c ->
                        c.getPackageName().startsWith("twoseal.")
                            && !domain(c).equals("verifier"))),
        classes);
  }

  private static List<String> strangersWithLibraries(JavaClasses classes) {
    var found = new ArrayList<String>();
    OWNERS.forEach((library, owners) ->
        found.addAll(
            Classes.violations(
                noClasses()
                    .that(
                        DescribedPredicate.describe(
                            "do not own it", c -> !owners.contains(domain(c))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library + ".."),
                classes)));
    return found;
  }

  /** The part of the package's name after `twoseal.`. */
  private static String domain(JavaClass type) {
    var parts = type.getPackageName().split("\\.", -1);
    return parts.length > 1 ? parts[1] : "";
  }
}
