package twoseal.registry;

import java.util.Locale;

/** Why the registry refuses, in the order in which it looks ([REG-6]). */
public enum RegistryReason {
  SIGNERS,
  ORGANISATION_EXISTS,
  NO_SUCH_ORGANISATION,
  PERSON_EXISTS,
  NO_SUCH_PERSON,
  ROLE_OF_ANOTHER_ORGANISATION,
  KEY_NAME,
  KEY_IN_USE,
  PERSON_REVOKED,
  LAST_ADMINISTRATOR,
  NO_SUCH_DRAW,
  SUCCESSION_PLACE,
  SUCCESSION;

  /** As outcomes name it, such as {@code registry.key-in-use}. */
  public String code() {
    return "registry." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
