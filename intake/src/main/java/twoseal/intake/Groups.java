package twoseal.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/** The groups met so far; a group keeps the id it gets when first met. Shared by all workers. */
final class Groups {
  /** What is wrong with a label, in place of an id. */
  static final int UNKNOWN = -1;

  static final int TOO_MANY = -2;

  private final Set<Label> allowed;
  private final Map<Label, Integer> ids = new HashMap<>();
  private final List<Label> labels = new ArrayList<>();

  Groups(Set<Label> allowed) {
    this.allowed = allowed;
  }

  /** The id of a label, from 0; {@link #UNKNOWN} or {@link #TOO_MANY}. */
  synchronized int id(Label label) {
    var known = ids.get(label);
    if (known != null) {
      return known;
    }
    if (!allowed.isEmpty() && !allowed.contains(label)) {
      return UNKNOWN;
    }
    if (labels.size() == ListRoot.GROUPS_MAX) {
      return TOO_MANY;
    }
    ids.put(label, labels.size());
    labels.add(label);
    return labels.size() - 1;
  }

  synchronized Label label(int id) {
    return labels.get(id);
  }

  /** All labels, by id. */
  synchronized List<Label> labels() {
    return List.copyOf(labels);
  }
}
