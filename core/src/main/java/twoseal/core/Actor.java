package twoseal.core;

/** A registered person who signed the command at hand with a key that was valid. */
public record Actor(PersonName name, Role role) {}
