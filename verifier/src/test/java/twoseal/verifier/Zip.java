package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes the canonical archive of [BUN-1] field by field, and reads its members back. */
final class Zip {
  private Zip() {}

  static byte[] of(Map<String, byte[]> members) {
    var all = new ByteArrayOutputStream();
    var directory = new ByteArrayOutputStream();
    for (var member : members.entrySet()) {
      var at = all.size();
      var crc = new CRC32();
      crc.update(member.getValue());
      var name = member.getKey().getBytes(UTF_8);
      var size = member.getValue().length;
      all.writeBytes(
          fields(
              "42222244422",
              0x04034b50,
              20,
              0x0800,
              0,
              0,
              0x21,
              (int) crc.getValue(),
              size,
              size,
              name.length,
              0));
      all.writeBytes(name);
      all.writeBytes(member.getValue());
      directory.writeBytes(
          fields(
              "42222224442222244",
              0x02014b50,
              20,
              20,
              0x0800,
              0,
              0,
              0x21,
              (int) crc.getValue(),
              size,
              size,
              name.length,
              0,
              0,
              0,
              0,
              0,
              at));
      directory.writeBytes(name);
    }
    var count = members.size();
    var start = all.size();
    all.writeBytes(directory.toByteArray());
    all.writeBytes(fields("42222442", 0x06054b50, 0, 0, count, count, directory.size(), start, 0));
    return all.toByteArray();
  }

  static Map<String, byte[]> members(byte[] zip) {
    var bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    var members = new LinkedHashMap<String, byte[]>();
    for (int at = 0; bytes.getInt(at) == 0x04034b50; ) {
      var name = new byte[bytes.getShort(at + 26)];
      var content = new byte[bytes.getInt(at + 18)];
      bytes.get(at + 30, name).get(at + 30 + name.length, content);
      members.put(new String(name, UTF_8), content);
      at += 30 + name.length + content.length;
    }
    return members;
  }

  private static byte[] fields(String widths, int... values) {
    var bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      if (widths.charAt(i) == '4') {
        bytes.putInt(values[i]);
      } else {
        bytes.putShort((short) values[i]);
      }
    }
    var end = new byte[bytes.position()];
    bytes.flip().get(end);
    return end;
  }
}
