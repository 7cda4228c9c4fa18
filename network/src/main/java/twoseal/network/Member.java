package twoseal.network;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import twoseal.core.NoteKey;

/**
 * An organisation's node, as all others know it.
 *
 * @param id from 0
 * @param address where it listens to the others
 * @param certificate of the key it gossips with
 * @param cosigner the key it cosigns the checkpoints with that it computed itself
 */
public record Member(
    long id, InetAddress address, int port, X509Certificate certificate, NoteKey cosigner) {
  public Member {
    if (id < 0 || port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("node " + id + " at port " + port);
    }
    if (cosigner.type() != NoteKey.Type.COSIGNATURE) {
      throw new IllegalArgumentException("a cosigner's key, not " + cosigner);
    }
  }
}
