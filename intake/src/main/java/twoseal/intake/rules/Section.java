package twoseal.intake.rules;

import java.util.Arrays;
import java.util.List;

/** The parts of a rules file that hold keys of their own. */
enum Section {
  FILE("the file 文件"),
  LIST("list 名单"),
  STAGE("stages 轮次"),
  SEAL("seal 封存");

  private final String shown;

  Section(String shown) {
    this.shown = shown;
  }

  /** As problems name it. */
  String shown() {
    return shown;
  }

  /** The keys, in the order in which they are written. */
  List<Key> keys() {
    return Arrays.stream(Key.values()).filter(key -> key.section() == this).toList();
  }
}
