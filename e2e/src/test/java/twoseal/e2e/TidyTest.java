package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Checks what no compiler checks: form, length, and who may depend on whom. */
class TidyTest {
  private static final int METHOD_LINES_MAX = 60;
  private static final Path ROOT = Path.of("..");

  @Test
  void sourcesAreFormatted() throws Exception {
    var untidy = new ArrayList<Path>();
    for (var file : sources()) {
      var text = Files.readString(file);
      var tidy = new Formatter().formatSource(text);
      if (tidy.equals(text)) {
        continue;
      }
      if (Boolean.getBoolean("tidy.fix")) {
        Files.writeString(file, tidy);
      } else {
        untidy.add(file);
      }
    }
    assertThat(untidy).as("run `./check fmt`").isEmpty();
  }

  @Test
  void methodsFitOnAScreen() throws Exception {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, null);
    var task =
        (JavacTask)
            compiler.getTask(
                null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
    var positions = Trees.instance(task).getSourcePositions();
    var tooLong = new ArrayList<String>();
    for (var unit : task.parse()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
          var lines = unit.getLineMap();
          var first = lines.getLineNumber(positions.getStartPosition(unit, method));
          var last = lines.getLineNumber(positions.getEndPosition(unit, method));
          if (last - first >= METHOD_LINES_MAX) {
            tooLong.add(unit.getSourceFile().getName() + ":" + first + " " + method.getName());
          }
          return super.visitMethod(method, null);
        }
      }.scan(unit, null);
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void theRulesAreDeterministic() {
    var classes = new ClassFileImporter().importPackages("twoseal");
    assertThat(classes).isNotEmpty();
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage(
            "twoseal.core..", "twoseal.registry..", "twoseal.draw..", "twoseal.machine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.nio.file..",
            "java.net..",
            "java.sql..",
            "java.util.concurrent..",
            "io.helidon..")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(classes);
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("twoseal.verifier..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are ours but not the verifier's",
                c ->
                    c.getPackageName().startsWith("twoseal.")
                        && !c.getPackageName().startsWith("twoseal.verifier")))
        .check(classes);
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
