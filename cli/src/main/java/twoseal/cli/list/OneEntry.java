package twoseal.cli.list;

import java.util.Optional;
import picocli.CommandLine.Option;
import twoseal.desk.Complaint;
import twoseal.list.Label;
import twoseal.list.ListRoot;

/** The options that name one entry of a list by group and number. */
public final class OneEntry {
  @Option(names = "--group", paramLabel = "LABEL")
  private Optional<String> group;

  @Option(names = "--number", paramLabel = "N")
  private Optional<Long> number;

  /** Whether a number was given. */
  boolean isNamed() {
    return number.isPresent();
  }

  /**
   * The number in its group.
   *
   * @throws Complaint if none was given
   */
  long number() {
    return number.orElseThrow(() -> Complaint.usage("complaint.which-entry"));
  }

  /**
   * The group; where a list has only one it need not be named.
   *
   * @throws Complaint if it is not clear which
   */
  Label group(ListRoot root) {
    if (group.isPresent()) {
      return ListInput.label(group.get());
    }
    if (root.groups().size() > 1) {
      throw Complaint.usage("complaint.which-group");
    }
    return root.groups().getFirst().label();
  }
}
