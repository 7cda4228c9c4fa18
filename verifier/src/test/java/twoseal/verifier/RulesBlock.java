package twoseal.verifier;

import java.util.List;

/** The rules block of a story, field by field as [DRAW-2] lists them. */
final class RulesBlock {
  private RulesBlock() {}

  static String of(List<String> groups, List<Story.Stage> stages, String entropy) {
    var rules =
        new StringBuilder(
            """
            title: 2023 年新能源车牌摇号
            title-en: Licence plates 2023
            organiser: bureau
            method: drum/1
            purpose: number-draw
            entropy: %s
            scheduled: 2023-08-23T16:00:00Z
            columns: 姓名|证件
            masking: 姓氏加星号
            groups: %s
            """
                .formatted(entropy, groups.size()));
    groups.forEach(g -> rules.append("group: " + g + "\n"));
    rules.append("stages: " + stages.size() + "\n");
    for (int i = 0; i < stages.size(); i++) {
      var stage = stages.get(i);
      rules.append(
          """
          stage: %s
          stage-title: 第%s轮
          stage-title-en: -
          stage-groups: %s
          stage-from: %s
          stage-except: %s
          stage-places: %s
          stage-alternates: %s
          stage-overflow: %s
          stage-unfilled: %s
          """
              .formatted(
                  i + 1,
                  i + 1,
                  stage.groups(),
                  stage.from(),
                  stage.except(),
                  stage.places() < 0 ? "all" : stage.places(),
                  stage.alternates(),
                  stage.overflow(),
                  stage.unfilled()));
    }
    return rules.toString();
  }
}
