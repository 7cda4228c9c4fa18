package twoseal.verifier;

import java.util.ArrayList;
import java.util.List;

/** How the people of a story come to be on its ledger, before any draw. */
final class Registered {
  private Registered() {}

  static void play(Story story) {
    story.step(
        "genesis",
        "ledger.genesis",
        """
        log-key: %s
        created: 2023-08-01T00:00:00Z
        clock: %s
        custody: %s
        office: office
        office-name: 公证处
        office-name-en: -
        person: office/admin-1
        person-name: 管理员
        key: %s
        """
            .formatted(
                Signing.key(Story.LEDGER).vkey(),
                story.clock,
                story.custody,
                Signing.key("office/admin-1").vkey()),
        "office/admin-1");
    var organisations = new ArrayList<>(List.of("bureau", "court", "lab"));
    if (story.isCeremony) {
      organisations.addAll(List.of("press", "union"));
    }
    for (var organisation : organisations) {
      story.step(
          "organisation-" + organisation,
          "registry.organisation",
          "organisation: " + organisation + "\nname: 机构" + organisation + "\nname-en: -\n",
          "office/admin-1");
    }
    story.person(Story.NOTARY, "notary");
    story.person(Story.ORGANISER, "organiser");
    story.person(Story.CHEAT, "operator");
    story.person(Story.WITNESS, "witness");
    story.step("remark", "ledger.remark", "draw: -\ndigest: -\ntext: 检查。\n", Story.NOTARY);
    story.person("court/witness-2", "witness");
    for (var contributor : List.of("lab/c1", "lab/c2", "lab/d1", "lab/d2", "lab/gone")) {
      story.person(contributor, "contributor");
    }
    if (story.isCeremony) {
      story.person("press/reader", "contributor");
      story.person("union/member", "contributor");
    }
    var newKey = new Signing.Key(Story.ORGANISER, 1, 1);
    story.signers.putIfAbsent("rotate", List.of(newKey, Signing.key(Story.ORGANISER)));
    story.step(
        "rotate",
        "registry.rotate",
        "person: %s\nkey: %s\ncosign-key: -\nreason: 更换设备\n"
            .formatted(Story.ORGANISER, newKey.vkey()));
    story.keys.put(Story.ORGANISER, newKey);
    var revoke = "person: lab/gone\nreason: 离职\n";
    story.step("revoke", "registry.revoke", revoke, "office/admin-1");
  }
}
