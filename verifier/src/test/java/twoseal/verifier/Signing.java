package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Test keys, made from their names, and signed notes. */
final class Signing {
  /** A key pair; {@code generation} tells apart the keys of one name. */
  record Key(String name, int type, int generation, String owner) {
    Key(String name, int type, int generation) {
      this(name, type, generation, name);
    }

    /** The same key under another name. */
    Key as(String other) {
      return new Key(other, type, generation, owner);
    }

    private byte[] secret() {
      return sha256((owner + " " + type + " " + generation).getBytes(UTF_8));
    }

    byte[] point() {
      var point = new byte[32];
      Ed25519.generatePublicKey(secret(), 0, point, 0);
      return point;
    }

    byte[] id() {
      return Arrays.copyOf(sha256(join((name + "\n").getBytes(UTF_8), typed())), 4);
    }

    String vkey() {
      var id = String.format("%08x", ByteBuffer.wrap(id()).getInt());
      return name + "+" + id + "+" + Base64.getEncoder().encodeToString(typed());
    }

    String line(byte[] before, byte[] message) {
      var signature = new byte[64];
      Ed25519.sign(secret(), 0, message, 0, message.length, signature, 0);
      return line(join(before, signature));
    }

    String line(byte[] signature) {
      return "\u2014 "
          + name
          + " "
          + Base64.getEncoder().encodeToString(join(id(), signature))
          + "\n";
    }

    private byte[] typed() {
      return join(new byte[] {(byte) type}, point());
    }
  }

  private Signing() {}

  static Key key(String name) {
    return new Key(name, 1, 0);
  }

  static Key cosignKey(String name) {
    return new Key(name, 4, 0);
  }

  /** A command's note, its lines in order. */
  static String note(String text, List<Key> keys) {
    var lines = new TreeMap<String, String>();
    for (var key : keys) {
      lines.put(key.name() + " " + hex(key.id()), key.line(new byte[0], text.getBytes(UTF_8)));
    }
    return text + "\n" + String.join("", lines.values());
  }

  /** A checkpoint by the log key, with cosignatures at given times. */
  static String checkpoint(String text, Key log, List<Cosigner> cosigners) {
    var note = text + "\n" + log.line(new byte[0], text.getBytes(UTF_8));
    var lines = new TreeMap<String, String>();
    for (var c : cosigners) {
      lines.put(c.key().name() + " " + hex(c.key().id()), c.line(text));
    }
    return note + String.join("", lines.values());
  }

  record Cosigner(Key key, long timeS) {
    String line(String text) {
      var message = "cosignature/v1\ntime " + timeS + "\n" + text;
      return key.line(ByteBuffer.allocate(8).putLong(timeS).array(), message.getBytes(UTF_8));
    }
  }

  static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] join(byte[]... parts) {
    var buffer = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (var part : parts) {
      buffer.put(part);
    }
    return buffer.array();
  }

  static byte[] lp(byte[] part) {
    return join(ByteBuffer.allocate(4).putInt(part.length).array(), part);
  }

  static byte[] be64(long x) {
    return ByteBuffer.allocate(8).putLong(x).array();
  }

  static byte[] be32(int x) {
    return ByteBuffer.allocate(4).putInt(x).array();
  }

  static String tagged(String tag, byte[]... parts) {
    return hex(sha256(lp(tag.getBytes(UTF_8)), join(parts)));
  }

  static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  static byte[] unhex(String hex) {
    return java.util.HexFormat.of().parseHex(hex);
  }
}
