package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import twoseal.cli.console.Console;
import twoseal.cli.verify.Verify;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.verifier.NotABundleException;
import twoseal.verifier.Policy;
import twoseal.verifier.Report;
import twoseal.verifier.Verdict;
import twoseal.verifier.Verifier;

/** Gives a bundle to the independent verifier and shows its report. */
final class BundleCheck {
  private final Console console;

  BundleCheck(Console console) {
    this.console = console;
  }

  /** Shows the report of a file; the exit code is that of {@code verify}. */
  int report(Path file, Optional<Policy> policy) throws IOException {
    var report = verify(Files.readAllBytes(file), policy);
    console.line("");
    console.line(report.text(console.language().locale()));
    return report.verdict() == Verdict.REFUSED ? Exit.REFUSED : Exit.OK;
  }

  /** What the verifier says of these bytes. */
  Report verify(byte[] bundle, Optional<Policy> policy) {
    try {
      return new Verifier(Verify.build()).verify(bundle, policy);
    } catch (NotABundleException notOne) {
      throw new Complaint(Exit.USAGE, "complaint.draw.not-a-bundle").because(notOne);
    }
  }
}
