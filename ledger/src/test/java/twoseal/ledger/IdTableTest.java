package twoseal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every id leads to its entry, and to no other. */
class IdTableTest {
  private static final int IDS = 100_000;

  @Test
  void findsWhatWasAddedAndNothingElse() {
    var office = new Office(System.nanoTime());
    var table = new IdTable(office.bytes(32));
    var ids = new ArrayList<String>();
    for (var i = 0; i < IDS; i++) {
      var id = office.id();
      assertThat(table.find(id, index -> ids.get((int) index).equals(id))).isEqualTo(-1);
      table.add(id, i);
      ids.add(id);
    }
    for (var i = 0; i < IDS; i++) {
      var id = ids.get(i);
      assertThat(table.find(id, index -> ids.get((int) index).equals(id))).isEqualTo(i);
    }
  }

  @Test
  void entriesOfTheSameFingerprintAreToldApartByTheEntry() {
    var table = new IdTable(new byte[32]);
    var id = new Office(1).id();
    for (var i = 0; i < 50; i++) {
      table.add(id, i);
    }
    for (var i = 0; i < 50; i++) {
      long wanted = i;
      assertThat(table.find(id, index -> index == wanted)).isEqualTo(wanted);
    }
    assertThat(table.find(id, index -> false)).isEqualTo(-1);
  }

  @Test
  void seldomAsksForAnEntryInVain() {
    var office = new Office(2);
    var table = new IdTable(office.bytes(32));
    for (var i = 0; i < IDS; i++) {
      table.add(office.id(), i);
    }
    var asked = new int[1];
    for (var i = 0; i < IDS; i++) {
      assertThat(
              table.find(
                  office.id(),
                  index -> {
                    asked[0]++;
                    return false;
                  }))
          .isEqualTo(-1);
    }
    assertThat(asked[0]).isLessThan(20);
  }

  @Test
  void theIdOfANoteIsReadWhereTheFormPutsIt() {
    var office = new Office(new Random().nextLong());
    var id = office.id();
    assertThat(CommandNotes.id(office.remark(id, "a remark"))).isEqualTo(id);
  }
}
