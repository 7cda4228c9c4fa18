package twoseal.ledger;

import java.util.List;
import twoseal.core.Blobs;
import twoseal.core.MalformedException;
import twoseal.machine.Command;
import twoseal.machine.Machine;

/**
 * Gives entries that are on the log to the rules again; they must answer as they did. What was
 * refused may have named a file that came only later: it is judged as without files.
 */
final class Replay {
  private final Machine machine;
  private final Machine withoutFiles = new Machine(FastSignatures.best(), Blobs.NONE);
  private final ChainedState state;
  private long applied;

  /** Goes on after the entries that the state has taken. */
  Replay(Machine machine, ChainedState state, long applied) {
    this.machine = machine;
    this.state = state;
    this.applied = applied;
  }

  /** How many entries the state has taken. */
  long applied() {
    return applied;
  }

  /**
   * Applies the next entries.
   *
   * @throws LedgerDamagedException where the answer is not the one on the log
   */
  void apply(List<LedgerEntry> entries) {
    // Signatures cost most: checked on all cores first, under the keys as of now; the few that
    // these do not settle are checked again in order.
    var commands = entries.parallelStream().map(this::authenticated).toList();
    for (var i = 0; i < entries.size(); i++) {
      apply(entries.get(i), commands.get(i));
    }
  }

  private Command authenticated(LedgerEntry entry) {
    var command = read(entry);
    try {
      machine.authenticate(command, state::key);
    } catch (MalformedException _) {
      // Perhaps by a key that an entry before it admits: applying it decides.
    }
    return command;
  }

  private Command read(LedgerEntry entry) {
    try {
      return machine.read(entry.command());
    } catch (MalformedException malformed) {
      throw new LedgerDamagedException(
          entry + " is no command: " + malformed.getMessage(), malformed);
    }
  }

  private void apply(LedgerEntry entry, Command command) {
    try {
      var rules = NamedFiles.mayHaveLackedOne(entry.outcome()) ? withoutFiles : machine;
      var answer = rules.apply(entry.position(), command, state);
      state.seal(entry.position().index());
      if (!entry.outcome().equals(answer.outcome())) {
        throw new LedgerDamagedException(
            "the rules now answer otherwise to "
                + entry
                + ": the log has "
                + oneLine(entry.outcome())
                + ", the rules say "
                + oneLine(answer.outcome()));
      }
      applied++;
    } catch (MalformedException malformed) {
      throw new LedgerDamagedException(
          entry + " must not be here: " + malformed.getMessage(), malformed);
    }
  }

  private static String oneLine(String outcome) {
    return '"' + outcome.strip().replace("\n", ", ") + '"';
  }
}
