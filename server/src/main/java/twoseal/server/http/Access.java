package twoseal.server.http;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import twoseal.core.Role;

/**
 * Who may call a route, as {@code x-access} of the contract says it. It is enforced from the table
 * of routes, before the handler.
 */
public sealed interface Access {
  /** Whether only parties of that draw or act may; the handler looks who they are. */
  boolean own();

  /** Everybody, signed in or not. */
  record Public() implements Access {
    @Override
    public boolean own() {
      return false;
    }
  }

  /** Whoever is signed in. */
  record SignedIn(boolean own) implements Access {}

  /** Whoever is signed in and has one of the roles. */
  record Roles(Set<Role> roles, boolean own) implements Access {
    /** Keeps a copy. */
    public Roles {
      roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
    }
  }

  /**
   * Reads the words of the contract: {@code public}, {@code signed-in}, {@code signed-in own}, or
   * roles, with {@code own} at their end or without.
   *
   * @throws twoseal.core.MalformedException on another word
   */
  static Access of(String words) {
    var listed = List.of(words.split(" ", -1));
    var own = listed.getLast().equals("own");
    var who = own ? listed.subList(0, listed.size() - 1) : listed;
    if (listed.equals(List.of("public"))) {
      return new Public();
    }
    if (who.equals(List.of("signed-in"))) {
      return new SignedIn(own);
    }
    var roles = EnumSet.noneOf(Role.class);
    who.forEach(word -> roles.add(Role.of(word)));
    return new Roles(roles, own);
  }
}
