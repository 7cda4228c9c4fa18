package twoseal.witness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A keeper who remembers. */
final class Heard implements Keeper {
  final List<Warning> warnings = new CopyOnWriteArrayList<>();
  final List<String> troubles = new CopyOnWriteArrayList<>();

  @Override
  public void warn(Warning warning) {
    warnings.add(warning);
  }

  @Override
  public void cosigned(String origin, long size, long timeS) {}

  @Override
  public void delivered(String origin, long size) {}

  @Override
  public void trouble(String origin, String why) {
    troubles.add(why);
  }

  List<Warning.Kind> kinds() {
    return warnings.stream().map(Warning::kind).toList();
  }
}
