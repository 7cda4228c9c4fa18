package twoseal.verifier;

import static twoseal.verifier.VerId.SIGNERS;

import java.util.EnumSet;
import java.util.List;
import twoseal.verifier.Registry.Role;

/** Who must sign each command of a draw: exactly these people, by their roles, [VER-9]. */
final class Signers {
  private Signers() {}

  /**
   * Checks a command's signers.
   *
   * @param rules as announced; for the announcement itself, its own
   */
  static void check(
      Command.OfDraw command,
      Rules rules,
      List<Registry.Signer> signers,
      Entry entry,
      Checks checks) {
    entry
        .form(SIGNERS, checks)
        .require(
            areThoseOf(command, rules, signers),
            "签署人不是规定的人：%s",
            "the signers are not those required: %s",
            signers.stream().map(s -> s.person() + " " + s.role()).toList());
  }

  private static boolean areThoseOf(
      Command.OfDraw command, Rules rules, List<Registry.Signer> signers) {
    return switch (command) {
      case Command.Announce c -> areRoles(signers, rules, Role.ORGANISER);
      case Command.Listing c -> areRoles(signers, rules, Role.ORGANISER);
      case Command.ListChecked c -> areRoles(signers, rules, Role.WITNESS);
      case Command.Seal c -> areRoles(signers, rules, Role.NOTARY, Role.ORGANISER);
      case Command.Skip c -> areRoles(signers, rules, Role.NOTARY, Role.ORGANISER);
      case Command.Press c -> areRoles(signers, rules, Role.NOTARY, Role.ORGANISER);
      case Command.GiveUp c -> areRoles(signers, rules, Role.NOTARY, Role.ORGANISER);
      case Command.Promote c -> areRoles(signers, rules, Role.NOTARY, Role.ORGANISER);
      case Command.NextAttempt c -> areRoles(signers, rules, Role.NOTARY, Role.ORGANISER);
      case Command.Shake c -> areRoles(signers, rules, Role.OPERATOR);
      case Command.Close c ->
          areRoles(signers, rules, Role.OPERATOR)
              || areRoles(signers, rules, Role.NOTARY)
              || areRoles(signers, rules, Role.ORGANISER);
      case Command.Reveal c ->
          areRoles(signers, rules, Role.NOTARY)
              || (signers.size() == 1 && signers.getFirst().person().equals(c.contributor()));
      case Command.Result c -> signers.size() == 1;
      case Command.Complete c -> signers.size() == 1;
    };
  }

  /**
   * Whether there is one signer of each role, organisers being of the rules' organisation and
   * witnesses not.
   */
  private static boolean areRoles(List<Registry.Signer> signers, Rules rules, Role... roles) {
    var found = EnumSet.noneOf(Role.class);
    for (var signer : signers) {
      if (signer.role() == Role.ORGANISER && !signer.organisation().equals(rules.organiser())) {
        return false;
      }
      if (signer.role() == Role.WITNESS && signer.organisation().equals(rules.organiser())) {
        return false;
      }
      found.add(signer.role());
    }
    return signers.size() == roles.length && found.equals(EnumSet.of(roles[0], roles));
  }
}
