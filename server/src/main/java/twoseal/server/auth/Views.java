package twoseal.server.auth;

import java.util.List;
import java.util.Optional;
import twoseal.core.NoteKey;
import twoseal.server.words.Names;

/** Accounts and sessions as people see them. */
final class Views {
  private final Directory directory;
  private final Door door;
  private final KeyFiles keyFiles;
  private final boolean oidc;
  private final List<DemoSignIn> demo;

  Views(Directory directory, Door door, KeyFiles keyFiles, boolean oidc, List<DemoSignIn> demo) {
    this.directory = directory;
    this.door = door;
    this.keyFiles = keyFiles;
    this.oidc = oidc;
    this.demo = List.copyOf(demo);
  }

  /** What an authenticator shows beside the username. */
  String issuer() {
    return directory.genesis().officeName();
  }

  Answers.Session nobody() {
    return new Answers.Session(
        false, Optional.empty(), Optional.empty(), List.of(), office(), oidc, demo());
  }

  Answers.Session session(Account account, Sessions.By by, String token) {
    return new Answers.Session(
        true,
        Optional.of(account(account)),
        Optional.of(door.csrf(token)),
        door.needs(account, by).stream().map(Door.Need::word).toList(),
        office(),
        oidc,
        demo());
  }

  Answers.Account account(Account account) {
    var organisation = account.personName().organisation();
    var name = directory.organisation(organisation).map(Names.Organisation::name);
    var key = directory.key(account.personName()).map(NoteKey::format);
    return new Answers.Account(
        account.username(),
        account.name(),
        account.person(),
        account.role(),
        Optional.of(new Answers.OfOrganisation(organisation, name)),
        account.totp().isPresent(),
        key.isPresent(),
        key,
        keyFiles.has(account.username()),
        account.state(),
        account.openedMs(),
        account.lastSeenMs(),
        account.subject(),
        account.email());
  }

  private Answers.Office office() {
    var genesis = directory.genesis();
    return new Answers.Office(
        genesis.officeName(),
        genesis.officeNameEn(),
        directory.origin(),
        genesis.logKey().format());
  }

  private Optional<List<DemoSignIn>> demo() {
    return demo.isEmpty() ? Optional.empty() : Optional.of(demo);
  }
}
