package twoseal.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One text file of the project: its path from the root, with slashes, and what it says. */
record Source(String path, String text) {
  static final Path ROOT = root();
  private static final List<String> NOT_OURS = List.of(".git", "target", "node_modules");

  /** Every text file that belongs to the project: what git tracks or would track. */
  static List<Source> all() throws IOException, InterruptedException {
    var sources = new ArrayList<Source>();
    for (var path : paths()) {
      var file = ROOT.resolve(path);
      if (!Files.isRegularFile(file)) {
        continue; // removed, and git does not know it yet
      }
      var bytes = Files.readAllBytes(file);
      if (!isBinary(bytes)) {
        sources.add(new Source(path, new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return List.copyOf(sources);
  }

  static List<Source> java() throws IOException, InterruptedException {
    return all().stream().filter(Source::isJava).toList();
  }

  static List<Source> mainJava() throws IOException, InterruptedException {
    return java().stream().filter(Source::isMain).toList();
  }

  boolean isJava() {
    return path.endsWith(".java");
  }

  boolean isMain() {
    return path.contains("/src/main/");
  }

  boolean isTest() {
    return path.contains("/src/test/");
  }

  String module() {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  String folder() {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Java without the insides of its strings and characters: what remains is code and comments. */
  Source withoutLiterals() {
    var kept = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = tokenEnd(at);
      var token = text.substring(at, end);
      if (token.startsWith("\"") || token.startsWith("'")) {
        kept.append("\"").append("\n".repeat(lineBreaks(token))).append("\"");
      } else {
        kept.append(token);
      }
      at = end;
    }
    return new Source(path, kept.toString());
  }

  /** Each line that has the pattern in it, as `path:line text`. */
  List<String> linesWith(Pattern pattern) {
    var found = new ArrayList<String>();
    var lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (pattern.matcher(lines[i]).find()) {
        found.add(path + ":" + (i + 1) + " " + lines[i].strip());
      }
    }
    return found;
  }

  /** Where the comment, literal or single character that starts here ends. */
  private int tokenEnd(int start) {
    if (text.startsWith("//", start)) {
      return after("\n", start);
    }
    if (text.startsWith("/*", start)) {
      return after("*/", start + 2);
    }
    if (text.startsWith("\"\"\"", start)) {
      return literalEnd("\"\"\"", start + 3);
    }
    char first = text.charAt(start);
    return first == '"' || first == '\'' ? literalEnd(String.valueOf(first), start + 1) : start + 1;
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  private int literalEnd(String quote, int from) {
    int at = from;
    while (at < text.length() && !text.startsWith(quote, at)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + quote.length(), text.length());
  }

  private static int lineBreaks(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static List<String> paths() throws IOException, InterruptedException {
    if (Files.exists(ROOT.resolve(".git"))) {
      var git =
          new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard", "-z")
              .directory(ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (git.waitFor() == 0) {
        return names.lines().flatMap(l -> Pattern.compile("\0").splitAsStream(l)).sorted().toList();
      }
    }
    return walked();
  }

  /** For a tree without git, such as an unpacked archive. */
  private static List<String> walked() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .map(ROOT::relativize)
          .filter(f -> NOT_OURS.stream().noneMatch(n -> hasFolder(f, n)))
          .map(f -> f.toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static boolean hasFolder(Path file, String name) {
    for (var part : file) {
      if (part.toString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 8_000); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("check")) || !Files.exists(folder.resolve("e2e"))) {
      var parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("not inside the project: " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }
}
