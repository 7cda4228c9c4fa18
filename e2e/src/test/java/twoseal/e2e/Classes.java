package twoseal.e2e;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes the rules look at, and what a rule says about them. */
final class Classes {
  /** All that ships; the tests and the benches do not. */
  static final List<String> MODULES =
      List.of(
          "core",
          "verifier",
          "intake",
          "lanes",
          "ledger",
          "witness",
          "desk",
          "network",
          "server",
          "cli");

  private Classes() {}

  static List<Path> folders(String... modules) {
    return List.of(modules).stream()
        .filter(m -> Files.exists(Source.ROOT.resolve(m).resolve("pom.xml")))
        .map(m -> Source.ROOT.resolve(m).resolve("target/classes"))
        .toList();
  }

  static JavaClasses shipped() {
    return in(folders(MODULES.toArray(String[]::new)));
  }

  static JavaClasses in(List<Path> folders) {
    for (var folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalStateException("not compiled: " + folder);
      }
    }
    return new ClassFileImporter().importPaths(folders);
  }

  /** The classes of one source, compiled into the folder. */
  static JavaClasses of(Path folder, String name, String text) throws IOException {
    Javac.compile(folder, new Source(name.replace('.', '/') + ".java", text));
    return in(List.of(folder));
  }

  static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
  }
}
