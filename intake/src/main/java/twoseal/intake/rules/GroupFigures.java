package twoseal.intake.rules;

import twoseal.list.Label;

/**
 * What a list holds of a group.
 *
 * @param entries at least 1
 * @param seats of all entries together; as many as entries where every entry takes one
 */
public record GroupFigures(Label label, long entries, long seats) {
  public GroupFigures {
    if (entries < 1 || seats < entries) {
      throw new IllegalArgumentException("a group has entries, and each takes a seat");
    }
  }
}
