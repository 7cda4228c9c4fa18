package twoseal.list;

import twoseal.core.MalformedException;

/**
 * A group as the list root names it ([LIST-5]).
 *
 * @param entries n_g, at least 1
 * @param root of its tree; the root's sum is W_g
 */
public record GroupRoot(Label label, long entries, SumNode root) {
  public GroupRoot {
    if (entries < 1 || root.sum() < entries) {
      throw new MalformedException("a group of at least one entry, one ticket or more each");
    }
  }

  /** W_g: all tickets of the group. */
  public long weight() {
    return root.sum();
  }
}
