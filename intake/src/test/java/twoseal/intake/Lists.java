package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import twoseal.list.Label;

/** What the tests of this package share: short lists, a cheap passphrase, results by name. */
final class Lists {
  static final char[] PASSPHRASE = "correct horse battery".toCharArray();

  private Lists() {}

  static ListSource text(String csv) {
    return bytes(csv.getBytes(StandardCharsets.UTF_8));
  }

  static ListSource bytes(byte[] csv) {
    return ListSource.ofStream(new ByteArrayInputStream(csv));
  }

  static IntakeOptions into(Path folder) {
    return IntakeOptions.toFolder(folder, PASSPHRASE).withIterations(1_000).withSync(false);
  }

  static IntakeResult take(ListSource source, IntakeOptions options)
      throws IOException, InterruptedException {
    var mapping = ListMapping.automatic(new Label("全体"), Set.of());
    return new ListIntake(source, mapping, options, IntakeProgress.none()).run();
  }

  static ListSummary taken(ListSource source, IntakeOptions options)
      throws IOException, InterruptedException {
    var result = take(source, options);
    assertThat(result).isInstanceOf(IntakeResult.Taken.class);
    return ((IntakeResult.Taken) result).summary();
  }

  static IntakeReport refused(ListSource source, IntakeOptions options)
      throws IOException, InterruptedException {
    var result = take(source, options);
    assertThat(result).isInstanceOf(IntakeResult.Refused.class);
    return ((IntakeResult.Refused) result).report();
  }

  static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static Optional<LineError> only(IntakeReport report) {
    return report.first().size() == 1 ? Optional.of(report.first().getFirst()) : Optional.empty();
  }
}
