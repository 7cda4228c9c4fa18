package twoseal.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import twoseal.core.Digest;
import twoseal.list.Commitment;
import twoseal.list.EntryCode;
import twoseal.list.Label;
import twoseal.list.MaskedName;
import twoseal.list.PrivateRecord;

/**
 * What the private file keeps of one entry.
 *
 * @param group and {@code number} name the entry
 * @param masked the published name
 * @param nameSalt salt1
 * @param record the private values
 * @param recordSalt salt2
 */
public record PrivateEntry(
    Label group,
    long number,
    MaskedName masked,
    Digest nameSalt,
    PrivateRecord record,
    Digest recordSalt) {
  /** Flag, length of the masked name, BE32 length of the record. */
  static final int HEAD_BYTES = 6;

  static final int SALT_BYTES = 32;
  static final int FIXED_BYTES = HEAD_BYTES + 2 * SALT_BYTES;
  static final byte PRESENT = 1;
  static final byte ERASED = 0;
  static final VarHandle BE32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** What the public line holds. */
  public Digest commitment() {
    return Commitment.of(nameSalt, masked, recordSalt, record).digest();
  }

  /** What the person looks the entry up with. */
  public EntryCode code() {
    return EntryCode.of(recordSalt);
  }

  /** Bytes of the body at a place: erased ones are one byte. */
  static int size(byte[] bodies, int at) {
    return bodies[at] == ERASED ? 1 : FIXED_BYTES + bodies[at + 1] + (int) BE32.get(bodies, at + 2);
  }

  /** Where salt2 stands in a body that was not erased. */
  static int recordSaltAt(byte[] bodies, int at) {
    return at + HEAD_BYTES + SALT_BYTES + bodies[at + 1];
  }

  /** The entry in a body; nothing where it was erased. */
  static Optional<PrivateEntry> read(Label group, long number, byte[] bodies, int at) {
    if (bodies[at] == ERASED) {
      return Optional.empty();
    }
    var maskedAt = at + HEAD_BYTES + SALT_BYTES;
    var recordSaltAt = recordSaltAt(bodies, at);
    var recordAt = recordSaltAt + SALT_BYTES;
    var masked = new String(bodies, maskedAt, bodies[at + 1], StandardCharsets.UTF_8);
    return Optional.of(
        new PrivateEntry(
            group,
            number,
            new MaskedName(masked),
            Digest.at(bodies, at + HEAD_BYTES),
            PrivateRecord.read(
                Arrays.copyOfRange(bodies, recordAt, recordAt + (int) BE32.get(bodies, at + 2))),
            Digest.at(bodies, recordSaltAt)));
  }
}
