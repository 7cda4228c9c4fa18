package twoseal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.SignatureCheck;
import twoseal.ledger.FastSignatures;
import twoseal.ledger.LedgerStoppedException;
import twoseal.ledger.Office;

/** A node whose rules answer otherwise: here one that judges a signature differently. */
// Cites: LOG-10.
class PartedNodeTest {
  private static final int PARTED = 3;
  private static final long NOTICED_MAX_S = 120;

  @Test
  void aNodeThatComesToAnotherStateStopsAndTheOthersGoOn(@TempDir Path temporary) throws Exception {
    var office = new Office(31);
    var best = FastSignatures.best();
    var isParted = new AtomicBoolean();
    SignatureCheck other =
        (key, message, signature) -> !isParted.get() && best.holds(key, message, signature);
    var four = Four.open(temporary.resolve("network"), office, i -> i == PARTED ? other : best);
    try {
      var agreed = office.remark("while all agree");
      var index = four.node(0).submit(agreed).position().index();
      assertThat(four.node(PARTED).submit(agreed).position().index()).isEqualTo(index);
      isParted.set(true);
      for (var i = 1; i < PARTED; i++) {
        var receipt = four.node(i).submit(office.remark("three go on " + i));
        assertThat(receipt.position().index()).isEqualTo(index + i);
      }
      isParted.set(false);
      var alone =
          four.node(PARTED)
              .submitAsync(office.remark("alone"))
              .orTimeout(NOTICED_MAX_S, TimeUnit.SECONDS);
      assertThatThrownBy(alone::join)
          .hasCauseInstanceOf(LedgerStoppedException.class)
          .hasMessageContaining("the other nodes agree");
      // What it showed last is what all agreed on.
      assertThat(four.node(PARTED).checkpoint().text()).contains("\n" + (index + 1) + "\n");
    } finally {
      four.end();
    }
  }
}
