package twoseal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A switch over a sealed type names every case: a default would hide the one that is added later.
 */
class SealedSwitchTest {
  private static final String TYPES =
      "sealed interface S { record X() implements S {} record Y() implements S {} } ";

  @Test
  void noDefaultOverSealedTypes() throws Exception {
    var sources = Source.mainJava().stream().filter(s -> !s.module().equals("bench")).toList();
    assertThat(defaults(sources)).isEmpty();
  }

  @Test
  void aDefaultOverASealedTypeIsFound() throws Exception {
    assertThat(defaults(List.of(switching("case S.X x -> 1; default -> 2;")))).hasSize(1);
    assertThat(defaults(List.of(switching("case S.X x -> 1; case S.Y y -> 2;")))).isEmpty();
  }

  private static Source switching(String cases) {
    return new Source(
        "A.java", "class A { " + TYPES + " int a(S s) { return switch (s) { " + cases + " }; } }");
  }

  private static List<String> defaults(List<Source> sources) throws IOException {
    var javac = Javac.attribute(sources);
    var found = new ArrayList<String>();
    for (var unit : javac.units()) {
      new TreePathScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void nothing) {
          look(tree, tree.getExpression(), tree.getCases());
          return super.visitSwitch(tree, null);
        }

        @Override
        public @Nullable Void visitSwitchExpression(
            SwitchExpressionTree tree, @Nullable Void nothing) {
          look(tree, tree.getExpression(), tree.getCases());
          return super.visitSwitchExpression(tree, null);
        }

        private void look(Tree tree, ExpressionTree on, List<? extends CaseTree> cases) {
          if (hasDefault(cases) && isSealed(javac, new TreePath(getCurrentPath(), on))) {
            found.add(Javac.path(unit) + ":" + javac.lines(unit, tree).first());
          }
        }
      }.scan(unit, null);
    }
    return found;
  }

  private static boolean hasDefault(List<? extends CaseTree> cases) {
    return cases.stream()
        .flatMap(c -> c.getLabels().stream())
        .anyMatch(DefaultCaseLabelTree.class::isInstance);
  }

  private static boolean isSealed(Javac javac, TreePath path) {
    return javac.trees().getTypeMirror(path) instanceof DeclaredType type
        && type.asElement().getModifiers().contains(Modifier.SEALED);
  }
}
