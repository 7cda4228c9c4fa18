package twoseal.core;

import java.util.regex.Pattern;

/**
 * A person as the ledger names it: {@code <organisation>/<person>} ([REG-1]); also the name of the
 * person's key.
 */
public record PersonName(String organisation, String person) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  public PersonName {
    requireId(organisation);
    requireId(person);
  }

  /**
   * Reads a name.
   *
   * @throws MalformedException unless it is {@code <organisation>/<person>}
   */
  public static PersonName parse(String text) {
    var slash = text.indexOf('/');
    if (slash < 0) {
      throw new MalformedException("<organisation>/<person>");
    }
    return new PersonName(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * Refuses what is no id of an organisation or person.
   *
   * @return the id
   * @throws MalformedException with the form that an id has
   */
  public static String requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new MalformedException("an id of 1 to 32 of a-z, 0-9 and -, not beginning with -");
    }
    return id;
  }

  @Override
  public String toString() {
    return organisation + "/" + person;
  }
}
