package twoseal.cli.draw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import twoseal.draw.EntryNumber;
import twoseal.list.Label;

/** What a run reads from files. */
public final class DrawFiles {
  private DrawFiles() {}

  /** A contribution's file. */
  public static void contribution(String text) {
    Contribution.parse(text);
  }

  /** A names file. */
  public static void names(Path file) throws IOException {
    new NamesFile(file).pick(List.of(new EntryNumber(1, new Label("甲"))));
  }
}
