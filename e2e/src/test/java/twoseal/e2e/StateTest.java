package twoseal.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is no static state: what lives, lives in an object that somebody was given. */
class StateTest {
  private static final List<String> CHANGEABLE =
      List.of(
          "java.util.concurrent.atomic.",
          "java.util.concurrent.locks.",
          "java.util.ArrayList",
          "java.util.ArrayDeque",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.EnumMap",
          "java.util.BitSet",
          "java.util.concurrent.ConcurrentHashMap",
          "java.lang.StringBuilder",
          "java.lang.ThreadLocal",
          "java.security.MessageDigest",
          "java.security.Signature",
          "javax.crypto.");

  /** Fields of a changeable type that nobody changes: only ever cloned, which saves the look-up. */
  private static final List<String> PROTOTYPES =
      List.of("twoseal.core.Digest.UNUSED", "twoseal.verifier.Bytes.UNUSED");

  static final ArchRule NO_STATIC_STATE =
      noFields()
          .that()
          .areStatic()
          .should(
              com.tngtech.archunit.lang.conditions.ArchConditions.be(
                  DescribedPredicate.describe("changeable", StateTest::isChangeable)));

  @TempDir Path folder;

  @Test
  void thereIsNoStaticState() {
    assertThat(Classes.violations(NO_STATIC_STATE, Classes.shipped())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "static int a;",
        "private static long a = 1;",
        "public static final byte[] A = {1};",
        "static final java.util.HashMap<String, String> A = new java.util.HashMap<>();",
        "static final ThreadLocal<String> A = new ThreadLocal<>();",
        "static final java.util.concurrent.atomic.AtomicLong A = null;"
      })
  void staticStateIsFound(String field) throws Exception {
    var classes = Classes.of(folder, "bad.Bad", "package bad; public class Bad { " + field + " }");
    assertThat(Classes.violations(NO_STATIC_STATE, classes)).hasSize(1);
  }

  @Test
  void constantsPass() throws Exception {
    var text =
        "package good; public class Good { static final int A = 1; private static final byte[] B ="
            + " {1}; public static final java.util.List<String> C = java.util.List.of(); enum D { E"
            + " } int f(D d) { return switch (d) { case E -> 1; }; } }";
    assertThat(Classes.violations(NO_STATIC_STATE, Classes.of(folder, "good.Good", text)))
        .isEmpty();
  }

  private static boolean isChangeable(JavaField field) {
    var isPublic = field.getModifiers().contains(JavaModifier.PUBLIC);
    if (field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
      return false; // the compiler's own, such as a switch's table
    }
    return !field.getModifiers().contains(JavaModifier.FINAL)
        || (isPublic && field.getRawType().isArray())
        || (isChangeable(field.getRawType()) && !PROTOTYPES.contains(field.getFullName()));
  }

  private static boolean isChangeable(JavaClass type) {
    return CHANGEABLE.stream().anyMatch(type.getName()::startsWith);
  }
}
