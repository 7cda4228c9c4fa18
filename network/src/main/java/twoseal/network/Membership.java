package twoseal.network;

import com.hedera.hapi.node.base.ServiceEndpoint;
import com.hedera.hapi.node.state.roster.Roster;
import com.hedera.hapi.node.state.roster.RosterEntry;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import twoseal.core.NoteKey;

/**
 * The organisations of a network; the same on every node.
 *
 * @param logKey that the ledger's genesis names; one of them holds it
 * @param members in the order of their ids
 */
public record Membership(NoteKey logKey, List<Member> members) {
  /** Three that work must be left when one does not. */
  public static final int MEMBERS_MIN = 4;

  /** A checkpoint of so many cosigners fits where it is stored. */
  public static final int MEMBERS_MAX = 20;

  /**
   * @throws IllegalArgumentException on too few or too many, or ids that are not 0, 1, 2, ...
   */
  public Membership {
    members = List.copyOf(members);
    if (members.size() < MEMBERS_MIN || members.size() > MEMBERS_MAX) {
      throw new IllegalArgumentException(members.size() + " members");
    }
    for (var i = 0; i < members.size(); i++) {
      if (members.get(i).id() != i) {
        throw new IllegalArgumentException("node " + members.get(i).id() + " in place " + i);
      }
    }
  }

  /**
   * How many cosignatures complete a checkpoint: so many that two sets of them share an honest
   * node, while fewer than a third are not.
   */
  public int cosignaturesMin() {
    return members.size() - (members.size() - 1) / 3;
  }

  /** A node's entry. */
  public Member member(long id) {
    return members.get(Math.toIntExact(id));
  }

  /** The members as the platform knows them, all of the same weight. */
  Roster roster() {
    var entries = new ArrayList<RosterEntry>();
    for (var member : members) {
      var endpoint =
          ServiceEndpoint.newBuilder()
              .ipAddressV4(Bytes.wrap(member.address().getAddress()))
              .port(member.port())
              .build();
      entries.add(
          RosterEntry.newBuilder()
              .nodeId(member.id())
              .weight(1)
              .gossipCaCertificate(certificate(member))
              .gossipEndpoint(List.of(endpoint))
              .build());
    }
    return Roster.newBuilder().rosterEntries(entries).build();
  }

  private static Bytes certificate(Member member) {
    try {
      return Bytes.wrap(member.certificate().getEncoded());
    } catch (CertificateEncodingException failed) {
      throw new IllegalArgumentException("the certificate of node " + member.id(), failed);
    }
  }
}
