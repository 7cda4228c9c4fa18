package twoseal.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The core gives every node the same bytes: it reads no file, socket, clock, locale or random
 * source, starts no thread, and does not compute with floating point.
 */
class DeterminismTest {
  private static final List<String> OUTSIDE_PACKAGES =
      List.of(
          "java.io.",
          "java.nio.file.",
          "java.nio.channels.",
          "java.net.",
          "java.sql.",
          "java.util.concurrent.",
          "java.util.logging.",
          "javax.net.",
          "com.sun.net.",
          "io.helidon.");
  private static final Set<String> OUTSIDE_CLASSES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.StrictMath",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer");

  /** Methods whose answer depends on the machine, its clock, its locale or its luck. */
  private static final Pattern OUTSIDE_METHODS =
      Pattern.compile(
          "java\\.time\\.\\w+\\.now\\(.*|java\\.time\\.ZoneId\\.systemDefault\\(.*"
              + "|java\\.lang\\.Math\\.random\\(.*|java\\.util\\.UUID\\.randomUUID\\(.*"
              + "|java\\.util\\.(Locale|TimeZone)\\.getDefault\\(.*"
              + "|java\\.util\\.Collections\\.shuffle\\(java\\.util\\.List\\)"
              + "|java\\.lang\\.System\\.(?!arraycopy\\().*"
              + "|java\\.nio\\.charset\\.Charset\\.defaultCharset\\(.*"
              + "|java\\.lang\\.String\\.(getBytes|toLowerCase|toUpperCase)\\(\\)|java\\.lang\\.String\\.(formatted\\(.*|format\\(java\\.lang\\.String,"
              + " .*)|java\\.util\\.\\w+\\.parallelStream\\(.*|java\\.util\\.stream\\.\\w+\\.parallel\\(.*");

  // F2L, DADD, FCONST_1 and their kin, but not DUP.
  private static final Pattern FLOAT_OPCODE = Pattern.compile("[FD](?!UP).*|[IL]2[FD]");

  static final ArchRule NOTHING_FROM_OUTSIDE =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe("come from outside", DeterminismTest::isOutside))
          .orShould()
          .accessTargetWhere(
              DescribedPredicate.describe("answers differ", DeterminismTest::asksOutside));

  @TempDir Path folder;

  @Test
  void theCoreAsksNothingOfTheOutside() {
    var classes = Classes.in(Classes.folders("core"));
    assertThat(classes).isNotEmpty();
    assertThat(Classes.violations(NOTHING_FROM_OUTSIDE, classes)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.currentTimeMillis()",
        "System.nanoTime()",
        "System.getenv(\"A\")",
        "java.time.Instant.now()",
        "java.time.LocalDate.now()",
        "Math.random()",
        "java.util.UUID.randomUUID()",
        "new java.security.SecureRandom()",
        "new java.util.Random(1)",
        "new Thread()",
        "new java.util.concurrent.ConcurrentHashMap<String, String>()",
        "new java.io.StringWriter()",
        "java.nio.file.Path.of(\"a\")",
        "java.net.URI.create(\"a\")",
        "new java.sql.Date(1)",
        "\"%d\".formatted(1)",
        "\"I\".toLowerCase()",
        "java.util.List.of(1).parallelStream()"
      })
  void aLookOutsideIsFound(String expression) throws Exception {
    var text = "package bad; class Bad { Object a() { return " + expression + "; } }";
    assertThat(Classes.violations(NOTHING_FROM_OUTSIDE, Classes.of(folder, "bad.Bad", text)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Math.addExact(1, 2)",
        "\"a\".getBytes(java.nio.charset.StandardCharsets.UTF_8)",
        "String.format(java.util.Locale.ROOT, \"%d\", 1)",
        "java.time.Instant.ofEpochSecond(1)",
        "java.util.List.of(1L, 2L).stream().mapToLong(x -> x).sum()"
      })
  void pureCodePasses(String expression) throws Exception {
    var text = "package good; class Good { Object a() { return " + expression + "; } }";
    assertThat(Classes.violations(NOTHING_FROM_OUTSIDE, Classes.of(folder, "good.Good", text)))
        .isEmpty();
    assertThat(floats(List.of(folder))).isEmpty();
  }

  @Test
  void theCoreDoesNotComputeWithFloatingPoint() throws Exception {
    assertThat(floats(Classes.folders("core"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "float a;",
        "void a(double[] b) {}",
        "long a(long b) { return (long) Math.sqrt(b); }",
        "int a(int b) { return (int) (b * 0.5f); }",
        "void a() { var b = 1.5; }",
        "Object a() { return 2.5; }",
        "double a() { return 1; }"
      })
  void floatingPointIsFound(String member) throws Exception {
    Classes.of(folder, "bad.Bad", "package bad; class Bad { " + member + " }");
    assertThat(floats(List.of(folder))).isNotEmpty();
  }

  private static boolean isOutside(JavaClass type) {
    var name = type.getBaseComponentType().getName();
    return OUTSIDE_CLASSES.contains(name) || OUTSIDE_PACKAGES.stream().anyMatch(name::startsWith);
  }

  private static boolean asksOutside(JavaAccess<?> access) {
    return OUTSIDE_METHODS.matcher(access.getTarget().getFullName()).matches();
  }

  /** Fields, signatures and instructions with float or double in them. */
  private static List<String> floats(List<Path> folders) throws IOException {
    var found = new ArrayList<String>();
    for (var folder : folders) {
      try (var files = Files.walk(folder)) {
        for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          found.addAll(floats(ClassFile.of().parse(file)));
        }
      }
    }
    return found;
  }

  private static List<String> floats(ClassModel type) {
    var found = new ArrayList<String>();
    var name = type.thisClass().asInternalName();
    for (var field : type.fields()) {
      if (isFloat(field.fieldType().stringValue())) {
        found.add(name + "." + field.fieldName().stringValue());
      }
    }
    for (var method : type.methods()) {
      if (isFloat(method.methodTypeSymbol().descriptorString()) || computesWithFloats(method)) {
        found.add(name + "." + method.methodName().stringValue());
      }
    }
    return found;
  }

  private static boolean computesWithFloats(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .filter(java.lang.classfile.Instruction.class::isInstance)
        .map(java.lang.classfile.Instruction.class::cast)
        .anyMatch(i ->
            FLOAT_OPCODE.matcher(i.opcode().name()).matches()
                || (i instanceof ConstantInstruction c
                    && (c.typeKind() == TypeKind.FLOAT || c.typeKind() == TypeKind.DOUBLE)));
  }

  private static boolean isFloat(String descriptor) {
    return descriptor.replaceAll("L[^;]*;", "").matches(".*[FD].*");
  }
}
