package twoseal.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import twoseal.core.Bytes;

/** A ZIP archive of which there is only one form for the same members ([BUN-1]). */
public final class CanonicalZip {
  /** The most members. */
  public static final int MEMBERS_MAX = 65_534;

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final short VERSION = 20;
  private static final short UTF8 = 0x0800;
  private static final short DATE = 0x0021;

  private static final class Member {
    private final byte[] name;
    private final byte[] content;
    private final int crc;

    Member(String name, byte[] content) {
      this.name = Bytes.utf8(name);
      this.content = content;
      var checksum = new CRC32();
      checksum.update(content);
      this.crc = (int) checksum.getValue();
    }

    int localBytes() {
      return LOCAL_BYTES + name.length + content.length;
    }

    int centralBytes() {
      return CENTRAL_BYTES + name.length;
    }
  }

  private final List<Member> members = new ArrayList<>();

  /** Appends a member. */
  public CanonicalZip add(String name, byte[] content) {
    if (members.size() == MEMBERS_MAX) {
      throw new IllegalArgumentException("more than " + MEMBERS_MAX + " members");
    }
    members.add(new Member(name, content));
    return this;
  }

  /**
   * The archive.
   *
   * @throws ArithmeticException above 2 GiB
   */
  public byte[] bytes() {
    var locals = 0;
    var centrals = 0;
    for (var member : members) {
      locals = Math.addExact(locals, member.localBytes());
      centrals = Math.addExact(centrals, member.centralBytes());
    }
    var size = Math.addExact(locals, Math.addExact(centrals, END_BYTES));
    var out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (var member : members) {
      common(out.putInt(LOCAL), member);
      out.put(member.name).put(member.content);
    }
    var offset = 0;
    for (var member : members) {
      common(out.putInt(CENTRAL).putShort(VERSION), member);
      // Comment length, disk, internal attributes; external attributes; where the member begins.
      out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(offset);
      out.put(member.name);
      offset += member.localBytes();
    }
    var count = (short) members.size();
    out.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    return out.putInt(centrals).putInt(locals).putShort((short) 0).array();
  }

  /** From the version needed to the length of the extra field: the same in both headers. */
  private static void common(ByteBuffer out, Member member) {
    out.putShort(VERSION).putShort(UTF8).putShort((short) 0).putShort((short) 0).putShort(DATE);
    out.putInt(member.crc).putInt(member.content.length).putInt(member.content.length);
    out.putShort((short) member.name.length).putShort((short) 0);
  }
}
