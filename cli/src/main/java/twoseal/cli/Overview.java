package twoseal.cli;

import java.util.List;
import twoseal.cli.console.Console;

/** What there is for whom: one screen, by role. */
record Overview(Console console) {
  private static final List<String> ROLES =
      List.of(
          "say.overview.try",
          "say.overview.organiser",
          "say.overview.notary",
          "say.overview.contributor",
          "say.overview.participant",
          "say.overview.expert",
          "say.overview.witness",
          "say.overview.operator");

  void print() {
    console.say("say.overview");
    for (var role : ROLES) {
      var lines = console.text(role).split("\n", 2);
      console.line("");
      console.line(console.bold(lines[0]));
      console.line(lines[1]);
    }
    console.line("");
    console.say("say.overview.more");
  }
}
