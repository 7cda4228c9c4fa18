package twoseal.cli.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import twoseal.desk.Complaint;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;

/** The folder of a finished list, as a command names it. */
final class ListDir {
  private ListDir() {}

  /**
   * Opens it; the caller closes it.
   *
   * @throws Complaint if it is no folder, or no list was finished in it
   */
  static ListFiles open(Path folder) throws IOException, InterruptedException {
    if (!Files.exists(folder)) {
      throw Complaint.input("complaint.no-file", folder);
    }
    if (!Files.isDirectory(folder)) {
      throw Complaint.input("complaint.not-a-folder", folder);
    }
    if (!Files.isRegularFile(new ListFolder(folder).summary())) {
      throw Complaint.input("complaint.no-list", folder);
    }
    return ListFiles.open(folder);
  }
}
