package twoseal.cli.console;

import java.util.Arrays;
import java.util.function.Function;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.desk.Complaint;

/** Values of options that the specification has a form for; a complaint names the option. */
public final class OptionValue {
  private OptionValue() {}

  /**
   * A person, {@code <organisation>/<person>} ([REG-1]).
   *
   * @throws Complaint naming the option and the value
   */
  public static PersonName person(String option, String value) {
    return read(PersonName::parse, "complaint.option-person", option, value);
  }

  /**
   * An id of an organisation ([REG-1]).
   *
   * @throws Complaint as {@link #person}
   */
  public static String id(String option, String value) {
    return read(PersonName::requireId, "complaint.option-id", option, value);
  }

  /**
   * A role ([REG-1]).
   *
   * @throws Complaint as {@link #person}, with the roles there are
   */
  public static Role role(String option, String value) {
    var roles = String.join(", ", Arrays.asList(Role.words()));
    return read(Role::of, "complaint.option-role", option, value, roles);
  }

  /**
   * A text that stands in a command ([NOTE-4]).
   *
   * @throws Complaint as {@link #person}
   */
  public static String text(String option, String value) {
    return read(
        text -> {
          Fields.requireValue(text);
          return text;
        },
        "complaint.option-text",
        option,
        value);
  }

  private static <T> T read(
      Function<String, T> parser, String key, String option, String value, Object... further) {
    try {
      return parser.apply(value);
    } catch (MalformedException malformed) {
      var args = new Object[2 + further.length];
      args[0] = option;
      args[1] = value;
      System.arraycopy(further, 0, args, 2, further.length);
      throw Complaint.usage(key, args).because(malformed);
    }
  }
}
