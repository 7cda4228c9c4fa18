package twoseal.cli.ledger;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of what is done in an office: each has one of its own. */
abstract class InAnOffice {
  @TempDir Path folder;
  AnOffice office;

  @BeforeEach
  final void openOffice() throws Exception {
    office = AnOffice.in(folder);
  }
}
