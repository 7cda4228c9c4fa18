package twoseal.core;

/** What a person is on the ledger ([REG-1]); a person has one role. */
public enum Role {
  ADMINISTRATOR,
  NOTARY,
  ORGANISER,
  OPERATOR,
  WITNESS,
  CONTRIBUTOR,
  OBSERVER;

  /** The word in a command. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * The role of a word.
   *
   * @throws MalformedException if no role has it
   */
  public static Role of(String word) {
    for (var role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new MalformedException("one of the roles of REG-1");
  }

  /** All words. */
  public static String[] words() {
    return java.util.Arrays.stream(values()).map(Role::word).toArray(String[]::new);
  }
}
