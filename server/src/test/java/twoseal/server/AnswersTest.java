package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static twoseal.server.Hall.NOTARY;
import static twoseal.server.Hall.ORGANISER;
import static twoseal.server.Hall.caller;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import twoseal.server.auth.AuditLog;
import twoseal.server.http.Access;
import twoseal.server.http.JsonText;
import twoseal.server.list.Objections;
import twoseal.server.list.Preparations;
import twoseal.server.list.RulesCheck;
import twoseal.server.paper.SupervisionRecords.NewSupervisionRecord;
import twoseal.server.paper.SupervisionRecords.Present;
import twoseal.server.words.Names;

/** What is answered about a draw's preparation, acts and record has the contract's form. */
class AnswersTest {
  @TempDir Path folder;

  @Test
  void everyAnswerFitsItsSchema() throws Exception {
    try (var hall = Hall.open(folder)) {
      var prepared =
          hall.proceedings()
              .preparations()
              .begin(
                  new Preparations.NewPreparation("rehearsal", Hall.RULES, Optional.empty()),
                  caller(ORGANISER));
      requireFits("Preparation", prepared);
      requireFits(
          "RulesCheck", RulesCheck.of("title: x\n", Optional.empty(), new Names(hall.ledger())));
      var draw = hall.announce(Hall.RULES);
      requireFits("ListUpload", hall.upload(draw, "姓名,证件号码\n,A1\n王,\n"));
      requireFits("ListUpload", hall.publish(draw, 5));
      var objection = new Objections.NewObjection("某人", Optional.of(1L), Optional.empty(), "重复");
      requireFits(
          "Objection", hall.proceedings().objections().enter(draw, objection, caller(NOTARY)));
      hall.commit(draw, 1, Hall.OBSERVER);
      var seal = hall.begin(ORGANISER, "draw.seal", "draw", draw.toString());
      requireFits("Act", seal);
      hall.sign(seal, ORGANISER);
      var entered = hall.sign(seal, NOTARY);
      requireFits("Act", entered);
      requireFits("Receipt", entered.receipt().orElseThrow());
      var records = hall.proceedings().records();
      requireFits("SupervisionRecord", records.get(draw));
      var written =
          new NewSupervisionRecord(
              "会场", List.of(new Present("张公证员", "监督")), List.of(), List.of(), "", Optional.empty());
      requireFits("SupervisionRecord", records.change(draw, written, caller(NOTARY)));
      requireFits("SupervisionRecord", records.close(draw, caller(NOTARY)));
    }
  }

  @Test
  void everyRouteOfTheProceedingsIsInTheContractWithItsAccess() throws Exception {
    try (var hall = Hall.open(folder);
        var audit = new AuditLog(folder, InstantSource.system())) {
      var paths = Schemas.map(Schemas.contract().get("paths"));
      var seen = new TreeMap<String, Access>();
      for (var route : hall.proceedings().routes(audit)) {
        var method = route.method().toLowerCase(java.util.Locale.ROOT);
        var said = Schemas.map(Schemas.map(paths.get(route.path())).get(method));
        assertThat(route.access())
            .as(route.name())
            .isEqualTo(Access.of(String.valueOf(said.get("x-access"))));
        assertThat(seen.put(route.name(), route.access())).as(route.name()).isNull();
      }
      assertThat(seen).hasSize(34);
    }
  }

  private static void requireFits(String schema, Object answer) throws Exception {
    var node = new JsonMapper().readTree(new JsonText().write(answer));
    assertThat(Schemas.ofContract().complaints(schema, node)).as(schema).isEmpty();
  }
}
