package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.list.Label;

/**
 * A list that was hashed in lanes is one that the JDK's hash proves: what opens and verifies it
 * knows nothing of lanes.
 */
class LanesInIntakeTest {
  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();
  private static final int ENTRIES = 30_000;

  /** Looking one up reads a block. */
  private static final int EVERY = 50;

  @TempDir Path temp;

  @Test
  void theListIsTheSame() throws Exception {
    var hash = new FastHash();
    hash.prepare().join();
    // Where the machine has no wide vectors there is nothing to find, and the JDK does it all.
    assertThat(hash.isReady()).isEqualTo(FastHash.find().isPresent());

    var csv = new StringBuilder("姓名,证件号码,手机号,组别\n");
    for (var i = 0; i < ENTRIES; i++) {
      csv.append("张三丰").append(",P").append(i).append(",1").append(3_000_000_000L + i);
      csv.append(i % 3 == 0 ? ",甲组" : ",乙组").append('\n');
    }
    var source =
        ListSource.ofStream(
            new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)));
    var options =
        IntakeOptions.toFolder(temp, PASSPHRASE)
            .withIterations(1_000)
            .withSync(false)
            .withWorkers(2);
    var mapping = ListMapping.automatic(new Label("全体"), Set.of());
    var result = new ListIntake(source, mapping, options, IntakeProgress.none(), hash).run();

    assertThat(result).isInstanceOf(IntakeResult.Taken.class);
    var summary = ((IntakeResult.Taken) result).summary();
    assertThat(PublicList.summary(temp.resolve("list-public.csv"))).isEqualTo(summary);
    try (var files = ListFiles.open(temp)) {
      files.verify();
      assertThat(files.summary()).isEqualTo(summary);
      var entries = new ArrayList<PrivateEntry>();
      PrivateList.open(new ListFolder(temp), PASSPHRASE).forEach(entries::add);
      assertThat(entries).hasSize(ENTRIES);
      for (var entry : entries) {
        if (entry.number() % EVERY == 0) {
          assertThat(entry.commitment())
              .isEqualTo(files.line(entry.group(), entry.number()).commitment());
        }
      }
    }
  }
}
