package twoseal.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import picocli.CommandLine;
import twoseal.cli.console.Console;
import twoseal.desk.Language;

/** The tree of commands, to be looked at. */
final class Tree {
  private Tree() {}

  static CommandLine all() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return Program.commands(
        new Console(
            nowhere,
            nowhere,
            InputStream.nullInputStream(),
            new Run.Stage(),
            name -> null,
            Language.EN));
  }

  /** A command and all below it. */
  static Stream<CommandLine> commands(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(Tree::commands));
  }

  /** The commands that do something. */
  static Stream<CommandLine> leaves(CommandLine command) {
    return commands(command).filter(c -> c.getSubcommands().isEmpty());
  }
}
