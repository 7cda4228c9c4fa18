package twoseal.network;

import java.util.Optional;
import org.hiero.consensus.model.node.KeysAndCerts;
import twoseal.core.Signer;

/**
 * An organisation's secrets; they stay on its node.
 *
 * @param gossip its key and certificate among the nodes
 * @param cosigner of the checkpoints that it computed
 * @param log the log key's signer, on the one node that has it
 */
public record NodeKeys(KeysAndCerts gossip, Signer cosigner, Optional<Signer> log) {}
