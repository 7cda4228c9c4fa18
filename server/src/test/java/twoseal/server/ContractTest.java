package twoseal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import twoseal.server.http.Access;

/** The table of routes and the contract say the same, both ways. */
class ContractTest {
  private static final Path CONTRACT = Path.of("..", "spec", "openapi.yaml");

  @Test
  void theTableIsTheContract() throws Exception {
    var table = new TreeMap<String, Access>();
    for (var route : Routes.table()) {
      assertThat(table.put(route.name(), route.access())).as(route.name()).isNull();
    }
    assertThat(table).isEqualTo(contract());
  }

  private static Map<String, Access> contract() throws Exception {
    var contract = new TreeMap<String, Access>();
    var load = new Load(LoadSettings.builder().build());
    var paths = map(map(load.loadFromString(Files.readString(CONTRACT))).get("paths"));
    paths.forEach((path, methods) ->
        map(methods)
            .forEach((method, said) ->
                contract.put(
                    method.toString().toUpperCase(java.util.Locale.ROOT) + " " + path,
                    Access.of(String.valueOf(map(said).get("x-access"))))));
    return contract;
  }

  private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object node) {
    if (node instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("not an object: " + node);
  }
}
