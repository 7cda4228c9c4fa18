package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.server.http.Access;

/** The table of routes and the contract say the same, both ways. */
class ContractTest {
  @TempDir Path data;

  @Test
  void theTableIsTheContract() throws Exception {
    var table = new TreeMap<String, Access>();
    try (var server = Servers.start(new Rehearsal(data))) {
      for (var route : server.table()) {
        assertThat(table.put(route.name(), route.access())).as(route.name()).isNull();
      }
    }
    assertThat(table).isEqualTo(contract());
  }

  private static Map<String, Access> contract() throws Exception {
    var contract = new TreeMap<String, Access>();
    Schemas.map(Schemas.contract().get("paths"))
        .forEach((path, methods) ->
            Schemas.map(methods)
                .forEach((method, said) ->
                    contract.put(
                        method.toString().toUpperCase(Locale.ROOT) + " " + path,
                        Access.of(String.valueOf(Schemas.map(said).get("x-access"))))));
    return contract;
  }
}
