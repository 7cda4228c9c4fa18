package twoseal.server.auth;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.desk.Complaint;
import twoseal.ledger.LedgerView;
import twoseal.server.http.Doorkeeper;
import twoseal.server.http.Problem;
import twoseal.server.http.Route;

/**
 * Everything about who is asking, wired together over one folder: what the rest of the service
 * needs of it, and its routes.
 */
public final class Auth implements AutoCloseable {
  private final Accounts accounts;
  private final Sessions sessions;
  private final Directory directory;
  private final AuditLog audit;
  private final Idempotency idempotency;
  private final SignIn signIn;
  private final Door door;
  private final KeyFiles keyFiles;
  private final List<Route> routes;

  /**
   * What an operator may set.
   *
   * @param publicUrl where browsers find the service; without it, wherever they say they found it
   * @param hashesAtOnce so many passwords are hashed at the same time
   * @param demo sign-ins that everybody is shown; none but in a demonstration
   */
  public record Options(
      Optional<URI> publicUrl,
      Sessions.Limits sessions,
      int hashesAtOnce,
      Optional<OidcOptions> oidc,
      List<DemoSignIn> demo) {
    /** For a machine of this size, without an identity provider. */
    public static Options defaults() {
      var processors = Runtime.getRuntime().availableProcessors();
      return new Options(
          Optional.empty(),
          Sessions.Limits.defaults(),
          Math.max(1, processors / 2),
          Optional.empty(),
          List.of());
    }
  }

  /**
   * Opens the folder of the service's own files, which is made if it is not there.
   *
   * @param ledger stays its owner's to close
   * @throws Complaint if a file was changed by somebody else
   * @throws IOException if a file cannot be read or made
   */
  public Auth(Path folder, Secrets secrets, LedgerView ledger, InstantSource clock, Options options)
      throws IOException {
    this(
        folder,
        secrets,
        ledger,
        clock,
        options,
        new Passwords(new SecureRandom(), options.hashesAtOnce()));
  }

  Auth(
      Path folder,
      Secrets secrets,
      LedgerView ledger,
      InstantSource clock,
      Options options,
      Passwords passwords)
      throws IOException {
    Files.createDirectories(folder);
    this.accounts = new Accounts(folder, secrets);
    this.sessions = new Sessions(folder, secrets, clock, options.sessions());
    this.directory = new Directory(ledger);
    this.audit = new AuditLog(folder, clock);
    this.idempotency = new Idempotency(folder.resolve("idempotency"), secrets, clock);
    this.signIn = new SignIn(accounts, passwords, secrets, clock, audit);
    var demo = options.demo().stream().map(DemoSignIn::username).collect(Collectors.toSet());
    this.door = new Door(accounts, sessions, directory, secrets, options.publicUrl(), demo);
    this.keyFiles = new KeyFiles(folder.resolve("key-files"));
    openDemo(options.demo());
    var views = new Views(directory, door, keyFiles, options.oidc().isPresent(), options.demo());
    var keySignIn = new KeySignIn(directory, secrets, clock);
    var sessionRoutes =
        new SessionRoutes(
            signIn, new Devices(secrets, clock), sessions, door, keySignIn, views, keyFiles, audit);
    var issuer = options.oidc().map(told -> told.issuer().toString());
    var oidc = options.oidc().map(told -> new Oidc(told, secrets, clock, options.publicUrl()));
    var routes = new ArrayList<Route>();
    routes.addAll(sessionRoutes.routes());
    routes.addAll(
        new AccountRoutes(
                signIn, accounts, sessions, directory, views, keyFiles, audit, idempotency, issuer)
            .routes());
    routes.addAll(new OidcRoutes(oidc, accounts, signIn, sessionRoutes).routes());
    this.routes = List.copyOf(routes);
  }

  private void openDemo(List<DemoSignIn> demo) throws IOException {
    for (var each : demo) {
      if (accounts.find(each.username()).isEmpty()) {
        keyFiles.keep(each.username(), each.keyFile());
        signIn.openDemo(each);
      }
    }
  }

  /** A password for {@link #openFirst}. */
  public static String oneTimePassword(SecureRandom random) {
    return OneTime.password(random);
  }

  /** For the web server. */
  public Doorkeeper doorkeeper() {
    return door;
  }

  /** Its lines of the table of routes. */
  public List<Route> routes() {
    return routes;
  }

  /** Where it is written who did what. */
  public AuditLog audit() {
    return audit;
  }

  /** First answers, for routes that the contract lets repeat. */
  public Idempotency idempotency() {
    return idempotency;
  }

  /** An account, closed or not. */
  Optional<Account> account(String username) {
    return accounts.find(username);
  }

  /** The username of a person's account that is open. */
  public Optional<String> username(PersonName person) {
    return accounts.of(person).map(Account::username);
  }

  /** Opens an account from the machine itself; gives its one-time password. */
  String open(String username, String name, PersonName person, Role role) {
    var opened = signIn.open(username, name, person, role);
    audit.record("-", "account.opened", username, person + " " + role.word(), "");
    return opened.oneTimePassword();
  }

  /**
   * Opens the account of the first administrator of a ledger that others made, if nobody has an
   * account yet. They keep the key that they have.
   *
   * @return its one-time password
   */
  public Optional<String> openFirstOfLedger(String username) {
    if (!accounts.all().isEmpty()) {
      return Optional.empty();
    }
    return directory.people().people().stream()
        .filter(person -> person.valid() && person.role().equals(Role.ADMINISTRATOR.word()))
        .findFirst()
        .map(person ->
            open(username, person.name(), PersonName.parse(person.person()), Role.ADMINISTRATOR));
  }

  /**
   * Opens the first administrator's account.
   *
   * @param oneTimePassword that opens it once; the key file is encrypted under it, too
   * @param vkey of that key file, which the administrator must replace
   */
  public void openFirst(
      String username,
      String name,
      PersonName person,
      String oneTimePassword,
      String vkey,
      byte[] keyFile)
      throws IOException {
    keyFiles.keep(username, keyFile);
    signIn.openFirst(username, name, person, oneTimePassword, vkey);
    audit.record("-", "account.opened", username, person + " administrator", "");
  }

  /**
   * Gives an account a new one-time password from the machine itself, as who runs it may if no
   * administrator can sign in.
   *
   * @throws Problem 404 if there is no such account, 409 if it is closed
   */
  public String reset(String username) {
    var opened = signIn.reset(username);
    sessions.endAll(username, Optional.empty());
    audit.record("-", "account.reset", username, "on the machine", "");
    return opened.oneTimePassword();
  }

  @Override
  public void close() throws IOException {
    audit.close();
  }
}
