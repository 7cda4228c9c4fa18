package twoseal.desk.beacon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import twoseal.beacon.BeaconChain;
import twoseal.beacon.TestBeacon;
import twoseal.core.Bytes;
import twoseal.core.Fields;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.NewFile;

/** A test beacon's secret and timetable in a file, so that the same chain goes on after a stop. */
public final class BeaconFile {
  private static final String KIND = "test-beacon";
  private static final int SECRET_BYTES = 32;
  private static final int BYTES_MAX = 4_096;

  /** Clears the two highest bits, so that the number is below the order of the curve's groups. */
  private static final int BELOW_ORDER = 0x3F;

  private BeaconFile() {}

  /** A secret that nobody else has: 32 bytes, below the order of the curve's groups. */
  public static byte[] secret() {
    var secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    secret[0] &= BELOW_ORDER;
    return secret;
  }

  /**
   * Writes a file that is not there yet, for its owner alone.
   *
   * @param genesisS when the first round is due, in seconds since 1970
   * @throws Complaint if the file is there
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, byte[] secret, long genesisS, long periodS)
      throws IOException {
    var text =
        new Fields.Writer(KIND, 1)
            .line("secret", Bytes.hex(secret))
            .number("genesis", genesisS)
            .number("period", periodS)
            .text();
    NewFile.write(file, Bytes.utf8(text), NewFile.Access.OWNER);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Complaint if it is something else
   */
  public static TestBeacon read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw Complaint.input("complaint.not-a-beacon-file", file);
    }
    try {
      var in = new Fields.Reader(Bytes.parseUtf8(Files.readAllBytes(file)), KIND, 1);
      var secret = in.hex("secret", SECRET_BYTES);
      var genesisS = in.number("genesis", 0, BeaconChain.GENESIS_TIME_MAX_S);
      var periodS = in.number("period", 1, BeaconChain.PERIOD_MAX_S);
      in.end();
      return new TestBeacon(secret, genesisS, periodS);
    } catch (MalformedException | IllegalArgumentException other) {
      throw Complaint.input("complaint.not-a-beacon-file", file).because(other);
    }
  }
}
