package twoseal.e2e;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources as the compiler sees them: parsed, or attributed with their types, or compiled. */
record Javac(List<CompilationUnitTree> units, DocTrees trees) {
  static Javac parse(List<Source> sources) throws IOException {
    var task = task(sources, new DiagnosticCollector<>(), List.of());
    var units = new ArrayList<CompilationUnitTree>();
    task.parse().forEach(units::add);
    return new Javac(List.copyOf(units), DocTrees.instance(task));
  }

  /** As {@link #parse}, with every expression's type known. */
  static Javac attribute(List<Source> sources) throws IOException {
    var errors = new DiagnosticCollector<JavaFileObject>();
    var task = task(sources, errors, List.of());
    var units = new ArrayList<CompilationUnitTree>();
    task.parse().forEach(units::add);
    task.analyze();
    refuse(errors);
    return new Javac(List.copyOf(units), DocTrees.instance(task));
  }

  /** Writes the class files of the sources below the folder. */
  static void compile(Path folder, Source... sources) throws IOException {
    var errors = new DiagnosticCollector<JavaFileObject>();
    for (var ignored :
        task(List.of(sources), errors, List.of("-d", folder.toString())).generate()) {
      // Generating is what writes them.
    }
    refuse(errors);
  }

  /** Where a tree starts and ends, as lines from 1. */
  Lines lines(CompilationUnitTree unit, Tree tree) {
    var positions = trees.getSourcePositions();
    var map = unit.getLineMap();
    return new Lines(
        map.getLineNumber(positions.getStartPosition(unit, tree)),
        map.getLineNumber(positions.getEndPosition(unit, tree)));
  }

  /** The classes declared at the top of a file. */
  static List<ClassTree> topClasses(CompilationUnitTree unit) {
    return unit.getTypeDecls().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .toList();
  }

  static String path(CompilationUnitTree unit) {
    return unit.getSourceFile().toUri().getPath().substring(1);
  }

  record Lines(long first, long last) {
    long count() {
      return last - first + 1;
    }
  }

  private static JavacTask task(
      List<Source> sources, DiagnosticCollector<JavaFileObject> errors, List<String> more) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var options =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                // The lanes use it, which is in incubation.
                "--add-modules",
                "jdk.incubator.vector"));
    options.addAll(more);
    var files = compiler.getStandardFileManager(errors, Locale.ROOT, StandardCharsets.UTF_8);
    var texts = sources.stream().map(Text::new).toList();
    return (JavacTask) compiler.getTask(null, files, errors, options, null, texts);
  }

  private static void refuse(DiagnosticCollector<JavaFileObject> found) {
    var errors =
        found.getDiagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(Object::toString)
            .toList();
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("does not compile: " + errors);
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(Source source) {
      super(URI.create("string:///" + source.path()), Kind.SOURCE);
      this.text = source.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
