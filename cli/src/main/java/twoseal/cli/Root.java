package twoseal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import twoseal.cli.console.Console;
import twoseal.cli.console.Task;
import twoseal.desk.Exit;
import twoseal.desk.Language;

/**
 * The command {@code twoseal} alone: it says what there is. Carries the options of all commands.
 */
@Command(name = "twoseal", versionProvider = Root.Version.class)
final class Root extends Task {
  // Looked for before parsing (Language.of); here for its help and so that a wrong value is told.
  @Option(names = "--lang", scope = ScopeType.INHERIT, paramLabel = "zh|en")
  Language language;

  @Option(names = Failures.TRACE, scope = ScopeType.INHERIT)
  boolean trace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true)
  boolean version;

  Root(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    new Overview(console()).print();
    return Exit.OK;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = Root.class.getPackage().getImplementationVersion();
      return new String[] {"twoseal " + (version == null ? "(not packaged)" : version)};
    }
  }
}
