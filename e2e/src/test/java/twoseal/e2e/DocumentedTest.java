package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What others may use says what it promises; no package lets null in. */
class DocumentedTest {
  @Test
  void everyPublicTypeSaysWhatItIs() throws Exception {
    assertThat(undocumented(Source.mainJava())).isEmpty();
  }

  @Test
  void aSilentPublicTypeIsFound() throws Exception {
    assertThat(undocumented(List.of(new Source("core/A.java", "public class A {}"))))
        .containsExactly("core/A.java A");
    assertThat(
            undocumented(
                List.of(
                    new Source("core/A.java", "/** Why. */ public class A { public enum B {} }"))))
        .containsExactly("core/A.java B");
    assertThat(undocumented(List.of(new Source("core/A.java", "/** Why. */ public class A {}"))))
        .isEmpty();
    assertThat(undocumented(List.of(new Source("core/A.java", "class A {}")))).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() throws Exception {
    assertThat(unmarked(Source.java())).isEmpty();
  }

  @Test
  void anUnmarkedPackageIsFound() {
    var folder = "core/src/main/java/twoseal/core/";
    var type = new Source(folder + "A.java", "package twoseal.core; class A {}");
    var plain = new Source(folder + "package-info.java", "package twoseal.core;");
    var marked = new Source(folder + "package-info.java", "@NullMarked\npackage twoseal.core;");
    assertThat(unmarked(List.of(type))).hasSize(1);
    assertThat(unmarked(List.of(type, plain))).hasSize(1);
    assertThat(unmarked(List.of(type, marked))).isEmpty();
  }

  private static List<String> undocumented(List<Source> sources) throws IOException {
    var parsed = Javac.parse(sources);
    var found = new ArrayList<String>();
    for (var unit : parsed.units()) {
      new TreePathScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
          if (isPublic(unit, getCurrentPath(), type)
              && parsed.trees().getDocComment(getCurrentPath()) == null) {
            found.add(Javac.path(unit) + " " + type.getSimpleName());
          }
          return super.visitClass(type, null);
        }
      }.scan(unit, null);
    }
    return found;
  }

  /** Public itself and within public types only. */
  private static boolean isPublic(CompilationUnitTree unit, TreePath path, ClassTree type) {
    if (!type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
      return false;
    }
    var parent = path.getParentPath();
    return parent.getLeaf() == unit
        || (parent.getLeaf() instanceof ClassTree outer && isPublic(unit, parent, outer));
  }

  /**
   * Folders with Java in them but no marked package-info there, nor in the main sources beside
   * tests.
   */
  private static List<String> unmarked(List<Source> sources) {
    var marked = new HashSet<String>();
    var folders = new TreeSet<String>();
    for (var source : sources) {
      folders.add(source.folder());
      if (source.path().endsWith("/package-info.java") && source.text().contains("@NullMarked")) {
        marked.add(source.folder());
      }
    }
    return folders.stream()
        .filter(f -> !marked.contains(f) && !marked.contains(f.replace("/src/test/", "/src/main/")))
        .toList();
  }
}
