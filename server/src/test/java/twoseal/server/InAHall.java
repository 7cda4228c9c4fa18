package twoseal.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of what is done in a hall: each has one of its own. */
public abstract class InAHall {
  @TempDir protected Path folder;
  protected Hall hall;

  @BeforeEach
  final void openHall() throws Exception {
    hall = Hall.open(folder);
  }

  @AfterEach
  final void closeHall() throws Exception {
    hall.close();
  }
}
