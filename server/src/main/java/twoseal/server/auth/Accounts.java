package twoseal.server.auth;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import twoseal.core.PersonName;
import twoseal.desk.Complaint;
import twoseal.server.http.Problem;

/**
 * The accounts, in one file that is written whole at each change; memory holds the same. A change
 * is on the disk before anybody sees it.
 */
public final class Accounts {
  /** The most accounts of a service. */
  static final int MAX = 2_000;

  private static final String FILE = "accounts.json";
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final KeptFile<Kept> file;
  private volatile TreeMap<String, Account> accounts = new TreeMap<>();

  private record Kept(List<Account> accounts) {}

  /**
   * Reads the accounts of a folder, which may have none yet.
   *
   * @throws Complaint if somebody else changed the file
   */
  public Accounts(Path folder, Secrets secrets) {
    this.file = new KeptFile<>(folder.resolve(FILE), Kept.class, secrets);
    file.read()
        .ifPresent(
            kept -> kept.accounts.forEach(account -> accounts.put(account.username(), account)));
  }

  /** Whether this can be a username. */
  static boolean isUsername(String text) {
    return USERNAME.matcher(text).matches();
  }

  /** All accounts, by username. */
  Collection<Account> all() {
    return List.copyOf(accounts.values());
  }

  /** An account, closed or not. */
  public Optional<Account> find(String username) {
    return Optional.ofNullable(accounts.get(username));
  }

  /** The account of a person that is not closed. */
  Optional<Account> of(PersonName person) {
    return accounts.values().stream()
        .filter(account -> !account.isClosed() && account.person().equals(person.toString()))
        .findFirst();
  }

  /**
   * Adds an account.
   *
   * @throws Problem 409 if the name or the person has one, or there are too many
   */
  synchronized void add(Account account) {
    if (accounts.containsKey(account.username())) {
      throw new Problem(409, "account.exists", account.username());
    }
    if (of(account.personName()).isPresent()) {
      throw new Problem(409, "account.person-has-one", account.person());
    }
    if (accounts.size() >= MAX) {
      throw new Problem(409, "account.too-many", MAX);
    }
    keep(account);
  }

  /**
   * Changes an account; no two changes run at once, so what the change looked at still is so.
   *
   * @param change gives the account back, or throws what the caller is told
   * @throws Problem 404 if there is none
   */
  synchronized Account change(String username, UnaryOperator<Account> change) {
    var before = find(username).orElseThrow(Problem::notFound);
    var after = change.apply(before);
    if (!after.equals(before)) {
      keep(after);
    }
    return after;
  }

  private void keep(Account account) {
    var next = new TreeMap<>(accounts);
    next.put(account.username(), account);
    file.write(new Kept(List.copyOf(next.values())));
    accounts = next;
  }
}
