package twoseal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;
import twoseal.core.Digest;
import twoseal.core.PersonName;

/** SEED-3, SEED-4 and SEED-6 of a ceremony against bytes made without this code. */
// Cites: SEED-3, SEED-4, SEED-6, SEED-7, SEED-8, DRAW-21.
class CeremonyVectorsTest {
  private final VectorLines vector = VectorLines.of("seed/ceremony.txt");

  @Test
  void diceAreTheirThrows() {
    assertThat(Dice.value(vector.text("dice"))).isEqualTo(vector.bytes("value-1"));
    assertThat(Dice.nonce(vector.text("nonce-dice"))).isEqualTo(vector.bytes("nonce-1"));
  }

  @Test
  void commitmentsOfEverybody() {
    for (var n = 1; n <= 4; n++) {
      assertThat(
              Contributor.commitment(
                  CaseNumber.parse(vector.text("draw")),
                  Integer.parseInt(vector.text("attempt")),
                  person(n),
                  vector.bytes("value-" + n),
                  vector.bytes("nonce-" + n)))
          .isEqualTo(vector.digest("commitment-" + n));
    }
  }

  @Test
  void seedsFromAllFromSomeAndFromNobody() {
    seeds("all", Set.of(1, 2, 3, 4));
    seeds("without-3", Set.of(1, 2, 4));
    seeds("none", Set.of());
    assertThat(
            Seed.ofCeremony(
                DrawKind.REHEARSAL, vector.digest("seal-digest"), reveals(Set.of(1, 2, 4))))
        .isEqualTo(vector.digest("rehearsal-seed-without-3"));
  }

  private void seeds(String name, Set<Integer> opened) {
    assertThat(reveals(opened)).isEqualTo(vector.digest("reveals-" + name));
    var seed = Seed.ofCeremony(DrawKind.DRAW, vector.digest("seal-digest"), reveals(opened));
    assertThat(seed).isEqualTo(vector.digest("seed-" + name));
    assertThat(Bytes.hex(Seed.stageKey(seed, 1))).isEqualTo(vector.text("stage-key-1-" + name));
  }

  private Digest reveals(Set<Integer> opened) {
    var contributors = new ArrayList<Contributor>();
    var revealed = new HashMap<PersonName, Seed.Revealed>();
    for (var n = 1; n <= 4; n++) {
      contributors.add(
          new Contributor.Committed(person(n), vector.digest("commitment-" + n), Optional.of(n)));
      if (opened.contains(n)) {
        revealed.put(
            person(n),
            new Seed.Revealed(vector.text("value-" + n), Optional.of(vector.text("nonce-" + n))));
      }
    }
    return Seed.revealsDigest(List.copyOf(contributors), revealed);
  }

  private PersonName person(int n) {
    return PersonName.parse(vector.text("contributor-" + n));
  }
}
