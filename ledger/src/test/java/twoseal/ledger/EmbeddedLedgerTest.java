package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerTest {
  @TempDir Path folder;

  @Test
  void entersAndProves() throws Exception {
    var office = new Office(1);
    try (var ledger = office.create(folder.resolve("l"), new Office.SetClock(), Office.small())) {
      for (var i = 0; i < 1000; i++) {
        var receipt = ledger.submit(office.remark("remark " + i));
        assertThat(receipt.accepted()).isTrue();
        assertThat(receipt.position().index()).isEqualTo(i + 1);
      }
    }
    try (var ledger = office.open(folder.resolve("l"), new Office.SetClock(), Office.small())) {
      assertThat(ledger.recovery().replayed()).isZero();
      System.out.println(ledger.recovery() + ledger.checkpoint().text());
    }
  }
}
