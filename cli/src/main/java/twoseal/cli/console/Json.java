package twoseal.cli.console;

import picocli.CommandLine.Option;

/** The option of commands that can answer with one JSON document and nothing else. */
public final class Json {
  /** The option's name. */
  public static final String OPTION = "--json";

  @Option(names = OPTION)
  private boolean asked;

  /** Whether the answer is to be JSON. */
  public boolean asked() {
    return asked;
  }
}
